import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { makeMetrics } from '../../../src/app/ports/metrics.ts'
import { openSlack } from '../../../src/slack/open-slack.ts'
import { commandBody, homeBody, submissionBody } from '../../doubles/bodies.ts'
import { list, messageBody, object, pressBody } from '../../doubles/fixtures.ts'
import { form, SIGNING_SECRET, send } from '../../doubles/signed.ts'
import { realApp, smallLibrary } from '../../doubles/small-app.ts'
import { until } from '../../doubles/until.ts'
import { writtenLog } from '../../doubles/written-log.ts'

const ROOT = join(import.meta.dirname, '../../..')
const VERSION = '0.12.2'
const own = join(ROOT, 'node_modules/emulate')
const folder = process.env.SLACK_EMULATE ?? (existsSync(own) ? own : '')
const title =
  folder === ''
    ? `strict scopes (skipped: SLACK_EMULATE does not name the folder of the npm package emulate ${VERSION})`
    : 'strict scopes'

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const ERROR =
  'Error: operation error STS: GetCallerIdentity, https response error StatusCode: 403, api error ExpiredToken: The security token included in the request is expired'
const PASTE = `AWS_SECRET_ACCESS_KEY=${SECRET}\n${ERROR}`

const { scopes } = z
  .object({
    oauth_config: z.object({
      scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
    }),
  })
  .parse(parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'))).oauth_config
const required = scopes.bot.filter((scope) => !scopes.bot_optional.includes(scope))

type Emulator = { readonly url: string; close(): Promise<void> }

/** Slack as the emulator has it, which refuses a call whose scope the bot's token was not given. */
async function strictSlack(granted: readonly string[]): Promise<Emulator> {
  const { version } = object(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  expect(version).toBe(VERSION)
  const { createEmulator } = await import(pathToFileURL(join(folder, 'dist/api.js')).href)
  return createEmulator({
    service: 'slack',
    port: 4_790 + Math.floor(Math.random() * 100),
    seed: {
      slack: {
        strict_scopes: true,
        users: [{ name: 'alice' }],
        channels: [{ name: 'infra' }],
        oauth_apps: [
          {
            client_id: '1.2',
            client_secret: 'not asked for',
            name: 'tfauth',
            redirect_uris: [],
            scopes: granted,
            bot_id: 'B0TFAUTH',
            bot_user_id: 'U0TFAUTH',
            bot_name: 'tfauth',
          },
        ],
        tokens: [
          {
            token: 'xoxb-strict',
            type: 'bot',
            scopes: granted,
            user_id: 'U0TFAUTH',
            bot_id: 'B0TFAUTH',
          },
          {
            token: 'xoxb-looks',
            type: 'bot',
            scopes: ['channels:read', 'channels:history', 'users:read'],
          },
        ],
      },
    },
  })
}

describe.skipIf(folder === '')(title, () => {
  const cleanUp: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step()
  })

  const start = async (granted: readonly string[]) => {
    const slack = await strictSlack(granted)
    cleanUp.push(() => slack.close())
    const api = `${slack.url}/api/`
    const call = async (method: string, args: Record<string, string>, token = 'xoxb-looks') =>
      object(
        await (
          await fetch(`${api}${method}`, {
            method: 'POST',
            headers: { authorization: `Bearer ${token}` },
            body: new URLSearchParams(args),
          })
        ).json(),
      )
    const [channel] = list((await call('conversations.list', {})).channels).map((one) =>
      String(object(one).id),
    )
    const [user] = list((await call('users.list', {})).members).map((one) => String(object(one).id))
    const [log, metrics] = [writtenLog(), makeMetrics()]
    const tfauth = await openSlack({
      app: realApp({ admins: [user ?? ''] }),
      library: smallLibrary,
      log,
      metrics,
      botToken: 'xoxb-strict',
      slackApiUrl: api,
      transport: {
        kind: 'http',
        signingSecret: SIGNING_SECRET,
        host: '127.0.0.1',
        port: 0,
        routes: [],
      },
    })
    cleanUp.push(() => tfauth.close())
    const port = tfauth.port ?? 0
    const FORM = { type: 'application/x-www-form-urlencoded' }
    return {
      channel: channel ?? '',
      user: user ?? '',
      api,
      log,
      call,
      counted: () => metrics.render(),
      event: async (body: object) =>
        expect((await send(port, JSON.stringify(body))).status).toBe(200),
      press: async (body: object) => send(port, form(body), FORM),
      command: async (body: Record<string, string>) =>
        send(port, new URLSearchParams(body).toString(), FORM),
      trigger: async () => {
        const made = await call('views.generateTriggerId', { user: user ?? '' }, 'xoxb-strict')
        return String(made.trigger_id)
      },
    }
  }

  test.each([
    ['all of the manifest', scopes.bot],
    ['only what may not be declined', required],
  ])('with %s, no call asks for a scope that was not given', async (_, granted) => {
    const strict = await start(granted)
    const { channel, user, api } = strict
    const refused = await strict.call('pins.list', { channel }, 'xoxb-strict')
    expect(refused).toMatchObject({ ok: false, error: 'missing_scope', needed: 'pins:read' })
    const posts = async () =>
      list((await strict.call('conversations.history', { channel })).messages)
        .concat()
        .map(object)
    const counts = (method: string) =>
      Number(
        new RegExp(`calls_total\\{method="${method}",outcome="ok"\\} (\\d+)`).exec(
          strict.counted(),
        )?.[1] ?? 0,
      )

    // A mention reaches us whatever was declined; its answer, a warning, a press and its redrawing follow.
    const words = { channel, user, channel_type: undefined, blocks: undefined }
    const root = await strict.call('chat.postMessage', { channel, text: 'help' }, 'xoxb-strict')
    const ts = String(root.ts)
    await strict.event(messageBody(`<@U0TFAUTH> ${PASTE}`, ts, { ...words, type: 'app_mention' }))
    await until(() => counts('chat.postMessage') >= 1 && counts('chat.postEphemeral') >= 1)
    const replies = list((await strict.call('conversations.replies', { channel, ts })).messages)
    const verdict = replies.map(object).find(({ blocks }) => Array.isArray(blocks))
    const actions = list(verdict?.blocks)
      .map(object)
      .find(({ type }) => type === 'actions')
    const button = object(list(actions?.elements)[0])
    const pressed = pressBody(
      { action_id: String(button.action_id), value: String(button.value) },
      { channel: { id: channel }, user: { id: user, team_id: 'T000000001' } },
    )
    expect((await strict.press(pressed)).status).toBe(200)
    await until(() => counts('chat.update') >= 1)

    // A direct message, the Home tab, a form and its answer.
    const dm = { ...words, channel: user, channel_type: 'im' }
    await strict.event(messageBody(ERROR, '1795322300.000100', dm))
    await strict.event({ ...homeBody(user) })
    await until(() => counts('views.publish') >= 1)
    const asked = { ...commandBody('', api), user_id: user, channel_id: channel }
    expect((await strict.command({ ...asked, trigger_id: await strict.trigger() })).status).toBe(
      200,
    )
    await until(() => counts('views.open') >= 1)
    const filled = submissionBody(
      'tfauth-paste',
      { paste: { value: PASTE } },
      { user: { id: user } },
    )
    expect(await (await strict.press(filled)).text()).toContain('ExpiredToken')

    // A log: with the scope it is read, without it its first lines are.
    const file = {
      mimetype: 'text/plain',
      preview: 'Error: api error ExpiredToken: The security token is expired',
      url_private_download: `${api.replace('/api/', '')}/files-pri/F0NONE/plan.txt`,
    }
    const before = counts('chat.postMessage')
    const upload = {
      ...words,
      user: 'U0OTHER',
      type: 'app_mention',
      files: [file],
      text: '<@U0TFAUTH>',
    }
    await strict.event(messageBody('<@U0TFAUTH>', '1795322301.000100', upload))
    await until(() => counts('chat.postMessage') > before)

    expect((await posts()).length).toBeGreaterThan(0)
    expect(strict.log.lines.join('\n')).not.toContain('missing_scope')
    expect(JSON.stringify([await posts(), strict.log.lines])).not.toContain(SECRET)
    expect(strict.counted()).not.toContain('outcome="refused"')
  })
})
