import type { TreeNode } from '../core/knowledge.ts'
import { escapeHtml } from './escape-html.ts'

const WIDTH = 250
const HEIGHT = 76
const GAP_X = 26
const GAP_Y = 34
const HEAD = 40
const PER_ROW = 4
const CHARACTERS = 36

type Placed = { readonly node: TreeNode; readonly x: number; readonly y: number }

/** What a shape means is also said in words, so that colour is never the only sign. */
const KINDS = {
  question: 'asks',
  probe: 'asks',
  check: 'checks',
  remedy: 'does',
  cause: 'explains',
} as const
const TITLES = {
  1: 'Level 1: credentials and environment',
  2: 'Level 2: profile, region and backend',
  3: 'Level 3: roles, OIDC and containers',
} as const

/** Takes the published tree and the node a case is at; gives it as a picture (SVG), three levels from top to bottom. */
export function treePicture(tree: readonly TreeNode[], mark?: string): string {
  const bands = ([1, 2, 3] as const).map((level) => tree.filter((node) => node.level === level))
  const placed: Placed[] = []
  const titles: string[] = []
  let top = 20
  for (const [index, band] of bands.entries()) {
    titles.push(
      `<text class="level" x="20" y="${top + 18}">${TITLES[(index + 1) as 1 | 2 | 3]}</text>`,
    )
    for (const [at, node] of band.entries()) {
      placed.push({
        node,
        x: 20 + (at % PER_ROW) * (WIDTH + GAP_X),
        y: top + HEAD + Math.floor(at / PER_ROW) * (HEIGHT + GAP_Y),
      })
    }
    top += HEAD + Math.ceil(band.length / PER_ROW) * (HEIGHT + GAP_Y) + 12
  }
  const width = 40 + PER_ROW * WIDTH + (PER_ROW - 1) * GAP_X
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" role="img" aria-labelledby="tree-title">`,
    '<title id="tree-title">The published decision tree, level by level</title>',
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${top}"/>`,
    ...titles,
    ...placed.flatMap((from) => edges(from, placed)),
    ...placed.map((one) => box(one, one.node.id === mark)),
    '</svg>\n',
  ].join('\n')
}

function edges({ node, x, y }: Placed, placed: readonly Placed[]): readonly string[] {
  return node.next.flatMap((id) => {
    const to = placed.find((one) => one.node.id === id)
    if (!to) return []
    const beside = to.y === y && to.x > x
    const [x1, y1] = beside ? [x + WIDTH, y + HEIGHT / 2] : [x + WIDTH / 2, y + HEIGHT]
    const [x2, y2] = beside ? [to.x, to.y + HEIGHT / 2] : [to.x + WIDTH / 2, to.y]
    const bend = beside && to.x - x > WIDTH + GAP_X ? -60 : 0
    const path = beside
      ? `M${x1} ${y1} C${x1 + 20} ${y1 + bend} ${x2 - 20} ${y2 + bend} ${x2} ${y2}`
      : `M${x1} ${y1} C${x1} ${y1 + GAP_Y} ${x2} ${y2 - GAP_Y} ${x2} ${y2}`
    return [`<path class="edge" d="${path}"/>`]
  })
}

function box({ node, x, y }: Placed, marked: boolean): string {
  const lines = wrap(node.says).slice(0, 3)
  const kind = node.stands_for.kind
  return [
    `<g class="${kind}${marked ? ' here' : ''}" transform="translate(${x} ${y})">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="${kind === 'remedy' ? 22 : 8}"/>`,
    `<text class="kind" x="12" y="17">${marked ? 'you are here · ' : ''}${KINDS[kind]}</text>`,
    ...lines.map((line, at) => `<text x="12" y="${34 + at * 15}">${escapeHtml(line)}</text>`),
    '</g>',
  ].join('')
}

function wrap(says: string): readonly string[] {
  const lines: string[] = ['']
  for (const word of says.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last && last.length + 1 + word.length > CHARACTERS) lines.push(word)
    else lines[lines.length - 1] = last ? `${last} ${word}` : word
  }
  if (lines.length > 3) lines[2] = `${lines[2]} …`
  return lines
}

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1d2733 }
.level { font-size: 15px; font-weight: 650 }
.kind { font-size: 11px; fill: #55606e }
.paper { fill: #ffffff }
.edge { fill: none; stroke: #8a95a3; stroke-width: 1.2 }
rect { stroke: #8a95a3; stroke-width: 1.2; fill: #f6f8fa }
.paper { stroke: none; fill: #ffffff }
.remedy rect { fill: #e8f4ec; stroke: #3c7d54 }
.cause rect { fill: #fdf3e4; stroke: #9a6a1c }
.question rect, .probe rect { fill: #eaf1fb; stroke: #3b6ea8 }
.here rect { stroke-width: 3.5 }
`.trim()
