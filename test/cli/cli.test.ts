import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const ERROR =
  'Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.'
const SECRET = 'kT9vX2mQ/7bZrL4wN8+hY3cJ6pD1fG5sAeUoIiB0'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tfauth-cli-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The real program in a process of its own. */
async function tfauth(args: readonly string[], input: string | Uint8Array = '') {
  const child = spawn(process.execPath, ['bin/tfauth.mjs', ...args], { cwd: ROOT })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (err += String(chunk)))
  // Whoever refuses early stops reading; that is no fault of the test.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  expect(err).not.toMatch(/\n\s+at /)
  return { code: code as number, out, err }
}

test('diagnose, for people', async () => {
  const { code, out } = await tfauth(['diagnose'], `${ERROR}\nAWS_SECRET_ACCESS_KEY=${SECRET}`)
  expect(code).toBe(0)
  expect(out).toContain('InvalidClientTokenId')
  expect(out).toContain('To find out which, run this')
  expect(out).not.toContain('Sources:')
  expect(out).toContain('secret')
  expect(out).not.toContain(SECRET.slice(0, 8))
})

test('diagnose a file as JSON', async () => {
  const file = join(folder, 'init.log')
  await writeFile(file, ERROR)
  const { code, out } = await tfauth(['diagnose', file, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    outcome: 'undecided',
    errors: [{ code: 'InvalidClientTokenId' }],
  })
})

test('diagnose lines: the order is kept, a bad line is answered as one', async () => {
  const lines = [
    JSON.stringify({ id: 1, text: ERROR }),
    'not json',
    JSON.stringify({ id: 3 }),
    JSON.stringify({ id: 'x', text: 'hello' }),
  ]
  const { code, out } = await tfauth(['diagnose', '--jsonl'], lines.join('\n'))
  const results = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: unknown; outcome?: string; error?: string })
  expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
    [1, 'undecided'],
    [null, undefined],
    [3, undefined],
    ['x', 'not-auth'],
  ])
  expect(results[2]?.error).toContain('"text"')
  expect(code).toBe(2)
})

test.each(['bash', 'powershell'])('probe for %s', async (shell) => {
  const { code, out } = await tfauth(['probe', '--shell', shell])
  expect(code).toBe(0)
  expect(out).toContain('probe=1')
})

test.each([
  [['--ci'], ['run: |', 'script:', 'tfa_public=yes']],
  [['--container'], ['docker run', "<<'TFAUTH'"]],
  [['--shell', 'gitlab'], ['script:']],
])('probe %j', async (args, words) => {
  const { code, out } = await tfauth(['probe', ...args])
  expect(code).toBe(0)
  for (const word of [...words, 'probe=1']) expect(out).toContain(word)
  expect(out).not.toContain('{{')
})

test('diagnose --explain prints the ranking with all its evidence', async () => {
  const { code, out } = await tfauth(
    ['diagnose', '--explain'],
    `${ERROR}\n$ env | cut -d= -f1 | grep AWS\nAWS_ACCESS_KEY_ID\nAWS_SESSION_TOKEN\naccess_key ****************MPLE env\n`,
  )
  expect(code).toBe(0)
  const table = out.slice(out.indexOf('In decibels'))
  const rows = table.split('\n').filter((line) => /^[a-z-]+ +\d+\.\d%/.test(line))
  expect(rows.length).toBeGreaterThan(10)
  // Each row adds up: its share and every piece of evidence make its sum.
  for (const row of rows) {
    const numbers = row.trim().split(/ {2,}/).slice(2).map(Number)
    const sum = numbers.slice(0, -1).reduce((all, one) => all + one, 0)
    expect(Math.abs(sum - (numbers.at(-1) ?? Number.NaN)), row).toBeLessThan(0.06 * numbers.length)
  }
  const chances = rows.map((row) => Number(/(\d+\.\d)%/.exec(row)?.[1]))
  expect(chances).toEqual(chances.toSorted((a, b) => b - a))
  const [, first = ''] = /^([a-z-]+) /.exec(rows[0] ?? '') ?? []
  expect(table).toMatch(/^ +\(1\) [a-z-]+=\S+$/m)
  expect(table).toMatch(new RegExp(`^\\d+% ${first} rather than [a-z-]+ \\(\\d+%\\)`, 'm'))
  expect(table).toMatch(/^Next: (?:probe|question|remedy) \S+, \d+ s/m)
})

test.each([
  ['an unknown command', ['explode'], '', "no command 'explode'"],
  ['an unknown flag', ['diagnose', '--loud'], '', '--loud'],
  ['a word too many', ['probe', 'b'], '', "'b'"],
  ['a missing file', ['diagnose', '/no/such/file'], '', 'no such file'],
  ['a folder', ['diagnose', '.'], '', 'folder'],
  ['nothing', ['diagnose'], ' \n', 'empty'],
  ['binary', ['diagnose'], new Uint8Array([0x89, 0x50, 0xff, 0xfe, 0x00]), 'not UTF-8 text'],
  ['20 MB', ['diagnose'], 'x'.repeat(20 * 1024 * 1024), 'larger than 10 MB'],
  ['an unknown shell', ['probe', '--shell', 'fish'], '', 'bash and powershell'],
  ['two forms at once', ['probe', '--ci', '--container'], '', 'One form at a time'],
  ['a file beside --jsonl', ['diagnose', '--jsonl', 'x'], '', 'standard input'],
] as const)('%s is refused with a sentence', async (_, args, input, words) => {
  const { code, err, out } = await tfauth(args, input)
  expect(code).toBe(2)
  expect(err).toContain(words)
  expect(out).toBe('')
})

test('a secret is never echoed, neither by a result nor by a refusal', async () => {
  const text = `${ERROR}\nAWS_SECRET_ACCESS_KEY=${SECRET}`
  const runs = [
    await tfauth(['diagnose', '--json'], text),
    await tfauth(
      ['diagnose', '--jsonl'],
      [JSON.stringify({ id: 1, text }), text, JSON.stringify({ text: [SECRET] })].join('\n'),
    ),
  ]
  for (const { out, err } of runs) expect(out + err).not.toContain(SECRET.slice(0, 8))
  expect(runs[0]?.out).toContain('"aws-secret-access-key"')
})
