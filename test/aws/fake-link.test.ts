import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  ListUsersCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { canaryFault, type Verification, verifyLink } from '../../src/app/accounts/verify-link.ts'
import { LINKED_ACTIONS, SESSION_POLICY } from '../../src/aws/calls.ts'
import { type Aws, openAws } from '../../src/aws/open-aws.ts'
import { FAKE, startFake, WHY_NOT } from '../doubles/fake-aws.ts'

const BOT = '123456789012'
const CUSTOMER = '111122223333'
const ID = 'tfauth-invented-for-this-link'
const OTHER = 'tfauth-nobody-uses-this-one'

const policy = (...Statement: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: unknown) => ({ Effect: 'Allow', Action, Resource: '*' })
const trust = (...conditions: readonly unknown[]) =>
  policy(
    ...conditions.map((Condition) => ({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${BOT}:root` },
      Action: 'sts:AssumeRole',
      ...(Condition ? { Condition } : {}),
    })),
  )
const AS_TEMPLATE = {
  StringEquals: { 'sts:ExternalId': ID },
  ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${BOT}:user/bot` },
}

/** The seven roles every link is tried against: name, conditions of its statements, what it may do. */
const ROLES: readonly (readonly [string, readonly unknown[], unknown])[] = [
  ['as-template', [AS_TEMPLATE], LINKED_ACTIONS],
  ['no-condition', [undefined], LINKED_ACTIONS],
  ['if-exists', [{ StringEqualsIfExists: { 'sts:ExternalId': ID } }], LINKED_ACTIONS],
  ['any-id', [{ StringLike: { 'sts:ExternalId': '*' } }], LINKED_ACTIONS],
  ['second-open', [AS_TEMPLATE, undefined], LINKED_ACTIONS],
  ['may-everything', [AS_TEMPLATE], '*'],
]

describe.skipIf(!FAKE)(`a link against the fake server${WHY_NOT}`, { timeout: 120_000 }, () => {
  let fake: Awaited<ReturnType<typeof startFake>>
  let aws: Aws
  const link = (role: string, account = CUSTOMER) => ({
    team: 'T1',
    id: role,
    account,
    externalId: ID,
    role: `tfauth/${role}`,
  })

  beforeAll(async () => {
    fake = await startFake()
    const settings = (credentials: {
      accessKeyId: string
      secretAccessKey: string
      sessionToken?: string
    }) => ({
      endpoint: fake.url,
      region: 'us-east-1',
      credentials,
    })
    const seed = { accessKeyId: 'AKIASEED', secretAccessKey: 'invented' }
    const iam = new IAMClient(settings(seed))
    await iam.send(new CreateUserCommand({ UserName: 'bot' }))
    const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: 'bot' }))
    await iam.send(
      new PutUserPolicyCommand({
        UserName: 'bot',
        PolicyName: 'p',
        PolicyDocument: policy(allow('sts:AssumeRole')),
      }),
    )
    const { Credentials: given } = await new STSClient(settings(seed)).send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${CUSTOMER}:role/seed`,
        RoleSessionName: 'seed',
      }),
    )
    const customer = new IAMClient(
      settings({
        accessKeyId: given?.AccessKeyId ?? '',
        secretAccessKey: given?.SecretAccessKey ?? '',
        sessionToken: given?.SessionToken ?? '',
      }),
    )
    const make = async (
      at: IAMClient,
      name: string,
      conditions: readonly unknown[],
      may: unknown,
    ) => {
      await at.send(
        new CreateRoleCommand({
          RoleName: name,
          Path: '/tfauth/',
          AssumeRolePolicyDocument: trust(...conditions),
        }),
      )
      await at.send(
        new PutRolePolicyCommand({
          RoleName: name,
          PolicyName: 'p',
          PolicyDocument: policy(allow(may)),
        }),
      )
    }
    for (const [name, conditions, may] of ROLES) await make(customer, name, conditions, may)
    await make(iam, 'canary', [undefined], LINKED_ACTIONS)
    await fake.enforce()
    vi.stubEnv('AWS_ACCESS_KEY_ID', key?.AccessKeyId)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', key?.SecretAccessKey)
    aws = openAws({ env: { AWS_ENDPOINT_URL: fake.url }, paced: false })
  }, 120_000)
  afterAll(async () => {
    aws.close()
    vi.unstubAllEnvs()
    await fake.stop()
  })

  const answers = ({ probed: { right, random, none } }: Verification) =>
    [right, random, none].map((all) => [...new Set(all)].join())
  const yes = 'accepted'
  const no = 'rejected'

  test.each([
    ['as-template', [yes, no, no], 'link'],
    ['no-condition', [yes, yes, yes], 'accepts-any-id'],
    ['if-exists', [yes, no, yes], 'accepts-no-id'],
    ['any-id', [yes, yes, no], 'accepts-any-id'],
    ['second-open', [yes, yes, yes], 'accepts-any-id'],
    ['may-everything', [yes, no, no], 'link'],
    ['missing', [no, '', ''], 'rejects-us'],
  ])('R7: the role %s answers %j: %s', async (name, expected, verdict) => {
    const found = await verifyLink(aws.probes, link(name), () => OTHER)
    expect(answers(found)).toEqual(expected)
    expect('because' in found ? found.because : found.verdict).toEqual(verdict)
  })

  test('D5: the session policy keeps a role that may do everything to the reads', async () => {
    expect(await aws.through(link('may-everything'), 'U1').role('may-everything')).toMatchObject({
      kind: 'found',
    })
    // Our code has no call that the policy does not list, so the test makes one with the same policy.
    const settings = { endpoint: fake.url, region: 'us-east-1' }
    const { Credentials: given } = await new STSClient(settings).send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${CUSTOMER}:role/tfauth/may-everything`,
        RoleSessionName: 'tfauth-T1',
        ExternalId: ID,
        Policy: SESSION_POLICY,
      }),
    )
    const session = new IAMClient({
      ...settings,
      credentials: {
        accessKeyId: given?.AccessKeyId ?? '',
        secretAccessKey: given?.SecretAccessKey ?? '',
        sessionToken: given?.SessionToken ?? '',
      },
    })
    await expect(session.send(new ListUsersCommand({}))).rejects.toThrow(/not authorized/)
    await expect(session.send(new CreateUserCommand({ UserName: 'x' }))).rejects.toThrow(
      /not authorized/,
    )
  })

  test('R10: a canary that demands no id proves that asking without one reaches the other side', async () => {
    expect(await canaryFault(aws.probes, link('canary', BOT))).toBeUndefined()
    expect(await canaryFault(aws.probes, link('as-template'))).toMatchObject({
      kind: 'refused',
      says: expect.stringMatching(/demand one/),
    })
  })
})
