// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the policy language's own variables
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { trustSentences } from '../../../src/app/checks/wording/trust-sentences.ts'
import { evaluateTrust } from '../../../src/core/trust-policy/evaluate.ts'
import type { TrustRequest } from '../../../src/core/trust-policy/request.ts'

// Vectors of our own, from AWS's documentation of the policy language; each says the rule it stands for.
const ROLE = 'arn:aws:iam::111122223333:role/deploy'
const CALLER = {
  arn: 'arn:aws:sts::444455556666:assumed-role/CI/run-7',
  role_arn: 'arn:aws:iam::444455556666:role/ci/CI',
  unique_id: 'AROAEXAMPLECI0000001:run-7',
}
const USER = { arn: 'arn:aws:iam::111122223333:user/team/ann', unique_id: 'AIDAEXAMPLEANN000001' }
const ISSUER = 'token.actions.githubusercontent.com'
const TOKEN = {
  iss: `https://${ISSUER}`,
  aud: 'sts.amazonaws.com',
  sub: 'repo:acme/infra:ref:refs/heads/main',
}
const FEDERATED = { Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` }

const trusting = (statement: object, more: readonly object[] = []) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'sts:AssumeRole', ...statement },
    ...more,
  ],
})
const decide = (
  statement: object,
  request: Partial<TrustRequest> = {},
  more: readonly object[] = [],
) =>
  evaluateTrust(trusting(statement, more), {
    action: 'sts:AssumeRole',
    role_arn: ROLE,
    principal: CALLER,
    ...request,
  })
const web = (condition: object, token: object = {}, request: Partial<TrustRequest> = {}) =>
  decide(
    { Principal: FEDERATED, Action: 'sts:AssumeRoleWithWebIdentity', Condition: condition },
    {
      action: 'sts:AssumeRoleWithWebIdentity',
      principal: undefined,
      oidc: { ...TOKEN, ...token },
      ...request,
    },
  )
const when = (Condition: object, request: Partial<TrustRequest> = {}) =>
  decide({ Condition }, request)

describe('who', () => {
  test.each([
    ['the account by its number', { AWS: '444455556666' }, 'allow'],
    ['the account by its root', { AWS: 'arn:aws:iam::444455556666:root' }, 'allow'],
    ['another account', { AWS: '999988887777' }, 'deny'],
    ['the role, with its path', { AWS: CALLER.role_arn }, 'allow'],
    ['the role, without its path', { AWS: 'arn:aws:iam::444455556666:role/CI' }, 'deny'],
    ['the session', { AWS: CALLER.arn }, 'allow'],
    ['another session', { AWS: `${CALLER.arn}8` }, 'deny'],
    ['the id of the role', { AWS: 'AROAEXAMPLECI0000001' }, 'allow'],
    ['everybody', '*', 'allow'],
    ['every AWS principal', { AWS: '*' }, 'allow'],
    ['one of several', { AWS: ['999988887777', '444455556666'] }, 'allow'],
    ['a service', { Service: 'ec2.amazonaws.com' }, 'deny'],
    ['the same account in another partition', { AWS: 'arn:aws-cn:iam::444455556666:root' }, 'deny'],
  ])('%s', (_, Principal, expected) => {
    expect(decide({ Principal }).decision).toBe(expected)
  })

  test('NotPrincipal is not judged', () => {
    expect(decide({ Principal: undefined, NotPrincipal: { AWS: '999988887777' } }).decision).toBe(
      'cannot-tell',
    )
  })

  test('in the same account the name itself is enough, the account is not', () => {
    const mine = { principal: USER, identity_policy: 'none' } as const
    expect(decide({ Principal: { AWS: USER.arn } }, mine).decision).toBe('allow')
    expect(decide({ Principal: { AWS: '111122223333' } }, mine).decision).toBe('deny')
  })
})

describe('operators', () => {
  const at = (value: unknown) => ({ context: { 'aws:SourceIp': value } })
  test.each<readonly [string, object, Partial<TrustRequest>, string]>([
    [
      'StringEquals knows no wildcard',
      { StringEquals: { 'sts:ExternalId': 'a*' } },
      { external_id: 'ab' },
      'deny',
    ],
    ['StringLike does', { StringLike: { 'sts:ExternalId': 'a*' } }, { external_id: 'ab' }, 'allow'],
    [
      'a question mark is one character',
      { StringLike: { 'sts:ExternalId': 'a?' } },
      { external_id: 'a' },
      'deny',
    ],
    [
      'values are ORed',
      { StringEquals: { 'sts:ExternalId': ['x', 'y'] } },
      { external_id: 'y' },
      'allow',
    ],
    [
      'keys are ANDed',
      { StringEquals: { 'sts:ExternalId': 'x', 'aws:PrincipalAccount': '1' } },
      { external_id: 'x' },
      'deny',
    ],
    ['an absent key fails', { StringEquals: { 'sts:ExternalId': 'x' } }, {}, 'deny'],
    [
      'an absent key passes IfExists',
      { StringEqualsIfExists: { 'sts:ExternalId': 'x' } },
      {},
      'allow',
    ],
    [
      'a wrong one does not',
      { StringEqualsIfExists: { 'sts:ExternalId': 'x' } },
      { external_id: 'y' },
      'deny',
    ],
    [
      'an absent key passes a negation',
      { StringNotEquals: { 'sts:ExternalId': 'x' } },
      {},
      'allow',
    ],
    [
      'a negation is none of the values',
      { StringNotEquals: { 'sts:ExternalId': ['x', 'y'] } },
      { external_id: 'y' },
      'deny',
    ],
    [
      'case can be ignored',
      { StringEqualsIgnoreCase: { 'sts:ExternalId': 'X' } },
      { external_id: 'x' },
      'allow',
    ],
    ['Null true: the key must not be there', { Null: { 'sts:ExternalId': 'true' } }, {}, 'allow'],
    ['Null false: it must', { Null: { 'sts:ExternalId': false } }, {}, 'deny'],
    [
      'ForAllValues passes an absent key',
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } },
      {},
      'allow',
    ],
    ['ForAnyValue does not', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } }, {}, 'deny'],
    [
      'an ARN is compared part by part',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci/*' } },
      {},
      'allow',
    ],
    [
      'a star does not span its colons',
      { ArnLike: { 'aws:PrincipalArn': 'arn:*:role/ci/*' } },
      {},
      'deny',
    ],
    [
      'ArnEquals takes wildcards as well',
      { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::4444*:role/*' } },
      {},
      'allow',
    ],
    ['a network', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, at('10.9.8.7'), 'allow'],
    ['another network', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, at('11.9.8.7'), 'deny'],
    ['IPv6', { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }, at('2001:db8:1::7'), 'allow'],
    ['not an address', { NotIpAddress: { 'aws:SourceIp': '10.0.0.1' } }, at('10.0.0.2'), 'allow'],
    [
      'numbers',
      { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '300' } },
      { context: { 'aws:MultiFactorAuthAge': 300 } },
      'allow',
    ],
    [
      'dates with zones',
      { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
      { context: { 'aws:CurrentTime': '2026-01-01T00:30:00+01:00' } },
      'deny',
    ],
    [
      'dates as seconds',
      { DateLessThan: { 'aws:CurrentTime': '1767225601' } },
      { context: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
      'allow',
    ],
    [
      'leap days',
      { DateEquals: { 'aws:CurrentTime': '2028-02-29T00:00:00Z' } },
      { context: { 'aws:CurrentTime': '1835395200' } },
      'allow',
    ],
    [
      'names of keys have no case',
      { StringEquals: { 'STS:externalid': 'x' } },
      { external_id: 'x' },
      'allow',
    ],
    [
      'an operator nobody knows',
      { StringResembles: { 'sts:ExternalId': 'x' } },
      { external_id: 'x' },
      'cannot-tell',
    ],
    ['what we were not told', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, {}, 'cannot-tell'],
    [
      'a false beside it decides',
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' }, StringEquals: { 'sts:ExternalId': 'x' } },
      {},
      'deny',
    ],
    [
      'a variable',
      { StringEquals: { 'sts:RoleSessionName': '${aws:PrincipalAccount}' } },
      { session_name: '444455556666' },
      'allow',
    ],
    [
      'a variable with a default',
      { StringLike: { 'sts:ExternalId': "x-${aws:PrincipalTag/team, 'none'}" } },
      { external_id: 'x-none', context: {} },
      'cannot-tell',
    ],
    [
      'a star that is meant',
      { StringLike: { 'sts:ExternalId': 'a${*}' } },
      { external_id: 'ab' },
      'deny',
    ],
  ])('%s', (_, condition, request, expected) => {
    expect(when(condition, request).decision).toBe(expected)
  })

  test('without the newer version a variable is plain text', () => {
    const policy = {
      ...trusting({ Condition: { StringEquals: { 'sts:ExternalId': '${aws:PrincipalAccount}' } } }),
      Version: '2008-10-17',
    }
    const ask = (external_id: string) =>
      evaluateTrust(policy, {
        action: 'sts:AssumeRole',
        role_arn: ROLE,
        principal: CALLER,
        external_id,
      }).decision
    expect([ask('444455556666'), ask('${aws:PrincipalAccount}')]).toEqual(['deny', 'allow'])
  })
})

describe('tokens', () => {
  const right = { StringEquals: { [`${ISSUER}:sub`]: TOKEN.sub, [`${ISSUER}:aud`]: TOKEN.aud } }
  test('subject and audience', () => {
    expect(web(right).decision).toBe('allow')
    const wrong = web(right, { sub: 'repo:acme/infra:pull_request' })
    expect(trustSentences(wrong)).toBe(
      `Statement 1 names the caller, but ${ISSUER}:sub must be ${TOKEN.sub} (StringEquals), and it is repo:acme/infra:pull_request.`,
    )
  })
  test('the provider is asked first', () => {
    expect(web(right, {}, { provider: { exists: false } }).reason.kind).toBe('no-provider')
    expect(web(right, {}, { provider: { client_ids: ['other'] } }).reason.kind).toBe('audience')
  })
  test('only claims that AWS makes keys of are keys', () => {
    expect(web({ StringEquals: { [`${ISSUER}:ref`]: 'x' } }, { ref: 'x' }).decision).toBe('allow')
    expect(
      web(
        { StringEquals: { [`${ISSUER}:repository_visibility`]: 'x' } },
        { repository_visibility: 'x' },
      ).decision,
    ).toBe('deny')
  })
  test('tags inside a token need their own permission', () => {
    const tags = { 'https://aws.amazon.com/tags': { principal_tags: { team: ['infra'] } } }
    expect(web(right, tags)).toMatchObject({
      decision: 'deny',
      reason: { kind: 'action', action: 'sts:TagSession' },
    })
  })
})

test('a denial wins, also over the name itself', () => {
  const guard = {
    Effect: 'Deny',
    Principal: '*',
    Action: '*',
    Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } },
  }
  expect(decide({}, { principal: { ...CALLER, org_id: 'o-2' } }, [guard]).reason.kind).toBe(
    'denied',
  )
  expect(decide({}, {}, [guard]).decision).toBe('cannot-tell')
})

test('what is no policy is not judged', () => {
  for (const policy of [null, 'x', [], { Statement: [{ Effect: 'Maybe' }] }, { Statement: 7 }]) {
    expect(
      evaluateTrust(policy, { action: 'sts:AssumeRole', role_arn: ROLE, principal: CALLER })
        .decision,
    ).toBe('cannot-tell')
  }
  expect(
    evaluateTrust({}, { action: 'sts:AssumeRole', role_arn: ROLE, principal: CALLER }).decision,
  ).toBe('deny')
})

const words = fc.constantFrom(
  '*',
  'a',
  'a*',
  '',
  'sts:AssumeRole',
  '444455556666',
  '${aws:username}',
  '${',
  '10.0.0.0/8',
  'StringLike',
)
const conditions = fc.dictionary(
  fc.constantFrom(
    'StringLike',
    'ForAnyValue:StringEquals',
    'Null',
    'ArnLike',
    'IpAddress',
    'DateLessThan',
    'What',
  ),
  fc.dictionary(words, fc.oneof(words, fc.array(words))),
)
const statements = fc.array(
  fc.record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: fc.oneof(
      words,
      fc.dictionary(fc.constantFrom('AWS', 'Federated', 'Other'), fc.oneof(words, fc.array(words))),
    ),
    Action: fc.oneof(words, fc.array(words)),
    Condition: conditions,
  }),
  { maxLength: 4 },
)
const ask = (Statement: readonly object[]) =>
  evaluateTrust(
    { Version: '2012-10-17', Statement },
    { action: 'sts:AssumeRole', role_arn: ROLE, principal: CALLER, external_id: 'a' },
  )

describe('whatever the policy', () => {
  test('there is a decision and a sentence for it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({ Version: fc.constant('2012-10-17'), Statement: statements }),
        ),
        (policy) => {
          const decision = evaluateTrust(policy, {
            action: 'sts:AssumeRole',
            role_arn: ROLE,
            principal: CALLER,
          })
          expect(trustSentences(decision)).toMatch(/\S.*\.$/s)
        },
      ),
    )
  })
  test('the order of statements changes nothing', () => {
    fc.assert(
      fc.property(statements, (all) => {
        expect(ask(all.toReversed()).decision).toBe(ask(all).decision)
      }),
    )
  })
  test('one more denial never allows, one more permission never denies', () => {
    const rank = { deny: 0, 'cannot-tell': 1, allow: 2 }
    fc.assert(
      fc.property(statements, statements, (all, more) => {
        const before = rank[ask(all).decision]
        expect(
          rank[ask([...all, ...more.map((one) => ({ ...one, Effect: 'Deny' }))]).decision],
        ).toBeLessThanOrEqual(before)
        expect(
          rank[ask([...all, ...more.map((one) => ({ ...one, Effect: 'Allow' }))]).decision],
        ).toBeGreaterThanOrEqual(before)
      }),
    )
  })
})
