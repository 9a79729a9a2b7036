import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Accounts } from '../../../src/app/accounts/ask-accounts.ts'
import { type App, makeApp } from '../../../src/app/app.ts'
import { makeChecks } from '../../../src/app/checks/rate-limited-checks.ts'
import type { Answer } from '../../../src/app/reply/answer.ts'
import type { Action, Reply } from '../../../src/app/reply/reply.ts'
import { keyIdOf } from '../../../src/core/aws-ids/access-key-id.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { LINK, withBotCredentials, withStub } from '../../doubles/look.ts'
import { memoryDeps, pasteInto } from '../../doubles/memory-app.ts'
import { ACCOUNT, type Call, keys, refused, result, role } from '../../doubles/stub-aws.ts'

withBotCredentials()
const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const PLACE = { surface: 'slack', thread: 'T1/C1/1.1' } as const
const KEY = keyIdOf(ACCOUNT)
const DEAD =
  'Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.'
const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`
const REFUSED = `Error: Cannot assume IAM Role: operation error STS: AssumeRole, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error AccessDenied: User: arn:aws:iam::${ACCOUNT}:user/ci is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`

const used = () =>
  result(
    'GetAccessKeyLastUsed',
    '<UserName>ci</UserName><AccessKeyLastUsed><ServiceName>sts</ServiceName><Region>eu-west-1</Region><LastUsedDate>2026-11-03T08:00:00Z</LastUsedDate></AccessKeyLastUsed>',
  )
const INACTIVE = {
  GetAccessKeyLastUsed: used,
  ListAccessKeys: () => keys([KEY, 'Inactive']),
  ListAttachedUserPolicies: () =>
    result('ListAttachedUserPolicies', '<IsTruncated>false</IsTruncated><AttachedPolicies/>'),
}

type Desk = Awaited<ReturnType<typeof desk>>
let deliveries = 0
const delivery = () => `test:${++deliveries}`

/** An app with one linked account, which UALICE may ask and UMALLORY may not. */
async function desk(app: App, text: string) {
  const press = (at: Answer | undefined, deed: Action, by = 'UALICE', id = delivery()) =>
    app.press({
      delivery: id,
      surface: 'slack',
      press: { case: at?.case.id ?? '', revision: at?.case.revision ?? 0, do: deed },
      presser: by,
    })
  const pasted = await pasteInto(app, {
    delivery: delivery(),
    place: PLACE,
    asker: 'UALICE',
    text,
    direct: true,
  })
  const start = pasted
  // The command tells more for its price, so it comes first.
  const open = deeds(start).some(({ kind }) => kind === 'skip')
    ? await press(start, { kind: 'skip', step: 'probe:probe' })
    : start
  return { app, press, start, open }
}

async function withDesk(
  text: string,
  answers: Parameters<typeof withStub>[0],
  use: (desk: Desk, calls: readonly Call[]) => Promise<void>,
) {
  await withStub(answers, async (aws, calls) => {
    const checks = makeChecks({
      through: aws.through,
      regions: () => knowledge.regions,
      now: () => Date.parse('2026-11-20T14:02:00Z'),
    })
    const accounts: Accounts = {
      at: (_, by) => Promise.resolve(by === 'UMALLORY' ? [] : [LINK]),
      check: (asked) => checks(asked),
    }
    const app = makeApp(memoryDeps(knowledge, { accounts }))
    await use(await desk(app, text), calls)
  })
}

function step(answer: Answer | undefined): Reply {
  const saying = answer?.outgoing.find((one) => one.to === 'thread')
  if (!saying) throw new Error('nothing was said')
  return saying.reply
}
const told = (answer: Answer | undefined) =>
  answer?.outgoing.flatMap((one) => (one.to === 'person' ? [one.reply] : [])).at(-1)
const deeds = (answer: Answer | undefined) => step(answer).buttons.map(({ press }) => press.do)
const KEY_CHECK = { kind: 'check', check: 'key', asks: ['key-id'] } as const
const given = (keyId = KEY): Action => ({ ...KEY_CHECK, given: { 'key-id': keyId } })

test('a dead key in a workspace with a linked account: it may be looked up at once, and is a step of its own', async () => {
  await withDesk(DEAD, INACTIVE, async ({ start, open, press }, calls) => {
    expect(deeds(start)).toContainEqual(KEY_CHECK)
    expect(deeds(open)).toContainEqual(KEY_CHECK)
    expect(calls).toEqual([])
    const found = await press(open, given())
    expect(found?.case.events.at(-1)).toMatchObject({
      kind: 'checked',
      check: 'key',
      grade: 'shown',
      account: '1111…3333',
      by: 'UALICE',
    })
    expect(JSON.stringify(step(found))).toContain('inactive')
    expect(JSON.stringify(told(found))).toContain('is Inactive in account')
    const whole = JSON.stringify(found?.case)
    expect(whole).not.toContain(KEY)
    expect(whole).not.toContain(ACCOUNT)
    expect(JSON.stringify(found?.outgoing.filter(({ to }) => to === 'thread'))).not.toContain(
      ACCOUNT,
    )
    expect(deeds(found)).not.toContainEqual(KEY_CHECK)
  })
})

test('Back takes what was looked up away, and the same can be looked up again', async () => {
  await withDesk(DEAD, INACTIVE, async ({ open, press }) => {
    const found = await press(open, given())
    const back = await press(found, { kind: 'back' })
    expect(deeds(back)).toContainEqual(KEY_CHECK)
    expect(JSON.stringify(step(back))).not.toContain('Asked by')
  })
})

test('a press heard twice, and two people at once, ask and count once', async () => {
  await withDesk(DEAD, INACTIVE, async ({ open, press }, calls) => {
    const id = delivery()
    const [first, second] = await Promise.all([
      press(open, given(), 'UALICE', id),
      press(open, given(), 'UBOB'),
    ])
    const again = await press(open, given(), 'UALICE', id)
    expect(again?.case.events.filter(({ kind }) => kind === 'checked')).toHaveLength(1)
    expect(calls.filter(({ action }) => action === 'GetAccessKeyLastUsed')).toHaveLength(1)
    // Whoever asked gets the answer, also the one who was second.
    for (const one of [first, second]) {
      expect(JSON.stringify(told(one))).toContain('is Inactive')
    }
  })
})

test('R4: nobody whom the link does not allow has anything asked; the others still may', async () => {
  await withDesk(DEAD, INACTIVE, async ({ open, press }, calls) => {
    const refusedOne = await press(open, given(), 'UMALLORY')
    expect(JSON.stringify(told(refusedOne))).toContain('You may not')
    expect(refusedOne?.case.revision).toBe(open?.case.revision)
    expect(calls).toEqual([])
    expect((await press(open, given()))?.case.events.at(-1)?.kind).toBe('checked')
  })
})

test('what was typed and is no key id is not asked, not repeated and not kept', async () => {
  await withDesk(DEAD, INACTIVE, async ({ open, press }, calls) => {
    const typed = await press(open, given('wJalrXUtnFEMI/invented'))
    expect(JSON.stringify(typed)).not.toContain('wJalr')
    expect(JSON.stringify(told(typed))).toContain('Nothing was asked')
    expect(typed?.case.revision).toBe(open?.case.revision)
    expect(calls).toEqual([])
  })
})

test('R25: of a key of another account AWS is not asked; the step is spent', async () => {
  await withDesk(DEAD, INACTIVE, async ({ open, press }, calls) => {
    const other = '999900001111'
    const found = await press(open, given(keyIdOf(other)))
    expect(found?.case.events.at(-1)).toMatchObject({ kind: 'checked', grade: 'cannot-tell' })
    expect(calls.map(({ action }) => action)).not.toContain('GetAccessKeyLastUsed')
    expect(JSON.stringify(found)).not.toContain(other)
    expect(deeds(found)).not.toContainEqual(KEY_CHECK)
  })
})

test('"cannot tell" is a result: the step is spent, and the walkthrough goes on', async () => {
  await withDesk(DEAD, {}, async ({ open, press }) => {
    const found = await press(open, given())
    expect(found?.case.events.at(-1)).toMatchObject({ kind: 'checked', grade: 'cannot-tell' })
    expect(deeds(found)).not.toContainEqual(KEY_CHECK)
    expect(JSON.stringify(told(found))).toContain('Not permitted')
  })
})

test('it can be skipped, and answered by hand', async () => {
  await withDesk(DEAD, INACTIVE, async ({ open, press }, calls) => {
    const byHand = deeds(open).find(({ kind }) => kind === 'answer')
    expect(byHand).toMatchObject({ question: 'key-status' })
    const skipped = await press(open, { kind: 'skip', step: 'check:key' })
    expect(deeds(skipped)).not.toContainEqual(KEY_CHECK)
    expect(calls).toEqual([])
  })
})

test('a stale press asks nothing', async () => {
  await withDesk(DEAD, INACTIVE, async ({ open, press }, calls) => {
    await press(open, { kind: 'skip', step: 'check:key' })
    const late = await press(open, given())
    expect(JSON.stringify(told(late))).toContain('out of date')
    expect(calls).toEqual([])
  })
})

test('a role of the linked account needs nothing typed; one of another account is not offered', async () => {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ci` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'invented-word' } },
      },
    ],
  }
  await withDesk(REFUSED, { GetRole: () => role('deploy', trust) }, async ({ open, press }) => {
    expect(deeds(open)).toContainEqual({ kind: 'check', check: 'role', asks: [] })
    const found = await press(open, { kind: 'check', check: 'role', asks: [] })
    expect(JSON.stringify(found)).not.toContain('invented-word')
    expect(JSON.stringify(found?.outgoing[0])).toContain('external id')
  })
  await withDesk(
    REFUSED.replaceAll(ACCOUNT, '222233334444'),
    { GetRole: () => refused('NoSuchEntity', 404) },
    async ({ open }, calls) => {
      expect(deeds(open).map(({ kind }) => kind)).not.toContain('check')
      expect(calls).toEqual([])
    },
  )
})

test('where nothing is linked the walkthrough is the same as ever', async () => {
  const app = makeApp(memoryDeps(knowledge))
  const { open } = await desk(app, DEAD)
  expect(deeds(open).map(({ kind }) => kind)).not.toContain('check')
})

test('two replicas on one database, pressed at once: one is on record, and both pressers are told', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-check-step-'))
  const store = await openStore({ dataDir })
  try {
    await withStub(INACTIVE, async (aws) => {
      const replica = () => {
        const regions = () => knowledge.regions
        const checks = makeChecks({ through: aws.through, regions, now: Date.now })
        const accounts: Accounts = {
          at: () => Promise.resolve([LINK]),
          check: (asked) => checks(asked),
        }
        return makeApp(memoryDeps(knowledge, { cases: store.cases, accounts }))
      }
      const one = await desk(replica(), DEAD)
      const other = replica()
      const press = {
        case: one.open?.case.id ?? '',
        revision: one.open?.case.revision ?? 0,
        do: given(),
      }
      const answers = await Promise.all([
        one.press(one.open, given(), 'UALICE'),
        other.press({ delivery: delivery(), surface: 'slack', press, presser: 'UBOB' }),
      ])
      for (const answer of answers) expect(JSON.stringify(told(answer))).toContain('is Inactive')
      const kept = await store.cases.load(press.case)
      expect(kept?.events.filter(({ kind }) => kind === 'checked')).toHaveLength(1)
    })
  } finally {
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}, 60_000)
