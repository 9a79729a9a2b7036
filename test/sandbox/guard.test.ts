import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/serve-sandbox.ts'
import { post, send } from './post.ts'
import { DEAD_KEY, name, type OpenApp, openApp, serve } from './sandbox.ts'

let open: OpenApp
let served: Sandbox
beforeAll(async () => {
  open = await openApp()
  served = await serve(open)
})
afterAll(async () => {
  await served.close()
  await open.close()
})

describe('who is served', () => {
  test.each(['localhost', 'localhost:3000', '127.0.0.1:9', '127.9.9.9', '[::1]:3000', 'LOCALHOST'])(
    'at %s',
    async (host) => {
      expect((await send(served.url, '/', { headers: { host } })).status).toBe(200)
    },
  )

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'evil@localhost',
    '10.0.0.7',
  ])('not at “%s”, a name that may have been pointed here', async (host) => {
    for (const path of ['/', '/assets/page.js', `/api/thread/${name()}`]) {
      expect((await send(served.url, path, { headers: { host } })).status).toBeGreaterThanOrEqual(
        400,
      )
    }
  })

  test('at the configured host too', async () => {
    const other = await serve(open, { host: '0.0.0.0' })
    const at = (host: string) => send(other.url, '/', { headers: { host } })
    expect(other.url).toMatch(/^http:\/\/localhost:\d+$/)
    expect((await at('0.0.0.0:1')).status).toBe(200)
    expect((await at('tfauth.internal')).status).toBe(403)
    await other.close()
  })

  const form = () => JSON.stringify({ text: DEAD_KEY, delivery: name() })
  const json = { 'content-type': 'application/json' }
  test.each([
    ['another site', { ...json, origin: 'https://evil.example' }, 403],
    ['a page without an origin', { ...json, origin: 'null' }, 403],
    ['another port of this machine', { ...json, origin: 'http://127.0.0.1:1' }, 403],
    ['a cross-site fetch', { ...json, 'sec-fetch-site': 'cross-site' }, 403],
    ['a plain form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['text, which needs no preflight', { 'content-type': 'text/plain' }, 415],
    ['no type', {}, 415],
    ['a program without an origin', json, 200],
    ['JSON with a charset', { 'content-type': 'application/json; charset=utf-8' }, 200],
  ])('a post from %s', async (_who, headers, status) => {
    const got = await send(served.url, '/api/paste', { method: 'POST', headers, body: form() })
    expect(got.status).toBe(status)
    if (status !== 200) expect(JSON.parse(got.text).error).toMatch(/\.$/)
  })
})

describe('what is served', () => {
  test('everything carries the security headers, refusals too', async () => {
    for (const path of ['/', '/assets/page.js', '/healthz', '/nowhere', '/api/thread/x']) {
      const { headers } = await send(served.url, path)
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['x-frame-options']).toBe('DENY')
    }
  })

  test('the page has nothing inline and nothing from elsewhere', async () => {
    const { text } = await send(served.url, '/')
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|<style/i)
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    for (const [, path = ''] of text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      expect((await send(served.url, path)).status, path).toBe(200)
    }
  })

  test.each([
    '/assets/../route.ts',
    '/assets/%2e%2e/route.ts',
    '/assets/..%2froute.ts',
    '/assets/',
    '/assets/index.html',
    '//assets/page.js',
    '/package.json',
  ])('not %s', async (path) => {
    expect((await send(served.url, path)).status).toBe(404)
  })

  test('methods: HEAD reads, others are told what to use', async () => {
    expect(await send(served.url, '/', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
    const got = await send(served.url, '/api/paste')
    expect(got).toMatchObject({ status: 405, headers: { allow: 'POST' } })
    const put = await send(served.url, '/', { method: 'PUT', body: 'x' })
    expect(put).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  })

  test('health says whether the process lives, readiness whether it can answer', async () => {
    let well = false
    const other = await serve({ app: open.app, health: async () => well })
    expect((await send(other.url, '/healthz', { headers: { host: '10.1.2.3' } })).status).toBe(200)
    expect((await send(other.url, '/readyz')).status).toBe(503)
    well = true
    expect((await send(other.url, '/readyz')).status).toBe(200)
    await other.close()
  })
})

test('what breaks inside is reported, and the person gets a sentence without it', async () => {
  const broken = new Error('the disk with /secret/path is gone')
  const reported: unknown[] = []
  const app = { ...open.app, paste: () => Promise.reject(broken) }
  const other = await serve(open, { app, report: (error) => reported.push(error) })
  const got = await post(other.url, '/api/paste', { text: DEAD_KEY, delivery: name() })
  await other.close()
  expect(got.status).toBe(500)
  expect(got.text).not.toContain('disk')
  expect(JSON.parse(got.text).error).toContain('try again')
  expect(reported).toEqual([broken])
})

test('beyond this machine the page asks for its token, once, and tells nothing without it', async () => {
  const token = 'f3a9c1d7e5b20846'
  const guarded = await serve(open, { token })
  const host = 'page.example:3000'
  for (const path of [
    '/',
    '/assets/page.js',
    '/?token=wrong',
    `/api/thread/${name()}`,
    '/tree.svg',
  ]) {
    const refused = await send(guarded.url, path, { headers: { host } })
    expect([path, refused.status]).toEqual([path, 401])
    expect(refused.text).not.toContain(token)
  }
  const posted = await post(guarded.url, '/api/paste', { text: DEAD_KEY, delivery: name() })
  expect(posted.status).toBe(401)
  const let_in = await send(guarded.url, `/?token=${token}`, { headers: { host } })
  expect(let_in.status).toBe(303)
  expect(let_in.headers.location).toBe('/')
  const cookie = String(let_in.headers['set-cookie'])
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
  expect(cookie).not.toContain(token)
  const away = await send(guarded.url, `//evil.example?token=${token}`, { headers: { host } })
  expect(away.headers.location).toBe('/evil.example')
  const page = await send(guarded.url, '/', {
    headers: { host, cookie: cookie.split(';')[0] ?? '' },
  })
  expect(page.status).toBe(200)
  expect((await send(guarded.url, '/readyz', { headers: { host } })).status).toBe(200)
  await guarded.close()
})
