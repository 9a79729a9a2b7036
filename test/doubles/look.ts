import { beforeEach, vi } from 'vitest'
import type { LinkedRole } from '../../src/app/checks/account/linked-role.ts'
import type { CheckRequest } from '../../src/app/checks/all-checks.ts'
import { resultSentences } from '../../src/app/checks/result-sentences.ts'
import { type CheckResult, runCheck } from '../../src/app/checks/run-check.ts'
import { flat } from '../../src/app/reply/text.ts'
import { type Aws, type AwsOptions, openAws } from '../../src/aws/open-aws.ts'
import { ACCOUNT, assumed, type Call, stubAws } from './stub-aws.ts'

type Answers = Parameters<typeof stubAws>[0]

export const LINK: LinkedRole = {
  team: 'T1',
  id: 'L1',
  account: ACCOUNT,
  externalId: 'tfauth-invented-for-a-test',
}

const REGIONS = [
  { name: 'us-east-1', opt_in: false, partition: 'aws' },
  { name: 'eu-south-1', opt_in: true, partition: 'aws' },
  { name: 'us-gov-west-1', opt_in: false, partition: 'aws-us-gov' },
]

/** Our own credentials, as the SDK finds them in the environment. */
export function withBotCredentials(): void {
  beforeEach(() => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAQ4TFAUTHNEXAMPLE')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'invented-for-this-test')
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null')
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null')
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    return () => {
      vi.unstubAllEnvs()
    }
  })
}

/** Opens AWS as the stub answers it, for the length of one call of `use`. */
export async function withStub<Result>(
  answers: Answers,
  use: (aws: Aws, calls: readonly Call[]) => Promise<Result>,
  options: Partial<AwsOptions> = {},
): Promise<Result> {
  const stub = await stubAws({ AssumeRole: () => assumed(), ...answers })
  const aws = openAws({ env: stub.env, paced: false, ...options })
  try {
    return await use(aws, stub.calls)
  } finally {
    aws.close()
    await stub.close()
  }
}

/** One check through the link against the stub, with what it said to an operator. */
export async function check(
  request: CheckRequest,
  answers: Answers,
  options: Partial<AwsOptions> = {},
): Promise<CheckResult & { readonly text: string; readonly sent: readonly Call[] }> {
  return withStub(
    answers,
    async (aws, calls) => {
      const result = await runCheck(request, {
        reads: aws.through(LINK, 'U1'),
        now: Date.parse('2026-11-20T14:02:00Z'),
        regions: () => REGIONS,
      })
      return {
        ...result,
        text: resultSentences(result, 'operator').map(flat).join('\n'),
        sent: calls,
      }
    },
    options,
  )
}
