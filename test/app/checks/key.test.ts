import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccountReads } from '../../../src/app/checks/account/account-reads.ts'
import { keyCheck } from '../../../src/app/checks/kinds/check-key.ts'
import { accountOfKeyId, keyIdOf } from '../../../src/core/aws-ids/access-key-id.ts'
import { check, withBotCredentials } from '../../doubles/look.ts'
import { ACCOUNT, keys, refused, result } from '../../doubles/stub-aws.ts'

withBotCredentials()
const KEY = keyIdOf(ACCOUNT)
const used = (user = 'ci') =>
  result(
    'GetAccessKeyLastUsed',
    `<UserName>${user}</UserName><AccessKeyLastUsed><LastUsedDate>2026-11-03T10:00:00Z</LastUsedDate><ServiceName>s3</ServiceName><Region>eu-west-1</Region></AccessKeyLastUsed>`,
  )
const attached = (...arns: readonly string[]) =>
  result(
    'ListAttachedUserPolicies',
    `<IsTruncated>false</IsTruncated><AttachedPolicies>${arns.map((arn) => `<member><PolicyName>p</PolicyName><PolicyArn>${arn}</PolicyArn></member>`).join('')}</AttachedPolicies>`,
  )
const facts = ({ facts: all }: { facts: readonly { kind: string; value: string }[] }) =>
  Object.fromEntries(all.map(({ kind, value }) => [kind, value]))

test('a key id made for an account names that account', () => {
  expect(accountOfKeyId(keyIdOf('000000000001'))).toBe('000000000001')
  expect(accountOfKeyId(KEY)).toBe(ACCOUNT)
})

test.each(['Active', 'Inactive'])('recorded shape: a key that is %s', async (status) => {
  const found = await check(
    { check: 'key', keyId: KEY },
    {
      GetAccessKeyLastUsed: () => used(),
      ListAccessKeys: () => keys([KEY, status], ['AKIAQ4TFAUTHNEXAMPLE', 'Active']),
      ListAttachedUserPolicies: () => attached('arn:aws:iam::aws:policy/ReadOnlyAccess'),
    },
  )
  expect(found.grade).toBe('shown')
  expect(facts(found)).toMatchObject({
    'key-status': status.toLowerCase(),
    ...(status === 'Active' ? { 'key-age': 'older' } : {}),
    quarantine: 'none',
    'key-account': ACCOUNT,
  })
  expect(found.text).toContain(`is ${status} in account ${ACCOUNT}, key of user ci`)
  expect(found.text).toContain('can lag by hours')
  expect(found.text).toContain('2026-11-20 14:02 UTC')
  expect(found.text).not.toContain(KEY)
})

test('recorded shape: the newer status Expired is shown and not taken for another', async () => {
  const found = await check(
    { check: 'key', keyId: KEY },
    { GetAccessKeyLastUsed: () => used(), ListAccessKeys: () => keys([KEY, 'Expired']) },
  )
  expect(facts(found)).toMatchObject({ 'key-status': 'expired' })
  expect(found.text).toContain('Expired')
})

test("recorded shape: AWS's own quarantine policy marks a user, a customer's policy of that name does not", async () => {
  const ask = (arn: string) =>
    check(
      { check: 'key', keyId: KEY },
      {
        GetAccessKeyLastUsed: () => used(),
        ListAccessKeys: () => keys([KEY, 'Active']),
        ListAttachedUserPolicies: () => attached(arn),
      },
    )
  const marked = await ask('arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3')
  expect(facts(marked)).toMatchObject({ quarantine: 'attached' })
  expect(marked.text).toMatch(/^AWS has marked this user/)
  expect(marked.text).toContain('Rotate the key now')
  const own = await ask(`arn:aws:iam::${ACCOUNT}:policy/AWSCompromisedKeyQuarantineV3`)
  expect(facts(own)).toMatchObject({ quarantine: 'none' })
})

test('recorded shape: no such key is shown, and nobody says that it was deleted', async () => {
  const found = await check(
    { check: 'key', keyId: KEY },
    { GetAccessKeyLastUsed: () => refused('NoSuchEntity', 404) },
  )
  expect(found.grade).toBe('shown')
  expect(facts(found)).toMatchObject({ 'key-status': 'missing' })
  expect(found.text).toContain('deleted, never issued, or the id is mistyped')
  expect(found.text).toContain('may not show yet')
})

test('R25: a key of another account is not asked about', async () => {
  const found = await check({ check: 'key', keyId: keyIdOf('999988887777') }, {})
  expect(found.grade).toBe('cannot-tell')
  expect(found.sent.map(({ action }) => action)).toEqual(['AssumeRole'])
  expect(found.text).toContain('I looked at nothing')
})

test('R25, recorded shape: an id that names no account is looked up with our own credentials first', async () => {
  const old = 'AKIAIOSFODNN7EXAMPLE'
  const ask = (account: string) =>
    check(
      { check: 'key', keyId: old },
      {
        GetAccessKeyInfo: () => result('GetAccessKeyInfo', `<Account>${account}</Account>`),
        GetAccessKeyLastUsed: () => used(),
        ListAccessKeys: () => keys([old, 'Active']),
        ListAttachedUserPolicies: () => attached(),
      },
    )
  const foreign = await ask('999988887777')
  expect(foreign.sent.map(({ action }) => action)).toEqual(['AssumeRole', 'GetAccessKeyInfo'])
  const own = await ask(ACCOUNT)
  expect(own.grade).toBe('shown')
  const unknown = await check({ check: 'key', keyId: old }, {})
  expect(unknown.grade).toBe('cannot-tell')
  expect(unknown.sent.map(({ action }) => action)).not.toContain('GetAccessKeyLastUsed')
})

test('a temporary key has no status, and nothing is asked', async () => {
  const found = await check({ check: 'key', keyId: KEY.replace('AKIA', 'ASIA') }, {})
  expect(found.sent).toEqual([])
  expect(found.grade).toBe('cannot-tell')
  expect(facts(found)).toMatchObject({ 'access-key-kind': 'temporary' })
  expect(found.text).toContain('IAM keeps no status of temporary keys')
})

test('recorded shape: one read that is not permitted leaves the others, and is named', async () => {
  const quarantine = await check(
    { check: 'key', keyId: KEY },
    { GetAccessKeyLastUsed: () => used(), ListAccessKeys: () => keys([KEY, 'Active']) },
  )
  expect(quarantine.grade).toBe('shown')
  expect(facts(quarantine)).not.toHaveProperty('quarantine')
  expect(quarantine.text).toContain('iam:ListAttachedUserPolicies')
  const listing = await check({ check: 'key', keyId: KEY }, { GetAccessKeyLastUsed: () => used() })
  expect(listing.grade).toBe('cannot-tell')
  expect(facts(listing)).not.toHaveProperty('key-status')
  expect(listing.text).toContain('iam:ListAccessKeys')
})

test('recorded shape: a user that IAM names for a key it does not list is no answer', async () => {
  const found = await check(
    { check: 'key', keyId: KEY },
    {
      GetAccessKeyLastUsed: () => used(),
      ListAccessKeys: () => keys(),
      ListAttachedUserPolicies: () => attached(),
    },
  )
  expect(found.grade).toBe('cannot-tell')
})

test('R20: whatever is pasted as a key id, IAM is asked of ids of the looked-at account alone, and nothing throws', async () => {
  const asked: string[] = []
  const never = async () => ({ kind: 'missing' }) as const
  const reads: AccountReads = {
    linked: true,
    account: async () => ({ kind: 'found', found: ACCOUNT }),
    identity: never,
    accountOfKey: never,
    keyUse: async (id) => {
      asked.push(id)
      return { kind: 'missing' }
    },
    keys: never,
    user: never,
    policies: never,
    role: never,
    providers: never,
    audiences: never,
    summary: never,
    region: never,
    decode: never,
    mayAssume: never,
    devices: never,
    calls: () => [],
  }
  const ids = fc.oneof(
    fc.string(),
    fc.stringMatching(/^(AKIA|ASIA)[A-Z2-7]{16}$/),
    fc.stringMatching(/^\d{12}$/).map(keyIdOf),
    fc.constant(KEY),
  )
  await fc.assert(
    fc.asyncProperty(ids, async (id) => {
      await keyCheck.run({ check: 'key', keyId: id }, { reads, now: 0, regions: () => [] })
    }),
    { numRuns: 2000 },
  )
  expect(new Set(asked.map(accountOfKeyId))).toEqual(new Set([ACCOUNT]))
})
