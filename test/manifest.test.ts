import { readFileSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { EVENTS_PATH } from '../src/slack/connect/http-receiver.ts'
import { DEPARTURES } from '../src/slack/install/installation-events.ts'
import { OPTIONAL_SCOPES, REDIRECT_PATH, SCOPES } from '../src/slack/install/oauth-routes.ts'
import { SHORTCUT } from '../src/slack/protocol/action-ids.ts'
import { COMMAND } from '../src/slack/receive/read-command.ts'
import { EVENTS } from '../src/slack/receive/read-message.ts'

const ROOT = join(import.meta.dirname, '..')

const manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.literal(1) }),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    background_color: z.string(),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    slash_commands: z.array(
      z.strictObject({
        command: z.string(),
        url: z.url().optional(),
        description: z.string().max(2000),
        usage_hint: z.string().max(1000),
        should_escape: z.boolean(),
      }),
    ),
    shortcuts: z.array(
      z.strictObject({
        name: z.string().max(24),
        type: z.enum(['message', 'global']),
        callback_id: z.string().max(255),
        description: z.string().max(150),
      }),
    ),
    bot_user: z.strictObject({ display_name: z.string(), always_online: z.boolean() }),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(z.url()).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: z.url().optional(),
      bot_events: z.array(z.string()),
    }),
    interactivity: z.strictObject({ request_url: z.url().optional(), is_enabled: z.boolean() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
})

/** What Slack asks for each event and each method; a new one fails here until its scope is known. */
const NEEDS: Readonly<Record<string, string | readonly string[] | undefined>> = {
  app_home_opened: undefined,
  app_uninstalled: undefined,
  tokens_revoked: undefined,
  team_access_revoked: undefined,
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  command: 'commands',
  url_private_download: 'files:read',
  'files.info': 'files:read',
  'users.info': 'users:read',
  'usergroups.list': 'usergroups:read',
  // Of public and of private channels.
  'conversations.info': ['channels:read', 'groups:read'],
  'views.open': undefined,
  'views.update': undefined,
  'views.publish': undefined,
  'auth.test': undefined,
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
}

const read = (name: string) => manifest.parse(parse(readFileSync(join(ROOT, name), 'utf8')))

async function sources(): Promise<string> {
  let all = ''
  for await (const file of glob('src/slack/**/*.ts', { cwd: ROOT }))
    all += await readFile(join(ROOT, file), 'utf8')
  return all
}

const MANIFESTS = ['manifest.yml', 'manifest.http.yml', 'manifest.oauth.yml']

describe.each(MANIFESTS)('%s', (name) => {
  // Only what people install by themselves is taken away by them; of one workspace the token stands in the environment.
  const subscribed = name === 'manifest.oauth.yml' ? [...EVENTS, ...DEPARTURES] : EVENTS
  const { oauth_config, settings, features } = read(name)

  test('subscribes to what is read, and to nothing else', () => {
    expect([...settings.event_subscriptions.bot_events].sort()).toEqual([...subscribed].sort())
  })

  test('asks for the scopes that events and calls need, and for no other', async () => {
    const methods = (await sources()).matchAll(
      /\bclient\.((?:chat|auth|views|users|usergroups|conversations|files)\.\w+)/g,
    )
    const commands = features.slash_commands.length > 0 ? ['command'] : []
    const files = /url_private_download/.test(await sources()) ? ['url_private_download'] : []
    const used = new Set([
      ...subscribed,
      ...commands,
      ...files,
      ...[...methods].map(([, method = '']) => method),
    ])
    expect([...used].filter((one) => !(one in NEEDS))).toEqual([])
    const needed = new Set(
      [...used].flatMap((one) => NEEDS[one]).filter((scope) => scope !== undefined),
    )
    expect([...oauth_config.scopes.bot].sort()).toEqual([...needed].sort())
    expect(oauth_config.scopes.bot).toEqual(SCOPES)
  })

  test('lets people decline that channels are listened to', () => {
    expect(oauth_config.scopes.bot_optional).toEqual(OPTIONAL_SCOPES)
    expect(oauth_config.scopes.bot).toEqual(
      expect.arrayContaining(oauth_config.scopes.bot_optional),
    )
  })

  test('gives a reason for each scope', () => {
    const lines = readFileSync(join(ROOT, name), 'utf8').split('\n')
    const bare = lines.filter(
      (line) => /^\s+- (?:\w+:\w+|commands\b)/.test(line) && !/ # \w/.test(line),
    )
    expect(bare).toEqual([])
  })

  test('declares what is handled: presses, direct messages, the home page, one command and one shortcut', async () => {
    const code = await sources()
    expect(settings.interactivity.is_enabled).toBe(/bolt\.action\(/.test(code))
    expect(features.app_home).toMatchObject({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
    expect(features.slash_commands.map(({ command }) => command)).toEqual([COMMAND])
    expect(code).toMatch(/bolt\.command\(COMMAND/)
    expect(features.shortcuts.map(({ callback_id, type }) => [callback_id, type])).toEqual([
      [SHORTCUT, 'message'],
    ])
    expect([...code.matchAll(/bolt\.shortcut\(/g)]).toHaveLength(1)
    const events = [...code.matchAll(/bolt\.event\(\s*'(\w+)'/g)].map(([, event]) => event)
    expect(settings.event_subscriptions.bot_events).toEqual(expect.arrayContaining(events))
    // Slack sends presses and forms of modals without a declaration, and messages are taken in front of Bolt.
    expect(code).not.toMatch(/bolt\.(?:message|options|function)\(/)
  })
})

test('the three differ only in how Slack reaches us, and in what an installation needs', () => {
  const [socket, http, oauth] = MANIFESTS.map(read)
  if (!socket || !http || !oauth) throw new Error('a manifest is missing')
  for (const one of [http, oauth]) {
    const urls = [
      one.settings.event_subscriptions.request_url,
      one.settings.interactivity.request_url,
      ...one.features.slash_commands.map(({ url }) => url),
    ]
    for (const url of urls) expect(new URL(url ?? '').pathname).toBe(EVENTS_PATH)
    expect(one.settings.socket_mode_enabled).toBe(false)
    expect(withoutUrls(one)).toEqual(withoutUrls(socket))
  }
  const [redirect, ...more] = oauth.oauth_config.redirect_urls ?? []
  expect(new URL(redirect ?? '').pathname).toBe(REDIRECT_PATH)
  expect(more).toEqual([])
  expect(oauth.settings).toMatchObject({ org_deploy_enabled: true, token_rotation_enabled: true })
  for (const one of [socket, http]) {
    expect(one.oauth_config.redirect_urls).toBeUndefined()
    // Only an installation that is kept has a token that can be renewed.
    expect(one.settings).toMatchObject({ org_deploy_enabled: false, token_rotation_enabled: false })
  }
})

/** What is the same in all three. */
function withoutUrls({ features, oauth_config, settings, ...rest }: z.output<typeof manifest>) {
  return {
    ...rest,
    features: {
      ...features,
      slash_commands: features.slash_commands.map(({ url: _url, ...command }) => command),
    },
    scopes: oauth_config.scopes,
    events: settings.event_subscriptions.bot_events.filter(
      (one) => !DEPARTURES.some((event) => event === one),
    ),
    interactive: settings.interactivity.is_enabled,
  }
}
