import { readFileSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { COMMAND } from '../src/slack/command.ts'
import { EVENTS_PATH } from '../src/slack/http-door.ts'
import { EVENTS } from '../src/slack/inbound.ts'
import { SHORTCUT } from '../src/slack/own-actions.ts'

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
const SCOPES: Readonly<Record<string, string | undefined>> = {
  app_home_opened: undefined,
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  command: 'commands',
  url_private_download: 'files:read',
  'files.info': 'files:read',
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
  for await (const file of glob('src/slack/*.ts', { cwd: ROOT }))
    all += await readFile(join(ROOT, file), 'utf8')
  return all
}

describe.each(['manifest.yml', 'manifest.http.yml'])('%s', (name) => {
  const { oauth_config, settings, features } = read(name)

  test('subscribes to what is read, and to nothing else', () => {
    expect([...settings.event_subscriptions.bot_events].sort()).toEqual([...EVENTS].sort())
  })

  test('asks for the scopes that events and calls need, and for no other', async () => {
    const methods = (await sources()).matchAll(
      /\bclient\.((?:chat|auth|views|users|conversations|files)\.\w+)/g,
    )
    const commands = features.slash_commands.length > 0 ? ['command'] : []
    const files = /url_private_download/.test(await sources()) ? ['url_private_download'] : []
    const used = new Set([
      ...EVENTS,
      ...commands,
      ...files,
      ...[...methods].map(([, method = '']) => method),
    ])
    expect([...used].filter((one) => !(one in SCOPES))).toEqual([])
    const needed = new Set(
      [...used].map((one) => SCOPES[one]).filter((scope) => scope !== undefined),
    )
    expect([...oauth_config.scopes.bot].sort()).toEqual([...needed].sort())
  })

  test('lets people decline that channels are listened to', () => {
    expect(oauth_config.scopes.bot_optional).toEqual([
      'files:read',
      'channels:history',
      'groups:history',
    ])
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

test('the two differ only in how Slack reaches us', () => {
  const [socket, http] = [read('manifest.yml'), read('manifest.http.yml')]
  const urls = [
    http.settings.event_subscriptions.request_url,
    http.settings.interactivity.request_url,
    ...http.features.slash_commands.map(({ url }) => url),
  ]
  for (const url of urls) expect(new URL(url ?? '').pathname).toBe(EVENTS_PATH)
  const { event_subscriptions, interactivity, ...settings } = http.settings
  const { request_url: _events, ...events } = event_subscriptions
  const { request_url: _presses, ...presses } = interactivity
  expect(http.settings.socket_mode_enabled).toBe(false)
  expect({
    ...http,
    features: {
      ...http.features,
      slash_commands: http.features.slash_commands.map(({ url: _url, ...command }) => command),
    },
    settings: {
      ...settings,
      socket_mode_enabled: true,
      event_subscriptions: events,
      interactivity: presses,
    },
  }).toEqual(socket)
})
