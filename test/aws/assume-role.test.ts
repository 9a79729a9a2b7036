import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roleArnOf } from '../../src/app/checks/account/linked-role.ts'
import { sessionName } from '../../src/aws/assume-role.ts'
import { SESSION_POLICY } from '../../src/aws/calls.ts'
import { LINK, withBotCredentials, withStub } from '../doubles/look.ts'
import { ACCOUNT, assumed, refused } from '../doubles/stub-aws.ts'

withBotCredentials()

test('R22: every AssumeRole carries the session policy, the external id, 900 seconds and a name of ours', async () => {
  await withStub({}, async (aws, calls) => {
    await aws.through(LINK, 'U0123').account()
    expect(calls.map(({ params }) => params)).toMatchObject([
      {
        RoleArn: `arn:aws:iam::${ACCOUNT}:role/tfauth/tfauth-readonly`,
        RoleSessionName: 'tfauth-T1-U0123',
        DurationSeconds: '900',
        Policy: SESSION_POLICY,
        ExternalId: LINK.externalId,
      },
    ])
    for (const name of ['SourceIdentity', 'Tags.member.1.Key', 'TransitiveTagKeys.member.1']) {
      expect(calls[0]?.params).not.toHaveProperty([name])
    }
  })
})

test('R22: a probe differs in the external id alone, and gives no session', async () => {
  await withStub({}, async (aws, calls) => {
    expect(await aws.probes.probe(LINK, null)).toEqual({ kind: 'found', found: true })
    expect(await aws.probes.probe(LINK, 'tfauth-other')).toEqual({ kind: 'found', found: true })
    const [none, other] = calls.map(({ params }) => params)
    expect(none).not.toHaveProperty('ExternalId')
    expect(other).toMatchObject({ ExternalId: 'tfauth-other' })
    for (const params of [none, other]) {
      expect(params).toMatchObject({ Policy: SESSION_POLICY, DurationSeconds: '900' })
    }
  })
})

test('R22: a session is named by ids only, whatever people are called', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (team, asker) => {
      expect(sessionName(`T${team}`, asker)).toMatch(/^tfauth-[A-Z0-9-]{1,57}$/)
    }),
  )
  expect(() => sessionName('', '')).toThrow(/no workspace/)
})

test('R8: the ARN is made by code from twelve digits and a role name, of the partition aws', () => {
  expect(roleArnOf({ account: ACCOUNT })).toBe(
    `arn:aws:iam::${ACCOUNT}:role/tfauth/tfauth-readonly`,
  )
  fc.assert(
    fc.property(fc.string(), fc.string(), (account, role) => {
      const arn = roleArnOf({ account, role })
      if (arn !== undefined) expect(arn).toMatch(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/)
    }),
  )
  for (const account of [
    '',
    '1234',
    '11112222333x',
    '111122223333:role/x',
    '１１１１２２２２３３３３',
  ]) {
    expect(roleArnOf({ account })).toBeUndefined()
  }
})

test('R8: a link that is none is never sent', async () => {
  await withStub({}, async (aws, calls) => {
    await expect(aws.through({ ...LINK, account: 'x' }, 'U1').account()).rejects.toThrow(
      /cannot be one/,
    )
    await expect(aws.through({ ...LINK, externalId: '' }, 'U1').account()).rejects.toThrow(
      /external id/,
    )
    expect(calls).toEqual([])
  })
})

test('R24: one session serves several checks, each workspace has its own, and nothing that is shown holds it', async () => {
  await withStub({}, async (aws, calls) => {
    const first = aws.through(LINK, 'U1')
    await first.account()
    await aws.through(LINK, 'U2').account()
    expect(calls).toHaveLength(1)
    await aws.through({ ...LINK, team: 'T2' }, 'U1').account()
    expect(calls).toHaveLength(2)
    expect(inspect(aws, { depth: 9 }) + inspect(first, { depth: 9 })).not.toContain('invented')
    aws.drop(LINK)
    await aws.through(LINK, 'U1').account()
    expect(calls).toHaveLength(3)
  })
})

test('D5, recorded shape: a role that stops letting us in is told apart from a read that is not permitted', async () => {
  let open = true
  await withStub(
    { AssumeRole: () => (open ? assumed() : refused('AccessDenied', 403)) },
    async (aws) => {
      expect(await aws.through(LINK, 'U1').role('x')).toMatchObject({ why: 'not-permitted' })
      open = false
      aws.drop(LINK)
      expect(await aws.through(LINK, 'U1').role('x')).toMatchObject({ why: 'link-refused' })
    },
  )
})
