import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccountReads } from '../../../src/app/checks/account/account-reads.ts'
import { possibleChecks, requestFor } from '../../../src/app/checks/possible-checks.ts'
import { resultSentences } from '../../../src/app/checks/result-sentences.ts'
import { runCheck } from '../../../src/app/checks/run-check.ts'
import { flat } from '../../../src/app/reply/text.ts'
import { accountOfKeyId, keyIdOf } from '../../../src/core/aws-ids/access-key-id.ts'
import { maskedId } from '../../../src/core/aws-ids/mask-ids.ts'
import { fold } from '../../../src/core/case/fold-events.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { renderBlocks } from '../../../src/slack/draw/render.ts'
import { ACCOUNT } from '../../doubles/stub-aws.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const OTHER = '999988887777'
const HOSTILE = '<!channel> <@U1> \u001b[31m </script> `x` & \u0000'

/** Looks that answer whatever is asked, in hostile words, and remember what it was. */
function looks() {
  const keys: string[] = []
  const names: string[] = []
  const found = <One>(one: One) => ({ kind: 'found', found: one }) as const
  const named = <One>(name: string, one: One) => {
    names.push(name)
    return found(one)
  }
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Sid: HOSTILE, Effect: 'Allow', Principal: { AWS: HOSTILE }, Action: '*' }],
  }
  const reads: AccountReads = {
    linked: true,
    account: async () => found(ACCOUNT),
    identity: async () => found({ account: ACCOUNT, arn: HOSTILE, id: HOSTILE }),
    // What AWS says of an old id is left open: it is of another account as often as not.
    accountOfKey: async (id) => found(id.length % 2 === 0 ? ACCOUNT : OTHER),
    keyUse: async (id) => {
      keys.push(id)
      return found({ user: HOSTILE, at: '2026-01-01T00:00:00Z', service: HOSTILE, region: HOSTILE })
    },
    keys: async () => found(keys.map((id) => ({ id, status: HOSTILE, made: HOSTILE }))),
    user: async (name) => named(name, { arn: HOSTILE, id: HOSTILE }),
    policies: async () => found([HOSTILE]),
    role: async (name) =>
      named(name, {
        arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
        id: HOSTILE,
        trust,
        maxSession: 3600,
        lastUsed: HOSTILE,
        bounded: true,
      }),
    providers: async () => found([HOSTILE]),
    audiences: async () => found([HOSTILE]),
    summary: async () => found({ globalTokenVersion: 9, rootKeys: 1 }),
    region: async () => found(HOSTILE),
    decode: async () => found(JSON.stringify({ context: { action: HOSTILE, principal: HOSTILE } })),
    mayAssume: async () =>
      found({ decision: 'unknown', untold: [HOSTILE], byOrganization: null, byBoundary: null }),
    devices: async () => found([HOSTILE]),
    calls: () => ['sts:AssumeRole'],
  }
  return { keys, names, reads }
}

const account = fc.constantFrom(ACCOUNT, OTHER, '000000000001')
const keyId = fc.oneof(
  account.map(keyIdOf),
  account.map((one) => keyIdOf(one).replace('AKIA', 'ASIA')),
  fc.stringMatching(/^(AKIA|ASIA)[A-Z2-7]{16}$/),
  fc.string({ maxLength: 30 }),
)
const arn = fc
  .tuple(
    fc.constantFrom('aws', 'aws-cn'),
    account,
    fc.constantFrom('role/deploy', 'user/ci', 'role/a/b', 'root'),
  )
  .map(([partition, owner, name]) => `arn:${partition}:iam::${owner}:${name}`)
const line = fc.oneof(
  fc.constantFrom(
    'Error: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 1, api error InvalidClientTokenId: The security token included in the request is invalid.',
    'Error: operation error STS: AssumeRoleWithWebIdentity, https response error StatusCode: 403, RequestID: 1, api error AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    'Encoded authorization failure message: aGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8',
    'provider "aws" {',
    '  region = "eu-south-1"',
    '}',
    HOSTILE,
  ),
  fc
    .tuple(arn, arn)
    .map(
      ([from, role]) =>
        `Error: operation error STS: AssumeRole, https response error StatusCode: 403, RequestID: 1, api error AccessDenied: User: ${from} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    ),
  keyId.map((id) => `AWS_ACCESS_KEY_ID=${id}`),
  arn.map((one) => `role_arn = "${one}"`),
  fc.string({ maxLength: 80 }),
)
const paste = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'))
const typed = fc.record({
  'key-id': keyId,
  user: fc.oneof(fc.constantFrom('ci', 'arn:aws:iam::999988887777:user/ci'), fc.string()),
  role: fc.oneof(arn, fc.string()),
  from: fc.oneof(arn, fc.string()),
  'external-id': fc.string(),
  claims: fc.oneof(
    fc.constant(
      '{"iss":"https://token.actions.githubusercontent.com","sub":"<!here>","aud":"sts"}',
    ),
    fc.string(),
  ),
  region: fc.oneof(fc.constantFrom('eu-south-1', 'us-gov-west-1'), fc.string()),
  message: fc.oneof(fc.constant('aGVsbG8'), fc.string()),
})

test('R20: 10,000 random pastes, and what is typed beside them, ask of no id outside the linked account and throw nothing', {
  timeout: 300_000,
}, async () => {
  let asked = 0
  const about = new Set<string>()
  await fc.assert(
    fc.asyncProperty(paste, typed, async (text, given) => {
      const event = {
        kind: 'pasted',
        reading: read(text, knowledge),
        linked: [maskedId(ACCOUNT)],
      } as const
      for (const possible of possibleChecks(fold([event], knowledge))) {
        const request = requestFor(possible, given)
        if ('fault' in request) continue
        const { reads, keys, names } = looks()
        const result = await runCheck(request, {
          reads,
          now: 0,
          regions: () => knowledge.regions,
        })
        asked += 1
        about.add(request.check)
        for (const id of keys) expect([ACCOUNT, undefined]).toContain(accountOfKeyId(id))
        if (names.length > 0) {
          // Every name that IAM is asked about is one that somebody gave for this very account, or without an account.
          const words = JSON.stringify(request)
          for (const name of names) {
            expect(words.includes(`${ACCOUNT}:`) || !/:\d{12}:/.test(words), words).toBe(true)
            expect(words).toContain(name)
          }
        }
        for (const audience of ['person', 'thread'] as const) {
          const said = resultSentences(result, audience)
          const reply = {
            headline: ['x'],
            parts: said.map((one) => ({ kind: 'paragraph', text: one }) as const),
            buttons: [],
            fallback: said.map(flat).join(' '),
          }
          const drawn = JSON.stringify(renderBlocks(reply, { id: 'x' }))
          expect(drawn).not.toMatch(/<!|<@|\\u001b|\\u0000/)
          if (audience === 'thread') expect(said.map(flat).join(' ')).not.toContain(ACCOUNT)
        }
      }
    }),
    { numRuns: 10_000 },
  )
  // The property is about something.
  expect(asked).toBeGreaterThan(2000)
  expect([...about].sort()).toEqual(['key', 'message', 'oidc', 'region', 'role', 'tokens', 'user'])
})
