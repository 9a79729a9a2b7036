import { glob, readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'

/** The rooms of each floor, in order: a room imports only from itself and from those before it. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  core: [
    '',
    'aws-ids',
    'text',
    'trust-policy',
    'redact',
    'errors',
    'facts',
    'facts/printed',
    'facts/files',
    'facts/prose',
    'read',
    'case',
    'diagnosis',
    'plan',
    'simulate',
  ],
  app: [
    'reply',
    'checks',
    'checks/wording',
    'accounts',
    'accounts/wording',
    'ports',
    'thread',
    'lookup',
    'press',
    'paste',
    'workspace',
    '',
  ],
  slack: [
    'protocol',
    'install',
    'connect',
    'draw',
    'receive',
    'answer',
    'accounts',
    'entrances',
    '',
  ],
  store: ['migrations', 'database', 'keys', 'pglite', 'cases', 'accounts', 'workspaces', ''],
  knowledge: ['pages', 'lints', 'proofs', 'search', ''],
}
/** What a person can take in. */
const MOST_FILES = 20

const SRC = join(import.meta.dirname, '../src')
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^'\n]+)'/g
const roomOf = (file: string): string => dirname(file).replace(/^\.$/, '').split(sep).join('/')

test.each(Object.entries(ROOMS))(
  '%s: rooms import only from those before them',
  async (floor, rooms) => {
    const strays: string[] = []
    for await (const file of glob('**/*.ts', { cwd: join(SRC, floor) })) {
      const own = rooms.indexOf(roomOf(file))
      if (own < 0) strays.push(`${file} has no room`)
      const text = await readFile(join(SRC, floor, file), 'utf8')
      for (const [, target = ''] of text.matchAll(IMPORT)) {
        const other = relative(join(SRC, floor), join(SRC, floor, dirname(file), target))
        if (!other.startsWith('..') && rooms.indexOf(roomOf(other)) > own)
          strays.push(`${file} → ${other}`)
      }
    }
    expect(strays).toEqual([])
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
