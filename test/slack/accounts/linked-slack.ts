import { join } from 'node:path'
import { makeExternalId } from '../../../src/app/accounts/external-id.ts'
import { makeAccountLinks } from '../../../src/app/accounts/linking.ts'
import { makeChecks } from '../../../src/app/checks/rate-limited-checks.ts'
import { openAws } from '../../../src/aws/open-aws.ts'
import { keyIdOf } from '../../../src/core/aws-ids/access-key-id.ts'
import { loadLinkTemplates } from '../../../src/knowledge/load-link-templates.ts'
import { makeLinkNotifier } from '../../../src/slack/accounts/link-notifier.ts'
import { openSlack } from '../../../src/slack/open-slack.ts'
import type { Log } from '../../../src/slack/protocol/log.ts'
import { commandBody } from '../../doubles/bodies.ts'
import { list, object } from '../../doubles/fixtures.ts'
import { memoryLinks } from '../../doubles/memory-links.ts'
import { form, SIGNING_SECRET, send } from '../../doubles/signed.ts'
import { type SlackApi, type Call as SlackCall, slackApi } from '../../doubles/slack-api.ts'
import { realApp, smallLibrary } from '../../doubles/small-app.ts'
import {
  ACCOUNT,
  assumed,
  BOT,
  type Call,
  identity,
  keys,
  refused,
  result,
  role,
  stubAws,
} from '../../doubles/stub-aws.ts'
import { until } from '../../doubles/until.ts'
import { writtenLog } from '../../doubles/written-log.ts'

const KNOWLEDGE = join(import.meta.dirname, '../../../knowledge')
const TEAM = 'T0TFTEST'
export const KEY = keyIdOf(ACCOUNT)

/** Who is who, as `users.info` says. */
const PEOPLE: Readonly<Record<string, object>> = {
  U01ALICE: {},
  U02BOB: {},
  U03GUEST: { is_restricted: true },
  U04SINGLE: { is_ultra_restricted: true },
  U05BOT: { is_bot: true },
  U06GONE: { deleted: true },
  U07OTHER: { team_id: 'T0OTHER' },
  U08OWNER: { is_owner: true },
}

type Options = {
  readonly admins?: readonly string[]
  /** Scopes that were declined. */
  readonly without?: readonly ('users' | 'usergroups' | 'conversations')[]
  readonly url?: string | undefined
  /** What the role lets in; as the template makes it when left out. */
  readonly lets?: ((id: string | undefined, right: string) => boolean) | undefined
}

/** Slack over signed HTTP with linked accounts: the real linking over memory, the real SDK against recorded shapes. */
export async function linkedSlack({
  admins = ['U01ALICE'],
  without = [],
  url,
  lets,
}: Options = {}) {
  const api = await slackApi()
  const log = writtenLog()
  const accounts = await linkedAccounts({ admins, lets, url, log })
  const { memory, stub, notifier, linking } = accounts
  slackAs(api, without)
  const slack = await openSlack({
    app: realApp({ admins }),
    library: smallLibrary,
    linking: { linking, notifier },
    log,
    botToken: 'xoxb-test',
    slackApiUrl: api.url,
    transport: {
      kind: 'http',
      signingSecret: SIGNING_SECRET,
      host: '127.0.0.1',
      port: 0,
      routes: [],
    },
  })
  const acks: unknown[] = []
  const deliver = async (text: string): Promise<Record<string, unknown>> => {
    const answer = await send(slack.port ?? 0, text, { type: 'application/x-www-form-urlencoded' })
    if (answer.status !== 200) throw new Error(`refused with ${answer.status}`)
    const said = await answer.text()
    const ack = said.startsWith('{') ? object(JSON.parse(said)) : {}
    acks.push(ack)
    return ack
  }
  return {
    api,
    log,
    memory,
    stub,
    acks,
    notifier,
    port: slack.port ?? 0,
    command: (words: string, more: Record<string, unknown> = {}) =>
      deliver(
        new URLSearchParams(commandBody(words, api.url, more) as Record<string, string>).toString(),
      ),
    body: (given: object) => deliver(form(given)),
    /** Presses the button with these words, in what was said last where it stands. */
    press(call: SlackCall | undefined, words: string, more: Record<string, unknown> = {}) {
      const button = buttonIn(call, words)
      return deliver(form(pressBody(button, call, api.url, more)))
    },
    /** Waits for one more call of a method and gives the newest. */
    async next(method: string, before: number): Promise<SlackCall | undefined> {
      await until(() => api.named(method).length > before)
      return api.named(method).at(-1)
    },
    count: (method: string) => api.named(method).length,
    async close() {
      await slack.close()
      await api.close()
      await accounts.close()
    },
  }
}

/** Linked accounts: the real linking over memory, the real SDK against recorded shapes. */
async function linkedAccounts({
  admins,
  lets = (id, right) => id === right,
  url,
  log,
}: Pick<Options, 'lets' | 'url'> & {
  readonly admins: readonly string[]
  readonly log: Log
}) {
  const memory = memoryLinks()
  const right = () => memory.all()[0]?.externalId ?? ''
  const stub = await stubAws(answers(right, lets))
  const aws = openAws({ env: stub.env, paced: false })
  const notifier = makeLinkNotifier({ admins, log })
  const linking = makeAccountLinks({
    links: memory.links,
    audit: memory.audit,
    aws: { probes: aws.probes, drop: aws.drop },
    checks: makeChecks({ through: aws.through, regions: () => [], now: Date.now }),
    admins,
    otherId: makeExternalId,
    ...notifier,
    missing: undefined,
    now: Date.now,
    templates: loadLinkTemplates(KNOWLEDGE, url),
  })
  return {
    memory,
    stub,
    notifier,
    linking,
    async close() {
      aws.close()
      await stub.close()
    },
  }
}

export type LinkedSlack = Awaited<ReturnType<typeof linkedSlack>>

function slackAs(api: SlackApi, without: NonNullable<Options['without']>): void {
  const missing = { body: { ok: false, error: 'missing_scope' } }
  let views = 0
  api.on('views.open', () => ({ body: { ok: true, view: { id: `V${++views}` } } }))
  api.on('users.info', ({ args }) =>
    without.includes('users')
      ? missing
      : { body: { ok: true, user: { team_id: TEAM, ...PEOPLE[String(args.user)] } } },
  )
  api.on('usergroups.list', () =>
    without.includes('usergroups')
      ? missing
      : { body: { ok: true, usergroups: [{ id: 'S01', name: 'Platform', users: ['U02BOB'] }] } },
  )
  api.on('conversations.info', ({ args }) =>
    without.includes('conversations')
      ? missing
      : {
          body: {
            ok: true,
            channel: { id: args.channel, is_ext_shared: args.channel === 'C0SHARED' },
          },
        },
  )
  api.on('chat.postMessage', ({ args }) => ({
    body: {
      ok: true,
      ts: `1800000001.${String(api.calls.length).padStart(6, '0')}`,
      channel: String(args.channel).replace(/^U/, 'D'),
    },
  }))
}

function answers(right: () => string, lets: NonNullable<Options['lets']>) {
  const bot = `arn:aws:sts::${BOT}:assumed-role/tfauth-bot/s`
  return {
    AssumeRole: ({ params }: Call) =>
      lets(params.ExternalId, right()) ? assumed() : refused('AccessDenied', 403),
    GetCallerIdentity: ({ signedBy }: Call) =>
      signedBy.startsWith('ASIA')
        ? identity(ACCOUNT, `arn:aws:sts::${ACCOUNT}:assumed-role/tfauth-readonly/s`)
        : identity(BOT, bot),
    GetRole: () =>
      role(
        'tfauth-readonly',
        {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: BOT },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'sts:ExternalId': right() } },
            },
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ada` },
              Action: 'sts:AssumeRole',
            },
          ],
        },
        '/tfauth/',
      ),
    GetUser: () => refused('NoSuchEntity', 404),
    GetOpenIDConnectProvider: () => refused('NoSuchEntity', 404),
    ListOpenIDConnectProviders: () =>
      result('ListOpenIDConnectProviders', '<OpenIDConnectProviderList/>'),
    GetAccountSummary: () => result('GetAccountSummary', '<SummaryMap/>'),
    GetRegionOptStatus: () => ({
      status: 200,
      body: JSON.stringify({ RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' }),
    }),
    GetAccessKeyLastUsed: () =>
      result('GetAccessKeyLastUsed', '<UserName>ci</UserName><AccessKeyLastUsed/>'),
    ListAccessKeys: () => keys([KEY, 'Inactive']),
    ListAttachedUserPolicies: () =>
      result('ListAttachedUserPolicies', '<IsTruncated>false</IsTruncated><AttachedPolicies/>'),
  }
}

function buttonIn(call: SlackCall | undefined, words: string): Record<string, unknown> {
  const held = call?.args.view ? object(call.args.view).blocks : call?.args.blocks
  const found = list(held)
    .map(object)
    .flatMap(({ elements }) => (Array.isArray(elements) ? elements.map(object) : []))
    .find(({ type, text }) => type === 'button' && object(text).text === words)
  if (!found) throw new Error(`no button "${words}"`)
  return { type: 'button', action_id: found.action_id, value: found.value, block_id: 'do' }
}

/** A press on a message, as Slack sends it: on what was posted to a person in their own talk with us, else in the channel. */
export function pressBody(
  action: Record<string, unknown>,
  call: SlackCall | undefined,
  url: string,
  more: Record<string, unknown> = {},
) {
  const to = String(call?.args.channel ?? 'C01INFRA')
  const channel = /^[UD]/.test(to) ? to.replace(/^U/, 'D') : 'C01INFRA'
  return {
    type: 'block_actions',
    user: { id: 'U01ALICE', name: 'alice', team_id: TEAM },
    api_app_id: 'A0TFAUTH',
    token: 'verification-token-not-used',
    container: { type: 'message', message_ts: '1800000001.000001', channel_id: channel },
    trigger_id: `1.2.${String(action.action_id)}.${Math.random()}`,
    team: { id: TEAM, domain: 'tfauth-test' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: 'x' },
    message: { type: 'message', ts: '1800000001.000001' },
    response_url: `${url}respond`,
    actions: [{ action_ts: '1800000002.000001', ...action }],
    ...more,
  }
}
