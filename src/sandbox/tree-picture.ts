import type { TreeNode } from '../core/knowledge.ts'
import { escapeHtml } from './escape-html.ts'

const WIDTH = 196
const HEIGHT = 66
const GAP_X = 26
const GAP_Y = 20
const TOP = 52
const SIDE = 34
const BAND = SIDE + 2 * WIDTH + GAP_X + 14
const CHARACTERS = 27
const LINES = 3

type Placed = { readonly node: TreeNode; readonly x: number; readonly y: number }

/** What a colour means is also said in words. */
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

/**
 * Takes the published tree and the node a case is at; gives it as a picture (SVG): a column for each level, what is asked
 * from top to bottom, and beside it where each answer ends.
 */
export function treePicture(tree: readonly TreeNode[], mark?: string): string {
  const bands = ([1, 2, 3] as const).map((level) => place(tree, level))
  const placed = bands.flat()
  const width = bands.length * BAND + 12
  const height = Math.max(...placed.map(({ y }) => y)) + HEIGHT + 16
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="tree-title">`,
    '<title id="tree-title">The published decision tree, level by level</title>',
    `<style>${STYLE}</style>`,
    `<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0 L8 4 L0 8 z"/></marker></defs>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...([1, 2, 3] as const).map(
      (level) =>
        `<text class="level" x="${(level - 1) * BAND + SIDE}" y="30">${TITLES[level]}</text>`,
    ),
    ...placed.flatMap((from) => edges(from, placed)),
    ...placed.map((one) => box(one, one.node.id === mark)),
    '</svg>\n',
  ].join('\n')
}

/** A level: what is asked stands in its first column, where it ends in the second, beside whatever leads there. */
function place(tree: readonly TreeNode[], level: TreeNode['level']): readonly Placed[] {
  const nodes = tree.filter((node) => node.level === level)
  const left = (level - 1) * BAND + SIDE
  const done = new Set<string>()
  const placed: Placed[] = []
  let row = 0
  const put = (node: TreeNode, column: number, at: number) => {
    done.add(node.id)
    placed.push({ node, x: left + column * (WIDTH + GAP_X), y: TOP + at * (HEIGHT + GAP_Y) })
  }
  for (const node of nodes) {
    if (done.has(node.id)) continue
    put(node, 0, row)
    const ends = nodes.filter(({ id, next }) => node.next.includes(id) && next.length === 0)
    const open = ends.filter(({ id }) => !done.has(id))
    for (const [at, end] of open.entries()) put(end, 1, row + at)
    row += Math.max(1, open.length)
  }
  return placed
}

function edges(from: Placed, placed: readonly Placed[]): readonly string[] {
  return from.node.next.flatMap((id) => {
    const to = placed.find((one) => one.node.id === id)
    return to ? [`<path class="edge" d="${path(from, to)}" marker-end="url(#tip)"/>`] : []
  })
}

function path({ x, y, node }: Placed, to: Placed): string {
  const middle = y + HEIGHT / 2
  if (node.level !== to.node.level) {
    // From one level to the next: out at the bottom of the column, in at the top of the other.
    return `M${x + WIDTH / 2} ${y + HEIGHT} C${x + WIDTH / 2} ${y + HEIGHT + 40} ${to.x - 60} ${to.y + HEIGHT / 2} ${to.x} ${to.y + HEIGHT / 2}`
  }
  if (to.x > x) {
    const [x2, y2] = [to.x, to.y + HEIGHT / 2]
    return `M${x + WIDTH} ${middle} C${x + WIDTH + 14} ${middle} ${x2 - 16} ${y2} ${x2} ${y2}`
  }
  if (to.x === x && to.y === y + HEIGHT + GAP_Y)
    return `M${x + WIDTH / 2} ${y + HEIGHT} L${to.x + WIDTH / 2} ${to.y}`
  // Past other rows: along the left side, further out the further it goes.
  const out = Math.min(28, 10 + Math.abs(to.y - y) / 60)
  const start = to.x < x ? `M${x} ${middle}` : `M${x} ${middle + 8}`
  return `${start} C${to.x - out} ${middle + 8} ${to.x - out} ${to.y + HEIGHT / 2 - 8} ${to.x} ${to.y + HEIGHT / 2 - 8}`
}

function box({ node, x, y }: Placed, marked: boolean): string {
  const { kind } = node.stands_for
  const text = wrap(node.says).map(
    (line, at) => `<text x="11" y="${32 + at * 14}">${escapeHtml(line)}</text>`,
  )
  return [
    `<g class="${kind}${marked ? ' here' : ''}" transform="translate(${x} ${y})">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="${kind === 'remedy' ? 20 : 7}"/>`,
    `<text class="kind" x="11" y="16">${marked ? 'you are here · ' : ''}${KINDS[kind]}</text>`,
    ...text,
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
  return lines.length <= LINES ? lines : [...lines.slice(0, LINES - 1), `${lines[LINES - 1]} …`]
}

const STYLE = `
text { font: 12px system-ui, sans-serif; fill: #1d2733 }
.level { font-size: 15px; font-weight: 650 }
.kind { font-size: 10.5px; fill: #4d5865 }
rect { stroke-width: 1.2 }
.paper { fill: #ffffff }
.edge { fill: none; stroke: #77828f; stroke-width: 1.2 }
.tip { fill: #77828f }
.remedy rect { fill: #e8f4ec; stroke: #3c7d54 }
.cause rect { fill: #fdf3e4; stroke: #9a6a1c }
.question rect, .probe rect, .check rect { fill: #eaf1fb; stroke: #3b6ea8 }
.here rect { stroke-width: 3.5 }
`.trim()
