import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SCOPES } from '../../../src/slack/install/oauth-routes.ts'
import { oauthState } from '../../../src/slack/install/oauth-state.ts'
import { openStore, type Store } from '../../../src/store/open-store.ts'
import { until } from '../../doubles/until.ts'
import { fresh, type Many, manyWorkspaces } from './many-workspaces.ts'

let dataDir: string
let store: Store
let many: Many

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tfauth-oauth-'))
  store = await openStore({ dataDir, secretKey: Buffer.alloc(32, 5) })
})
afterAll(async () => {
  await store.close()
  await rm(dataDir, { recursive: true })
})
beforeEach(async () => {
  many = await manyWorkspaces(store.installations)
})
afterEach(() => many.close())

const posts = () => many.api.named('chat.postMessage')

describe('installing', () => {
  test('the page leads to Slack with what the manifest asks for, a state and a cookie', async () => {
    const { url, state, cookie } = await many.begin()
    expect(url.pathname).toBe('/oauth/v2/authorize')
    const manifest = parse(
      readFileSync(join(import.meta.dirname, '../../../manifest.http.yml'), 'utf8'),
    )
    const scopes = (url.searchParams.get('scope') ?? '').split(',')
    expect(scopes.sort()).toEqual([...manifest.oauth_config.scopes.bot].sort())
    expect([...SCOPES].sort()).toEqual(scopes)
    expect(url.searchParams.get('client_id')).toBe('123.456')
    expect(cookie).toBe(`tfauth-install=${state}`)
  })

  test('two workspaces: each is answered with its own token', async () => {
    const [one, two] = [fresh('T'), fresh('T')]
    const installed = await many.install({ team: one, token: 'xoxb-one' })
    expect([installed.status, await installed.text()]).toEqual([
      200,
      expect.stringContaining('tfauth is installed'),
    ])
    await many.install({ team: two, token: 'xoxb-two' })
    for (const team of [one, two, one]) expect((await many.paste(team)).status).toBe(200)
    await until(() => posts().length === 3)
    const tokens = posts().map(({ token, args }) => [args.channel, token])
    expect(tokens.sort()).toEqual(
      [
        [`C${one}`, 'Bearer xoxb-one'],
        [`C${one}`, 'Bearer xoxb-one'],
        [`C${two}`, 'Bearer xoxb-two'],
      ].sort(),
    )
    expect(many.log.lines.join()).not.toContain('xoxb')
  })

  test('what is kept is sealed', async () => {
    const team = fresh('T')
    await many.install({ team, token: 'xoxb-sealed' })
    expect(await store.installations.find(team)).toContain('xoxb-sealed')
    await store.close()
    const files = await import('node:child_process').then(({ spawnSync }) =>
      spawnSync('grep', ['-rlaE', 'xoxb-sealed', dataDir]).stdout.toString(),
    )
    store = await openStore({ dataDir, secretKey: Buffer.alloc(32, 5) })
    expect(files).toBe('')
  })

  test.each([
    ['a forged state', ({ state }: { state: string }) => `${state.slice(0, -3)}abc`, true],
    ['a state of nobody', () => '1795330000.x.y', true],
    ['no state', () => '', true],
    ['no cookie', ({ state }: { state: string }) => state, false],
  ])('%s: the page says what to do, and Slack is not asked', async (_, change, withCookie) => {
    const begun = await many.begin()
    const state = change(begun)
    // Whoever forges a state can forge the cookie too.
    const cookie = withCookie ? `tfauth-install=${state}` : undefined
    const response = await many.comeBack({ code: 'a-code', state }, cookie)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toMatch(/cannot be used[\s\S]*Start again/)
    expect(many.api.named('oauth.v2.access')).toEqual([])
  })

  test('a state is used once, and in the browser that it was made for', async () => {
    const team = fresh('T')
    await many.install({ team, token: 'xoxb-1' })
    const [mine, theirs] = [await many.begin(), await many.begin()]
    expect((await many.comeBack({ code: 'c', state: mine.state }, theirs.cookie)).status).toBe(400)
    expect((await many.comeBack({ code: 'c', state: mine.state }, mine.cookie)).status).toBe(200)
    expect((await many.comeBack({ code: 'c', state: mine.state }, mine.cookie)).status).toBe(400)
    expect(many.api.named('oauth.v2.access')).toHaveLength(2)
  })

  test('a state runs out', async () => {
    const states = oauthState('a secret', () => Promise.resolve(true), { scopes: [] })
    const state = await states.generateStateParam({ scopes: [] }, new Date(0))
    await expect(states.verifyStateParam(new Date(599_000), state)).resolves.toBeDefined()
    await expect(states.verifyStateParam(new Date(602_000), state)).rejects.toThrow(/too old/)
    const other = oauthState('another secret', () => Promise.resolve(true), { scopes: [] })
    await expect(other.verifyStateParam(new Date(0), state)).rejects.toThrow(/not signed/)
  })

  test.each([
    [{ error: 'access_denied' }, 400, /declined/],
    [{}, 400, /brings nothing from Slack/],
  ])('coming back with %j', async (query, status, words) => {
    const { state, cookie } = await many.begin()
    const response = await many.comeBack({ ...query, state }, cookie)
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(words)
  })

  test('a code that Slack refuses, and a Slack that is away', async () => {
    for (const [verdict, status, words] of [
      [{ body: { ok: false, error: 'invalid_code' } }, 502, /Nothing was installed/],
      [{ status: 503, body: {} }, 502, /Nothing was installed/],
      [{ body: { ok: true, team: { id: 'T0NOBOT' }, authed_user: { id: 'U1' } } }, 502, /Nothing/],
    ] as const) {
      many.api.on('oauth.v2.access', () => verdict)
      const { state, cookie } = await many.begin()
      const response = await many.comeBack({ code: 'secret-code', state }, cookie)
      expect(response.status).toBe(status)
      expect(await response.text()).toMatch(words)
    }
    expect(many.log.lines.join()).not.toMatch(/secret-code|client-secret/)
  })

  test('a disk that is full says so to nobody but the log, and installing again is possible', async () => {
    const broken = await manyWorkspaces({
      ...store.installations,
      keep: () => Promise.reject(new Error('the disk is full')),
    })
    const response = await broken.install({ team: fresh('T'), token: 'xoxb-1' })
    expect(response.status).toBe(500)
    expect(await response.text()).toMatch(/could not be kept[\s\S]*Start again/)
    await broken.close()
  })
})
