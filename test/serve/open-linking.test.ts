import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Notice, Person } from '../../src/app/accounts/link-deps.ts'
import type { LinkRecord } from '../../src/app/accounts/link-store.ts'
import { LINKED_ACTIONS } from '../../src/aws/calls.ts'
import { loadLinkTemplates } from '../../src/knowledge/load-link-templates.ts'
import { openLinking } from '../../src/serve/open-linking.ts'
import { slackThreadOf } from '../../src/slack/protocol/thread-ref.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { FAKE, startFake, WHY_NOT } from '../doubles/fake-aws.ts'

const BOT = '123456789012'
const templates = loadLinkTemplates(join(import.meta.dirname, '../../knowledge'), undefined)
const admin: Person = {
  team: 'T1',
  user: 'U1',
  home: true,
  owner: true,
  channel: null,
  groups: () => Promise.resolve([]),
}
const member: Person = { ...admin, user: 'U2', owner: false, channel: 'C1' }

type Statement = Readonly<Record<string, unknown>> & { readonly Condition?: object }
const policy = (...Statement: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: unknown) => policy({ Effect: 'Allow', Action, Resource: '*' })

/** Of the trust policy that we show, what somebody made of it; none: they made no role at all. */
const ROLES: Readonly<
  Record<
    string,
    {
      readonly trust: ((shown: Statement) => readonly unknown[]) | null
      readonly may?: unknown
      readonly verdict: string
    }
  >
> = {
  'as in the template': { trust: (shown) => [shown], verdict: 'link' },
  'no condition': {
    trust: ({ Condition: _, ...rest }) => [rest],
    verdict: 'accepts-any-id',
  },
  StringEqualsIfExists: {
    trust: (shown) => [renamed(shown, 'StringEqualsIfExists')],
    verdict: 'accepts-no-id',
  },
  'StringLike *': {
    trust: (shown) => [{ ...shown, Condition: { StringLike: { 'sts:ExternalId': '*' } } }],
    verdict: 'accepts-any-id',
  },
  'a second, open statement': {
    trust: (shown) => {
      const { Condition: _, ...rest } = shown
      return [shown, { ...rest, Sid: 'Open' }]
    },
    verdict: 'accepts-any-id',
  },
  'may do everything': { trust: (shown) => [shown], may: '*', verdict: 'link' },
  'no role': { trust: null, verdict: 'rejects-us' },
}

function renamed(shown: Statement, operator: string): Statement {
  const { StringEquals, ...others } = (shown.Condition ?? {}) as Record<string, unknown>
  return { ...shown, Condition: { ...others, [operator]: StringEquals } }
}

// In order: a link lives from being made to being cut.
describe.skipIf(!FAKE)(
  `linking against the fake server${WHY_NOT}`,
  { timeout: 180_000, shuffle: false },
  () => {
    let fake: Awaited<ReturnType<typeof startFake>>
    let store: Store
    let dataDir: string
    let customer: IAMClient
    let linked: ReturnType<typeof openLinking>
    const told: Notice[] = []
    const links = new Map<string, LinkRecord>()
    const at = (name: string) => {
      const found = links.get(name)
      if (!found) throw new Error(`no link ${name}`)
      return found
    }
    const opened = (config: { readonly checks?: boolean; readonly canaryRole?: string } = {}) =>
      openLinking({
        env: { AWS_ENDPOINT_URL: fake.url },
        config: {
          admins: [],
          secretKeys: [Buffer.alloc(32, 7)],
          canaryRole: 'tfauth/canary',
          checks: true,
          ...config,
        },
        store,
        templates,
        regions: [],
        surface: {
          personAt: (_team, user) => Promise.resolve({ ...member, user }),
          notify: async (notice) => void told.push(notice),
          channelAt: slackThreadOf,
        },
        warn: () => undefined,
      })

    beforeAll(async () => {
      fake = await startFake()
      dataDir = await mkdtemp(join(tmpdir(), 'tfauth-linking-'))
      store = await openStore({ dataDir, secretKey: Buffer.alloc(32, 7) })
      const settings = (accessKeyId = '', secretAccessKey = '', sessionToken?: string) => ({
        endpoint: fake.url,
        region: 'us-east-1',
        credentials: {
          accessKeyId,
          secretAccessKey,
          ...(sessionToken === undefined ? {} : { sessionToken }),
        },
      })
      const seed = settings('AKIASEED', 'invented')
      const user = async (iam: IAMClient, UserName: string, Action: unknown) => {
        await iam.send(new CreateUserCommand({ UserName }))
        const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
        const PolicyDocument = allow(Action)
        await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument }))
        return { id: AccessKey?.AccessKeyId ?? '', secret: AccessKey?.SecretAccessKey ?? '' }
      }
      const role = async (
        iam: IAMClient,
        RoleName: string,
        AssumeRolePolicyDocument: string,
        may: unknown,
      ) => {
        const made = { RoleName, Path: '/tfauth/', AssumeRolePolicyDocument }
        await iam.send(new CreateRoleCommand(made))
        const PolicyDocument = allow(may)
        await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }))
      }
      const own = new IAMClient(seed)
      const bot = await user(own, 'bot', 'sts:AssumeRole')
      vi.stubEnv('AWS_ACCESS_KEY_ID', bot.id)
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', bot.secret)
      const open = { Effect: 'Allow', Principal: { AWS: BOT }, Action: 'sts:AssumeRole' }
      await role(own, 'canary', policy(open), LINKED_ACTIONS)
      const demanding = { ...open, Condition: { StringEquals: { 'sts:ExternalId': 'some-id' } } }
      await role(own, 'demanding', policy(demanding), LINKED_ACTIONS)
      linked = opened()
      for (const [index, [name, { trust, may = LINKED_ACTIONS }]] of Object.entries(
        ROLES,
      ).entries()) {
        const account = String(111_122_223_333 + index)
        const started = await linked.linking.start({ ...admin, team: `T${index + 1}` }, account)
        if (started.kind !== 'started') throw new Error(started.because)
        links.set(name, started.link)
        const { Credentials: given } = await new STSClient(seed).send(
          new AssumeRoleCommand({
            RoleArn: `arn:aws:iam::${account}:role/seed`,
            RoleSessionName: 'seed',
          }),
        )
        const iam = new IAMClient(
          settings(given?.AccessKeyId, given?.SecretAccessKey, given?.SessionToken),
        )
        if (index === 0) {
          const { id, secret } = await user(iam, 'owner', '*')
          customer = new IAMClient(settings(id, secret))
        }
        const [shown] = (JSON.parse(started.setup.trust) as { Statement: Statement[] }).Statement
        if (trust && shown) await role(iam, 'tfauth-readonly', policy(...trust(shown)), may)
      }
      await fake.enforce()
    }, 180_000)
    afterAll(async () => {
      await linked.close()
      vi.unstubAllEnvs()
      await store.close()
      await rm(dataDir, { recursive: true })
      await fake.stop()
    })

    test('R10: it starts where the canary lets us in without an id, and not where that is refused', async () => {
      await linked.start()
      const other = opened({ canaryRole: 'tfauth/demanding' })
      await expect(other.start()).rejects.toThrow(/no link can be verified/)
      const { team, id } = at('as in the template')
      const answer = await other.linking.verify({ ...admin, team }, id)
      expect(answer).toMatchObject({ kind: 'not-verified', verification: { verdict: 'could-not' } })
      await other.close()
    })

    test.each(Object.entries(ROLES))(
      'R7: the role “%s” in a linked account',
      async (name, { verdict }) => {
        const { team, id } = at(name)
        const answer = await linked.linking.verify({ ...admin, team }, id)
        if (answer.kind === 'refused') throw new Error(answer.because)
        const { verification } = answer
        expect('because' in verification ? verification.because : verification.verdict).toBe(
          verdict,
        )
        const kept = await store.links.find(team, id)
        expect(kept?.state).toBe(verdict === 'link' ? 'active' : 'pending')
      },
    )

    test('R43: admins are told of a new link', () => {
      expect(told.map(({ what, team }) => [what, team])).toEqual([
        ['linked', 'T1'],
        ['linked', 'T6'],
      ])
    })

    test('a check goes through the link and on record, R4: by the linker, then by an allowed channel', async () => {
      const { id } = at('as in the template')
      const request = { check: 'role', role: 'tfauth-readonly' } as const
      const mine = await linked.linking.check(admin, request)
      expect(mine).toMatchObject({ kind: 'checked', result: { grade: 'shown', linked: true } })
      expect(await linked.linking.check(member, request)).toMatchObject({
        kind: 'refused',
        because: 'not-allowed',
      })
      await linked.linking.allow(admin, id, { channels: ['C1'], groups: [] })
      expect(await linked.linking.check(member, request)).toMatchObject({ kind: 'checked' })
      await linked.linking.allow(admin, id, { channels: [], groups: [] })
      expect(await linked.linking.check(member, request)).toMatchObject({ kind: 'refused' })
      const rows = await store.audit.rows('T1', 50)
      expect(rows.filter(({ did }) => did === 'checked')).toMatchObject([
        { by: 'U2', channel: 'C1', link: id, check: 'role' },
        { by: 'U1', channel: null, link: id, check: 'role' },
      ])
      // Of each request to AWS its own id, as a customer finds it in CloudTrail.
      expect(rows.findLast(({ did }) => did === 'checked')?.requestId).toMatch(
        /^[\w-]{20,}( [\w-]{20,})*$/,
      )
      expect(rows.filter(({ did }) => did === 'check-refused')).toHaveLength(2)
      expect(told.at(-1)).toMatchObject({ what: 'new-channel', by: 'C1' })
    })

    test('R6, R38: no external id stands in the audit', async () => {
      for (const { team, externalId } of links.values()) {
        const rows = await store.audit.rows(team, 100)
        expect(rows.length).toBeGreaterThan(0)
        expect(JSON.stringify(rows)).not.toContain(externalId)
        expect(JSON.stringify(rows)).not.toMatch(/\d{12}/)
      }
    })

    test('R37: another workspace cannot verify, ask or cut the link', async () => {
      const { id } = at('as in the template')
      const stranger = { ...admin, team: 'T9' }
      const unknown = { kind: 'refused', because: 'unknown-link' }
      expect(await linked.linking.verify(stranger, id)).toMatchObject(unknown)
      expect(await linked.linking.unlink(stranger, id)).toMatchObject(unknown)
      expect(await linked.linking.check(stranger, { check: 'whoami' }, id)).toMatchObject({
        kind: 'refused',
      })
    })

    test('D3, §4: a second workspace that links the same account is told no more than that the role refuses its id', async () => {
      const second = { ...admin, team: 'T8' }
      const started = await linked.linking.start(second, at('as in the template').account)
      if (started.kind !== 'started') throw new Error(started.because)
      expect(started.link.externalId).not.toBe(at('as in the template').externalId)
      expect(await linked.linking.verify(second, started.link.id)).toMatchObject({
        kind: 'not-verified',
        verification: { verdict: 'refuse', because: 'rejects-us' },
      })
    })

    test('R40: a stopped workspace takes no role any more, nor does anybody once all checks are off', async () => {
      const { id } = at('as in the template')
      await linked.linking.stop(admin, true)
      const request = { check: 'whoami' } as const
      const stopped = { kind: 'refused', because: 'stopped' }
      expect(await linked.linking.check(admin, request)).toMatchObject(stopped)
      expect(await linked.linking.verify(admin, id)).toMatchObject(stopped)
      const place = { surface: 'slack', thread: 'T1/C1/1.2' } as const
      expect(await linked.linking.accounts.at(place, 'U1')).toEqual([])
      await linked.linking.stop(admin, false)
      expect(await linked.linking.check(admin, request)).toMatchObject({ kind: 'checked' })
      const off = opened({ checks: false })
      const answer = await off.linking.check(admin, { check: 'user', user: 'owner' })
      expect(answer).toMatchObject({
        kind: 'checked',
        result: { grade: 'cannot-tell', finding: { why: 'stopped' } },
      })
      await off.close()
    })

    test('R10: a role that begins to accept any id is suspended when it is proved again, and its admins are told', async () => {
      const { team, id, account } = at('as in the template')
      const open = { Effect: 'Allow', Principal: { AWS: BOT }, Action: 'sts:AssumeRole' }
      await customer.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: 'tfauth-readonly',
          PolicyDocument: policy(open),
        }),
      )
      const answer = await linked.linking.verify(admin, id)
      expect(answer).toMatchObject({ kind: 'not-verified', link: { state: 'suspended', account } })
      expect(told.at(-1)).toMatchObject({ what: 'suspended', team, by: 'accepts-any-id' })
      expect(await linked.linking.check(admin, { check: 'whoami' })).toMatchObject({
        kind: 'refused',
      })
    })

    test('R39: unlinking ends it at once', async () => {
      const { team, id } = at('may do everything')
      const person = { ...admin, team }
      expect(await linked.linking.check(person, { check: 'whoami' })).toMatchObject({
        kind: 'checked',
      })
      await linked.linking.unlink(person, id)
      expect(await linked.linking.check(person, { check: 'whoami' })).toMatchObject({
        kind: 'refused',
      })
      expect(await store.links.all(team)).toEqual([])
      expect(told.at(-1)).toMatchObject({ what: 'unlinked', team })
    })
  },
)

test('without a key or a canary nothing is linked, and the answer says what is missing', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-linking-'))
  const store = await openStore({ dataDir })
  const open = (config: Parameters<typeof openLinking>[0]['config']) =>
    openLinking({
      env: {},
      config,
      store,
      templates,
      regions: [],
      surface: {
        personAt: () => Promise.resolve(undefined),
        notify: () => Promise.resolve(),
        channelAt: slackThreadOf,
      },
      warn: () => undefined,
    })
  const secretKeys = [Buffer.alloc(32, 7)]
  const cases = [
    [open({ admins: [], secretKeys: [], checks: true, canaryRole: 'c' }), /TFAUTH_SECRET_KEY/],
    [open({ admins: [], secretKeys, checks: true }), /TFAUTH_CANARY_ROLE/],
  ] as const
  for (const [{ linking, start, close }, says] of cases) {
    expect(linking.missing).toMatch(says)
    expect(await linking.start(admin, '111122223333')).toEqual({
      kind: 'refused',
      because: 'not-set-up',
    })
    await start()
    await close()
  }
  await store.close()
  await rm(dataDir, { recursive: true })
})
