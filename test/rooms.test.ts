import { readdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf } from '../scripts/house/imports.ts'
import { FLOORS } from '../scripts/house/rooms.ts'

/** What a person can take in. */
const MOST_FILES = 20

const SRC = join(import.meta.dirname, '../src')
const imports = await importsOf(SRC)

test.each(Object.entries(FLOORS))(
  '%s: rooms import only from those before them',
  (floor, { rooms }) => {
    const order = Object.keys(rooms)
    const at = (file: string): number =>
      order.indexOf(dirname(file.slice(floor.length + 1)).replace(/^\.$/, ''))
    const own = imports.filter(({ from }) => from.startsWith(`${floor}/`))
    const strays = own.flatMap(({ from, to, isPackage }) => {
      if (at(from) < 0) return [`${from} has no room`]
      const climbs = !isPackage && to.startsWith(`${floor}/`) && at(to) > at(from)
      return climbs ? [`${from} → ${to}`] : []
    })
    expect([...new Set(strays)]).toEqual([])
  },
)

test('no room holds more than a person can take in', async () => {
  const full: string[] = []
  for (const entry of await readdir(SRC, { withFileTypes: true, recursive: true })) {
    if (!entry.isDirectory()) continue
    const path = join(entry.parentPath, entry.name)
    const files = (await readdir(path)).filter((name) => name.endsWith('.ts'))
    if (files.length > MOST_FILES) full.push(`${relative(SRC, path)}: ${files.length}`)
  }
  expect(full).toEqual([])
})
