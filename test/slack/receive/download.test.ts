import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { download } from '../../../src/slack/receive/download.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
const get = (host: string, local = [host]) =>
  download({ url: `http://${host}/log.txt`, size: 20 }, 'xoxb-test', local)

test('a log is read with the token of the bot', async () => {
  const seen: (string | undefined)[] = []
  const host = await serve((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(200, { 'content-type': 'text/plain' }).end('Error: x')
  })
  expect(await get(host)).toBe('Error: x')
  expect(seen).toEqual(['Bearer xoxb-test'])
})

test('a redirect to another host does not get the token, and plain http elsewhere is not followed', async () => {
  const seen: (string | undefined)[] = []
  const other = await serve((request, response) => {
    seen.push(request.headers.authorization)
    response.end('stolen')
  })
  const host = await serve((_, response) => {
    response.writeHead(302, { location: `http://${other}/x` }).end()
  })
  expect(await get(host)).toBeUndefined()
  expect(seen).toEqual([])
})

test.each([
  [
    'a sign-in page',
    (_: unknown, r) => void r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  ],
  ['a page that hides its type', (_: unknown, r) => void r.end('<!DOCTYPE html>')],
  ['a picture', (_: unknown, r) => void r.end('\x89PNG\0')],
  ['a refusal', (_: unknown, r) => void r.writeHead(403).end('no')],
  ['redirects without end', (_: unknown, r) => void r.writeHead(302, { location: '/again' }).end()],
] as const satisfies readonly (readonly [string, RequestListener])[])(
  '%s is no log',
  async (_, listener) => {
    expect(await get(await serve(listener))).toBeUndefined()
  },
)

test('what says or turns out to be longer than 10 MB is left', async () => {
  const host = await serve((_, response) => void response.end('x'.repeat(11 * 1024 * 1024)))
  expect(await get(host)).toBeUndefined()
  expect(await download({ url: `http://${host}/`, size: 11e6 }, 't', [host])).toBeUndefined()
})

test('nobody there is no log either', async () => {
  expect(await get('127.0.0.1:9')).toBeUndefined()
})
