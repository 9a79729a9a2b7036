import type { Import } from './imports.ts'
import { FLOORS } from './rooms.ts'

const WIDTH = 1180
const LABEL = 150
const ROOM_WIDTH = 196
const ROOM_HEIGHT = 44
const GAP = 8
const PER_ROW = Math.floor((WIDTH - LABEL) / (ROOM_WIDTH + GAP))

/** The storeys from top to bottom: floors that never see each other share one. */
const STOREYS: readonly (readonly string[])[] = [
  ['serve'],
  ['slack', 'sandbox', 'cli'],
  ['knowledge', 'store', 'aws', 'reading'],
  ['app'],
  ['core'],
]

/** Takes the imports of src/; gives the picture of its floors and rooms as SVG, the same for the same code. */
export function drawHouse(imports: readonly Import[]): string {
  let y = 10
  const body: string[] = []
  for (const storey of STOREYS) {
    for (const floor of storey) {
      const { says, rooms } = FLOORS[floor] ?? { says: '', rooms: {} }
      // A floor of one room needs no walls: its own line says what it is.
      const all = Object.entries(rooms)
      const named = all.length === 1 ? [] : all
      const rows = Math.ceil(named.length / PER_ROW)
      const height = rows * (ROOM_HEIGHT + GAP) + 32
      const below = floorsBelow(floor, imports)
      body.push(
        `<rect x="0" y="${y}" width="${WIDTH}" height="${height}" rx="6" class="floor"/>`,
        text(12, y + 21, 'name', `src/${floor}/`),
        text(LABEL, y + 21, 'says', `${says} · imports ${below.join(', ') || 'nothing'}`),
      )
      named.forEach(([room, caption], at) => {
        const x = LABEL + (at % PER_ROW) * (ROOM_WIDTH + GAP)
        const top = y + 30 + Math.floor(at / PER_ROW) * (ROOM_HEIGHT + GAP)
        body.push(
          `<rect x="${x}" y="${top}" width="${ROOM_WIDTH}" height="${ROOM_HEIGHT}" rx="4" class="room"/>`,
          text(x + 8, top + 17, 'room-name', room || 'the floor itself'),
          text(x + 8, top + 34, 'caption', caption),
        )
      })
      y += height + GAP
    }
    y += GAP
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="system-ui, sans-serif" role="img" aria-label="The floors and rooms of src/">`,
    '<style>.floor{fill:#f6f8fa;stroke:#d0d7de}.room{fill:#fff;stroke:#afb8c1}.name{font-weight:600;font-size:14px}.says{font-size:12px;fill:#57606a}.room-name{font-weight:600;font-size:12px}.caption{font-size:10px;fill:#57606a}</style>',
    ...body,
    '</svg>',
    '',
  ].join('\n')
}

/** The floors that the files of one really import. */
function floorsBelow(floor: string, imports: readonly Import[]): readonly string[] {
  const seen = new Set(
    imports
      .filter(({ from, isPackage }) => !isPackage && from.startsWith(`${floor}/`))
      .map(({ to }) => to.split('/')[0] ?? ''),
  )
  return Object.keys(FLOORS).filter((other) => other !== floor && seen.has(other))
}

const text = (x: number, y: number, kind: string, words: string): string =>
  `<text x="${x}" y="${y}" class="${kind}">${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`
