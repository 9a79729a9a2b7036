import { glob, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawHouse } from '../scripts/house/draw.ts'
import { importsOf } from '../scripts/house/imports.ts'
import { FLOORS } from '../scripts/house/rooms.ts'

const ROOT = join(import.meta.dirname, '..')
const SRC = join(ROOT, 'src')
const imports = await importsOf(SRC)

test('every folder of src/ is a floor', async () => {
  const entries = await readdir(SRC, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  expect(folders.sort()).toEqual(Object.keys(FLOORS).sort())
})

test.each(Object.entries(FLOORS))('%s imports only from below', (floor, { imports: below }) => {
  const strays = imports
    .filter(({ from }) => from.startsWith(`${floor}/`))
    .filter(({ to, isPackage }) => {
      const source = isPackage ? 'packages' : (to.split('/')[0] ?? '')
      return source !== floor && !below.includes(source)
    })
  expect(strays).toEqual([])
})

test('core is synchronous', async () => {
  const waiting: string[] = []
  for await (const file of glob('core/**/*.ts', { cwd: SRC })) {
    if (/\basync\b|\bawait\b|\bPromise\b/.test(await readFile(join(SRC, file), 'utf8')))
      waiting.push(file)
  }
  expect(waiting).toEqual([])
})

test('the picture in CONTRIBUTING is the house as it stands: `npm run picture` draws it anew', async () => {
  await expect(drawHouse(imports)).toMatchFileSnapshot(join(ROOT, 'docs/house.svg'))
  expect(await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8')).toContain('docs/house.svg')
})
