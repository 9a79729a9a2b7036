import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, expect, test } from 'vitest'
import { knowledgeFolder } from '../../src/knowledge/knowledge-folder.ts'
import { serve } from '../../src/serve/serve.ts'

const ROOT = join(import.meta.dirname, '../..')
const PASTE =
  'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'tfauth-serve-'))
  undo.push(() => rm(path, { recursive: true, force: true }))
  return path
}

type Running = {
  readonly child: ChildProcess
  readonly said: () => string
  readonly ended: Promise<number | null>
}

/** The real program, with nothing in its environment but what is given. */
function start(env: Record<string, string>): Running {
  const child = spawn(process.execPath, ['bin/tfauth.mjs', 'serve'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...env },
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  undo.push(() => child.kill('SIGKILL'))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, said: () => said, ended }
}

async function address(running: Running): Promise<string> {
  for (let tries = 0; tries < 600; tries++) {
    const url = /ready: (http:\S+)/.exec(running.said())?.[1]
    if (url) return url
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(running.said())
}

async function post(url: string, path: string, body: unknown): Promise<string> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  })
  return response.text()
}

/** What a start that cannot succeed says; it must end by itself, with a code and without a stack trace. */
async function refusal(env: Record<string, string>): Promise<string> {
  const running = start(env)
  expect(await running.ended).toBe(1)
  expect(running.said()).not.toMatch(/\n\s+at /)
  return running.said()
}

test('a case survives kill -9 and is walked on by a button', { timeout: 60_000 }, async () => {
  const TFAUTH_DATA_DIR = join(await folder(), 'db')
  const first = start({ PORT: '0', TFAUTH_DATA_DIR })
  const opened = await post(await address(first), '/api/paste', {
    delivery: crypto.randomUUID(),
    text: PASTE,
  })
  const { thread } = JSON.parse(opened) as { thread: string }
  first.child.kill('SIGKILL')
  await first.ended

  const second = start({ PORT: '0', TFAUTH_DATA_DIR })
  const url = await address(second)
  const shown = await (await fetch(`${url}/api/thread/${thread}`)).text()
  expect(shown).toContain('InvalidClientTokenId')
  const press = (html: string, kind: string) =>
    [...html.matchAll(/data-press=\\"([^"\\]+)\\"/g)]
      .map(
        (match) =>
          JSON.parse((match[1] ?? '').replaceAll('&quot;', '"')) as { do: { kind: string } },
      )
      .find((one) => one.do.kind === kind)
  const started = press(shown, 'skip')
  expect(started).toBeDefined()
  const step = await post(url, '/api/press', { delivery: crypto.randomUUID(), press: started })
  expect(step).toContain('class=\\"lead\\"')
  const stale = await post(url, '/api/press', { delivery: crypto.randomUUID(), press: started })
  expect(stale).toContain('out of date')
})

test('every fault of the environment is said at once, by name, without its value', async () => {
  const said = await refusal({
    PORT: 'eighty',
    SLACK_BOT_TOKEN: 'my-very-own-token',
    LOG_LEVEL: 'debug',
  })
  for (const name of ['PORT', 'SLACK_BOT_TOKEN', 'LOG_LEVEL']) expect(said).toContain(name)
  expect(said).not.toContain('my-very-own-token')
})

test('a database that cannot be reached is a sentence, without the password', async () => {
  const said = await refusal({
    PORT: '0',
    DATABASE_URL: 'postgres://tfauth:hunter22@127.0.0.1:9/tfauth',
  })
  expect(said).toContain('127.0.0.1')
  expect(said).not.toContain('hunter22')
})

test('a data directory in use is a sentence', { timeout: 60_000 }, async () => {
  const TFAUTH_DATA_DIR = join(await folder(), 'db')
  await address(start({ PORT: '0', TFAUTH_DATA_DIR }))
  expect(await refusal({ PORT: '0', TFAUTH_DATA_DIR })).toMatch(/another|in use|already/i)
})

test('a port in use is a sentence that names the port', { timeout: 60_000 }, async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  undo.push(() => other.close())
  const { port } = other.address() as AddressInfo
  const said = await refusal({ PORT: String(port), TFAUTH_DATA_DIR: join(await folder(), 'db') })
  expect(said).toContain(String(port))
})

test.each([
  ['nosuchhost.invalid', 'nobody knows such a host'],
  ['192.0.2.7', 'no address of this machine'],
])('HOST=%s is a sentence', { timeout: 60_000 }, async (HOST, words) => {
  const TFAUTH_DATA_DIR = join(await folder(), 'db')
  const TFAUTH_PAGE_TOKEN = 'f3a9c1d7e5b20846'
  const said = await refusal({ HOST, PORT: '0', TFAUTH_DATA_DIR, TFAUTH_PAGE_TOKEN })
  expect(said).toContain(HOST)
  expect(said).toContain(words)
})

test('a mistyped variable is named at start, without its value', async () => {
  const said = await refusal({ TFAUTH_DATADIR: 'planted', SLACK_BOT_TOKN: 'planted', PORT: 'x' })
  expect(said).toContain('Nobody reads the variable TFAUTH_DATADIR. Did you mean TFAUTH_DATA_DIR?')
  expect(said).toContain('SLACK_BOT_TOKN. Did you mean SLACK_BOT_TOKEN?')
  expect(said).not.toContain('planted')
})

test('a token Slack refuses is a sentence that names the variable', {
  timeout: 60_000,
}, async () => {
  const slack = createServer((_, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"ok":false,"error":"invalid_auth"}'),
  ).listen(0, '127.0.0.1')
  await once(slack, 'listening')
  undo.push(() => slack.close())
  const said = await refusal({
    SLACK_BOT_TOKEN: 'xoxb-not-a-real-one',
    SLACK_APP_TOKEN: 'xapp-not-a-real-one',
    SLACK_API_URL: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/api/`,
    TFAUTH_DATA_DIR: join(await folder(), 'db'),
  })
  expect(said).toContain('SLACK_BOT_TOKEN')
  expect(said).not.toContain('not-a-real-one')
})

test('broken knowledge is told with file and line, and the database is let go', async () => {
  const broken = await folder()
  await cp(join(ROOT, 'knowledge'), broken, { recursive: true })
  await writeFile(join(broken, 'symptoms/dead-key.yml'), 'says: 1\nmeans: [\n')
  const told = () =>
    expect(serve({ TFAUTH_DATA_DIR: join(broken, 'db') }, knowledgeFolder(broken))).rejects
  await told().toThrow(/symptoms\/dead-key\.yml:\d+:\d+/)
  // Held, it would be in use by another tfauth now.
  await told().toThrow(/symptoms\/dead-key\.yml:\d+:\d+/)
})
