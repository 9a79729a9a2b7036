import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts'
import type { Answered } from '../app/checks/account/account-reads.ts'
import { isExternalId, type LinkedRole, roleArnOf } from '../app/checks/account/linked-role.ts'
import { type AwsSession, ask } from './ask.ts'
import { type OptionalAction, SESSION_POLICY, sessionPolicyWith } from './calls.ts'
import type { Credentials } from './clients.ts'

/** A session of a link's role, in memory only. */
export type Session = {
  readonly credentials: Credentials
  readonly account: string
  readonly arn: string
  /** How full the session policy makes the packed policies, in per cent; AWS refuses above 100. */
  readonly packed: number
}

/** A link that is no link: the ARN, the external id or the name of the session could not be made from it. */
class MalformedLink extends Error {
  override name = 'MalformedLink'
}

/** The role's longest and our only session length: the least AWS gives. */
const SECONDS = 900

/**
 * Takes a link and who asks; signs in to its role, with one more action where a check of the optional tier needs it.
 * The only place that sends AssumeRole: every request carries the session policy, the length, a session name of ours
 * and the external id.
 */
export function assumeRole(
  clients: readonly STSClient[],
  look: AwsSession,
  link: LinkedRole,
  asker: string,
  more?: OptionalAction,
): Promise<Answered<Session>> {
  return send(clients, look, link, asker, link.externalId, more)
}

/**
 * Takes a link and an external id that is not its own, or none; tells whether the role lets us in all the same. What
 * STS gives is dropped here: a probe never becomes a session.
 */
export async function probeRole(
  clients: readonly STSClient[],
  look: AwsSession,
  link: LinkedRole,
  externalId: string | null,
): Promise<Answered<true>> {
  const answer = await send(clients, look, link, 'PROBE', externalId)
  return answer.kind === 'found' ? { kind: 'found', found: true } : answer
}

async function send(
  clients: readonly STSClient[],
  look: AwsSession,
  link: LinkedRole,
  asker: string,
  externalId: string | null,
  more?: OptionalAction,
): Promise<Answered<Session>> {
  const input = {
    RoleArn: arnOf(link),
    RoleSessionName: sessionName(link.team, asker),
    DurationSeconds: SECONDS,
    Policy: more === undefined ? SESSION_POLICY : sessionPolicyWith(more),
    ...(externalId === null ? {} : { ExternalId: idOf(externalId) }),
  }
  let answer: Answered<Session> | undefined
  for (const client of clients) {
    answer = await ask(
      look,
      'sts:AssumeRole',
      (options) => client.send(new AssumeRoleCommand(input), options),
      ({ Credentials: given, AssumedRoleUser: user, PackedPolicySize: packed = 0 }) =>
        given?.AccessKeyId && given.SecretAccessKey && given.SessionToken && user?.Arn
          ? {
              credentials: {
                accessKeyId: given.AccessKeyId,
                secretAccessKey: given.SecretAccessKey,
                sessionToken: given.SessionToken,
                expiration: given.Expiration ?? new Date(Date.now() + SECONDS * 1000),
              },
              account: user.Arn.split(':')[4] ?? '',
              arn: user.Arn,
              packed,
            }
          : undefined,
    )
    if (answer.kind !== 'could-not' || answer.why !== 'unreachable') break
  }
  if (answer?.kind === 'could-not' && answer.why === 'not-permitted') {
    return { ...answer, why: 'link-refused' }
  }
  return answer ?? { kind: 'missing' }
}

/** Takes a workspace and a person; gives the session's name: ids only, since it stands in the customer's own logs. */
export function sessionName(team: string, asker: string): string {
  const name = `tfauth-${[team, asker]
    .map((part) => part.toUpperCase().replace(/[^A-Z0-9-]/g, ''))
    .filter(Boolean)
    .join('-')}`.slice(0, 64)
  if (!/^tfauth-[A-Z0-9-]{1,57}$/.test(name)) {
    throw new MalformedLink('A link has no workspace to name its session by.')
  }
  return name
}

function arnOf(link: LinkedRole): string {
  const arn = roleArnOf(link)
  if (!arn) throw new MalformedLink('A link has an account or a role that cannot be one.')
  return arn
}

function idOf(externalId: string): string {
  if (!isExternalId(externalId)) {
    throw new MalformedLink('A link has an external id that cannot be one.')
  }
  return externalId
}
