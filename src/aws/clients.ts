import { AccountClient } from '@aws-sdk/client-account'
import { IAMClient } from '@aws-sdk/client-iam'
import { STSClient } from '@aws-sdk/client-sts'
import { endpointFor, type Service } from './endpoint.ts'

/** The three services we ask, signed with the same credentials. */
export type Clients = {
  /** The second is asked where the first cannot be reached. */
  readonly sts: readonly STSClient[]
  readonly iam: IAMClient
  readonly account: AccountClient
}

export type Credentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiration: Date
}

export type Limits = {
  /** How long one answer may take. */
  readonly callMs: number
  /** How long one check may take. */
  readonly checkMs: number
}
export const CLIENT_LIMITS: Limits = { callMs: 3000, checkMs: 8000 }

// Enabled in every account of the partition, so that no opt-in stands between; nobody chooses another.
const REGION = 'us-east-1'
const SECOND_REGION = 'us-west-2'

/**
 * Takes the environment, and credentials other than those it holds; gives the clients. Region and host come from the
 * SDK's own rules with a constant region; files and variables that name another endpoint are ignored or refused.
 */
export function makeClients(
  env: Readonly<Record<string, string | undefined>>,
  credentials?: Credentials,
  { callMs }: Limits = CLIENT_LIMITS,
): Clients {
  const settings = (service: Service, region: string) => {
    const endpoint = endpointFor(env, service)
    return {
      region,
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      ignoreConfiguredEndpointUrls: true,
      retryMode: 'adaptive',
      maxAttempts: 3,
      requestHandler: {
        connectionTimeout: callMs,
        requestTimeout: callMs,
        throwOnRequestTimeout: true,
      },
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(credentials === undefined ? {} : { credentials }),
    }
  }
  const own = endpointFor(env, 'STS') !== undefined
  return {
    sts: (own ? [REGION] : [REGION, SECOND_REGION]).map(
      (region) => new STSClient(settings('STS', region)),
    ),
    iam: new IAMClient(settings('IAM', REGION)),
    account: new AccountClient(settings('ACCOUNT', REGION)),
  }
}

/** Lets go of the connections. */
export function closeClients({ sts, iam, account }: Clients): void {
  for (const client of [...sts, iam, account]) client.destroy()
}
