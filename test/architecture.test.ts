import { glob, readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'

/** Each floor of src/ and the floors it may import from; `packages` means npm and node: modules. */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  app: ['core'],
  knowledge: ['core', 'app', 'packages'],
  store: ['core', 'app', 'packages'],
  aws: ['core', 'app', 'packages'],
  reading: ['core', 'app', 'packages'],
  slack: ['core', 'app', 'packages'],
  sandbox: ['core', 'app', 'packages'],
  cli: ['core', 'app', 'packages'],
  serve: ['core', 'app', 'knowledge', 'store', 'aws', 'reading', 'slack', 'sandbox', 'packages'],
}

const SRC = join(import.meta.dirname, '../src')
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'([^'\n]+)'/g

test('every folder of src/ is a floor', async () => {
  const entries = await readdir(SRC, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  expect(folders.sort()).toEqual(Object.keys(FLOORS).sort())
})

test.each(Object.entries(FLOORS))('%s imports only from below', async (floor, below) => {
  const strays: string[] = []
  for await (const file of glob(`${floor}/**/*.ts`, { cwd: SRC })) {
    const path = join(SRC, file)
    for (const [, target = ''] of (await readFile(path, 'utf8')).matchAll(IMPORT)) {
      const source = target.startsWith('.')
        ? relative(SRC, join(dirname(path), target)).split(sep)[0]
        : 'packages'
      if (source !== floor && !below.includes(source ?? '')) strays.push(`${file} → ${target}`)
    }
  }
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
