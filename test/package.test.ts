import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from './doubles/until.ts'

const ROOT = join(import.meta.dirname, '..')
const SECRET = 'kT9vX2mQ/7bZrL4wN8+hY3cJ6pD1fG5sAeUoIiB0'
const PASTE = `Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.\nAWS_SECRET_ACCESS_KEY=${SECRET}`

/** An empty folder with what `npm pack` makes of us installed in it, as anybody would have it. */
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfauth-package-'))
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}')
  ok('npm', ['pack', '--silent', '--pack-destination', folder], ROOT)
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''
  // What a clone has installed lies in npm's cache.
  ok('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], folder)
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function ok(program: string, args: readonly string[], cwd: string) {
  const { status, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`, { cause: error })
}

/** The command in its folder; the Node is the one the tests run on. */
function tfauth(args: readonly string[], input = '') {
  const bin = join(folder, 'node_modules/tfauth/bin/tfauth.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** Bytes of a folder with all in it. */
function sizeOf(path: string): number {
  const { stdout } = spawnSync('du', ['-sb', path], { encoding: 'utf8' })
  return Number(stdout.split('\t')[0])
}

test('it holds the program and none of its sources, and takes little room', () => {
  const own = join(folder, 'node_modules/tfauth')
  expect(readdirSync(own).sort()).toEqual([
    'LICENSE',
    'README.md',
    'bin',
    'diagnose.schema.json',
    'dist',
    'package.json',
  ])
  expect(readFileSync(join(own, 'dist/third-party-notices.txt'), 'utf8')).toContain('zod ')
  expect(sizeOf(join(folder, 'node_modules')) / 2 ** 20).toBeLessThan(60)
})

test('what is piped into a bare tfauth is diagnosed, and no secret comes back', () => {
  const { status, stdout, stderr } = tfauth([], PASTE)
  expect(stderr).toBe('')
  expect(status).toBe(0)
  expect(stdout).toContain('InvalidClientTokenId')
  expect(stdout).not.toContain(SECRET.slice(0, 8))
})

test('npx finds the command', () => {
  const version = spawnSync('npx', ['--no-install', 'tfauth', '--version'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(process.execPath, '..')}:${process.env.PATH}` },
  })
  const { version: own } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  expect(version.stdout).toBe(`${own}\n`)
})

test('serve opens the page, with its database and its files, and ends when told to', async () => {
  const bin = join(folder, 'node_modules/tfauth/bin/tfauth.mjs')
  const env = { PATH: process.env.PATH ?? '', PORT: '0', TFAUTH_DATA_DIR: join(folder, 'data') }
  const child = spawn(process.execPath, [bin, 'serve'], { cwd: folder, env })
  let said = ''
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  await until(() => /ready: http/.test(said) || child.exitCode !== null, 40_000)
  const [, url = ''] = /ready: (http:\S+)/.exec(said) ?? []
  expect(await (await fetch(`${url}/assets/page.js`)).text()).toContain('import')
  // Long enough for the worker.
  const body = JSON.stringify({ delivery: randomUUID(), text: `${PASTE}\n${'x y\n'.repeat(9000)}` })
  const headers = { 'content-type': 'application/json', origin: url }
  const answer = await fetch(`${url}/api/paste`, { method: 'POST', headers, body })
  expect(await answer.text()).toContain('InvalidClientTokenId')
  child.kill('SIGTERM')
  const [code] = await once(child, 'close')
  expect(code).toBe(0)
}, 60_000)

test('every command that needs nobody else answers', { timeout: 120_000 }, () => {
  writeFileSync(join(folder, 'init.log'), PASTE)
  const line = JSON.stringify({ id: 1, text: PASTE, cause: 'missing-session-token' })
  const trust = JSON.stringify({
    id: 1,
    trust_policy: {},
    request: { role_arn: 'arn:aws:iam::111122223333:role/r' },
  })
  const asked: readonly (readonly [readonly string[], string, string])[] = [
    [['diagnose', 'init.log', '--json'], '', '"outcome"'],
    [['diagnose', '--jsonl'], line, '"outcome"'],
    [['explain', 'ExpiredToken'], '', 'ExpiredToken'],
    [['probe'], '', 'probe=1'],
    [['walk', '--jsonl'], line, '"fixedBy"'],
    [['trust', '--jsonl'], trust, '"decision"'],
    [['completion', 'zsh'], '', '#compdef tfauth'],
    [['check', '--help'], '', 'tfauth check key'],
  ]
  for (const [args, input, words] of asked) {
    const { status, stdout, stderr } = tfauth(args, input)
    expect(stderr, args.join(' ')).toBe('')
    expect(status, args.join(' ')).toBe(0)
    expect(stdout, args.join(' ')).toContain(words)
  }
})

test('the library reads, diagnoses and says the next step, and its types hold', {
  timeout: 120_000,
}, () => {
  const program = `import { diagnose, fold, knowledge, nextStep, read } from 'tfauth'
const known = knowledge()
const reading = read(${JSON.stringify(PASTE)}, known)
const state = fold([{ kind: 'pasted', reading }], known)
const diagnosis = diagnose(known, state)
const first: string | undefined = diagnosis.causes[0]?.cause.id
console.log(JSON.stringify([reading.errors[0]?.code, first, nextStep(known, state, diagnosis).kind]))
`
  writeFileSync(join(folder, 'uses.mts'), program)
  const run = spawnSync(process.execPath, ['uses.mts'], { cwd: folder, encoding: 'utf8' })
  expect(JSON.parse(run.stdout)).toEqual([
    'InvalidClientTokenId',
    expect.any(String),
    expect.any(String),
  ])
  const options = {
    module: 'nodenext',
    target: 'esnext',
    lib: ['esnext', 'dom'],
    strict: true,
    noEmit: true,
    types: [],
  }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['uses.mts'] }),
  )
  const check = () =>
    spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: folder, encoding: 'utf8' })
  expect(check().stdout).toBe('')
  writeFileSync(join(folder, 'uses.mts'), program.replace('first: string', 'first: number'))
  expect(check().stdout).toContain('TS2322')
})

test('a damaged or missing file of knowledge is refused with a sentence', () => {
  const other = join(folder, 'other')
  cpSync(join(folder, 'node_modules/tfauth'), other, { recursive: true })
  const file = join(other, 'dist/knowledge.json')
  const ask = () =>
    spawnSync(process.execPath, [join(other, 'bin/tfauth.mjs')], { input: PASTE, encoding: 'utf8' })
  writeFileSync(file, readFileSync(file, 'utf8').replace('hash', 'hush'))
  expect(ask()).toMatchObject({ status: 1, stdout: '' })
  expect(ask().stderr).toMatch(/^tfauth: .*knowledge\.json is damaged.*\n$/)
  rmSync(file)
  expect(ask().stderr).toMatch(/^tfauth: .*knowledge\.json cannot be read.*\n$/)
})

test('a Node that is too old is a sentence', () => {
  const old =
    'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.19.5"}})'
  const bin = join(folder, 'node_modules/tfauth/bin/tfauth.mjs')
  const said = spawnSync(process.execPath, ['--import', old, bin, 'help'], { encoding: 'utf8' })
  expect(said.status).toBe(1)
  expect(said.stderr).toMatch(
    /^tfauth: this is Node 20\.19\.5, and tfauth needs 22\.13 or later\..*\n$/,
  )
})
