import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../doubles/until.ts'

const BIN = join(import.meta.dirname, '../../bin/tfauth.mjs')
const ERROR =
  'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.'

let home = ''
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'tfauth-run-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const env = (more: Readonly<Record<string, string>> = {}) => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  ...more,
})
const run = (script: string, input = '', more: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [BIN, 'run', '--offline', '--', 'sh', '-c', script], {
    input,
    cwd: home,
    env: env(more),
  })

test('a program that succeeds is as if we were not there: input, both outputs to the byte, exit code', () => {
  const script = String.raw`cat; printf '\377\000\033[1mx'; printf 'warn \342\226\267' >&2`
  const alone = spawnSync('sh', ['-c', script], { input: 'typed\n' })
  const with_us = run(script, 'typed\n')
  expect(with_us.stdout).toEqual(alone.stdout)
  expect(with_us.stderr).toEqual(alone.stderr)
  expect(with_us.status).toBe(0)
})

test.each([1, 2, 42])('exit code %d stays, and what is no sign-in error is left alone', (code) => {
  const { status, stdout, stderr } = run(
    `echo plan; echo 'Error: Unsupported argument' >&2; exit ${code}`,
  )
  expect(status).toBe(code)
  expect(String(stdout)).toBe('plan\n')
  expect(String(stderr)).toBe('Error: Unsupported argument\n')
})

test('a sign-in failure is explained behind its own words, with what this machine shows', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'ASIAQ4TFAUTHNEXAMPLE', AWS_SECRET_ACCESS_KEY: 'x'.repeat(40) }
  const { status, stdout, stderr } = run(`echo plan; echo '${ERROR}' >&2; exit 1`, '', keys)
  expect(status).toBe(1)
  expect(String(stdout)).toBe('plan\n')
  const said = String(stderr)
  expect(said.startsWith(`${ERROR}\n`)).toBe(true)
  // Only the machine knows that the token is missing.
  expect(said.slice(ERROR.length)).toMatch(/token/i)
  expect(said).not.toContain('x'.repeat(20))
})

test('an error on standard output is heard too, where that is no terminal', () => {
  expect(String(run(`echo '${ERROR}'; exit 1`).stderr)).toContain('InvalidClientTokenId')
})

test.each(['SIGTERM', 'SIGHUP'] as const)(
  '%s reaches the program, which ends as it wants',
  async (signal) => {
    const script = `trap 'echo caught; exit 7' TERM HUP; echo ready; while :; do sleep 0.05; done`
    const child = spawn(process.execPath, [BIN, 'run', '--', 'sh', '-c', script], {
      cwd: home,
      env: env(),
    })
    let said = ''
    child.stdout.on('data', (chunk) => (said += String(chunk)))
    await until(() => said.includes('ready'), 20_000)
    child.kill(signal)
    const [code] = await once(child, 'close')
    expect(said).toContain('caught')
    expect(code).toBe(7)
  },
)

test('a program that a signal ends, ends us alike', async () => {
  const child = spawn(
    process.execPath,
    [BIN, 'run', '--offline', '--', 'sh', '-c', 'kill -TERM $$'],
    { cwd: home, env: env() },
  )
  const [, signal] = await once(child, 'close')
  expect(signal).toBe('SIGTERM')
})

test.each([
  [['run'], 'tfauth run -- terraform plan'],
  [['run', 'terraform'], "'terraform'"],
  [['run', '--', 'no-such-program-here'], 'there is no such program'],
])('%j is refused with a sentence', (args, words) => {
  const { status, stderr } = spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain(words)
  expect(stderr).not.toMatch(/\n\s+at /)
})
