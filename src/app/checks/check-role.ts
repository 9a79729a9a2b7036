import { type Caller, parseCaller, parseRole } from '../../core/aws-ids/parse-arn.ts'
import type { Fact } from '../../core/fact.ts'
import { externalIdsOf, type Judged, judgeTrust } from '../../core/trust-policy/judge-trust.ts'
import { readPolicy } from '../../core/trust-policy/policy.ts'
import { callersOf } from './callers-of.ts'
import {
  type Asking,
  type CheckOutcome,
  type CheckRequest,
  checked,
  couldNot,
  type RoleSeen,
  type Unanswered,
} from './check-types.ts'

export type RoleFinding =
  | { readonly kind: 'not-a-role'; readonly words: string }
  | { readonly kind: 'role-other-partition'; readonly partition: string }
  | { readonly kind: 'role-elsewhere'; readonly account: string }
  | { readonly kind: 'role-missing'; readonly name: string }
  | { readonly kind: 'role-other-path'; readonly asked: string; readonly role: RoleSeen }
  | {
      readonly kind: 'role-seen'
      readonly role: RoleSeen
      readonly seconds: number | undefined
      readonly demandsExternalId: boolean | undefined
      readonly trust: { readonly caller: Caller; readonly judged: Judged } | undefined
    }
type Found = RoleFinding | Unanswered
type RoleRequest = Extract<CheckRequest, { readonly check: 'role' }>

/** Takes a role and who asks for it; tells whether it exists, how long its sessions may be and whom its trust policy admits. */
export async function checkRole(
  request: RoleRequest,
  asking: Asking,
): Promise<CheckOutcome<Found>> {
  const opened = await openRole(request.role, asking)
  if ('finding' in opened) return opened
  const { role, account } = opened
  const caller = request.from === undefined ? undefined : parseCaller(request.from)
  const judged = caller && (await judgedFor(request, caller, role, account, asking))
  if (judged && 'kind' in judged) return couldNot(judged, factsOfRole(role), account)
  const policy = readPolicy(role.trust)
  const demandsExternalId = judged
    ? { demanded: true, 'not-demanded': false, 'not-told': undefined }[judged.externalId]
    : policy && externalIdsOf(policy, 'sts:AssumeRole').length > 0
  const tooLong = tooLongFor(request.seconds, caller, role)
  return {
    grade: tooLong || !judged ? 'shown' : gradeOf(judged),
    account,
    facts: [
      ...factsOfRole(role),
      ...(caller ? factsOfCaller(caller, account) : []),
      ...(demandsExternalId === undefined
        ? []
        : [
            checked(
              'external-id-demanded',
              demandsExternalId ? 'yes' : 'no',
              `iam:GetRole sts:ExternalId ${demandsExternalId ? 'in' : 'not in'} the trust policy`,
            ),
          ]),
      ...(judged?.named === undefined
        ? []
        : [
            checked(
              'role-trusts-caller',
              judged.named ? 'yes' : 'no',
              `iam:GetRole trust policy ${judged.named ? 'names' : 'does not name'} the caller`,
            ),
          ]),
      ...(judged?.externalIdFits === undefined
        ? []
        : [
            checked(
              'external-id-fits',
              judged.externalIdFits ? 'yes' : 'no',
              `iam:GetRole trust policy ${judged.externalIdFits ? 'takes' : 'refuses'} the external id that is sent`,
            ),
          ]),
      ...(request.seconds === undefined
        ? []
        : [
            checked(
              'session-duration',
              tooLong ? 'too-long' : 'within',
              `iam:GetRole MaxSessionDuration ${role.maxSession}`,
            ),
          ]),
    ],
    finding: {
      kind: 'role-seen',
      role,
      seconds: request.seconds,
      demandsExternalId,
      trust: caller && judged ? { caller, judged } : undefined,
    },
  }
}

function gradeOf({ decision, hangsOnExternalId }: Judged): CheckOutcome<unknown>['grade'] {
  return decision.decision === 'cannot-tell' && !hangsOnExternalId
    ? 'cannot-tell'
    : 'consistent-with'
}

/** A role that takes a role gets one hour, whatever the second role allows. */
const CHAINED = 3600

function tooLongFor(seconds: number | undefined, caller: Caller | undefined, role: RoleSeen) {
  const chained = caller?.kind === 'session' || caller?.kind === 'role'
  return (
    seconds !== undefined &&
    (seconds > role.maxSession || seconds < 900 || (chained && seconds > CHAINED))
  )
}

async function judgedFor(
  { externalId, seconds }: RoleRequest,
  caller: Caller,
  role: RoleSeen,
  account: string,
  { reads }: Asking,
): Promise<Judged | Unanswered> {
  const principals = await callersOf(caller, role.trust, account, reads)
  if ('kind' in principals) return principals
  return judgeTrust(
    role.trust,
    principals.map((principal) => ({
      action: 'sts:AssumeRole',
      role_arn: role.arn,
      principal,
      external_id: externalId,
      duration_seconds: seconds,
      role_max_session: role.maxSession,
      chained: caller.kind === 'session' || caller.kind === 'role',
    })),
  )
}

/** Takes what a person typed for a role; reads the role, or gives the outcome that ends the check. */
export async function openRole(
  words: string,
  { reads }: Asking,
): Promise<{ readonly role: RoleSeen; readonly account: string } | CheckOutcome<Found>> {
  const named = parseRole(words)
  if (!named) return end('cannot-tell', { kind: 'not-a-role', words })
  if (named.partition !== 'aws') {
    return end('cannot-tell', { kind: 'role-other-partition', partition: named.partition })
  }
  const account = await reads.account()
  if (account.kind === 'could-not') return couldNot(account)
  const looked = account.kind === 'found' ? account.found : ''
  if (named.account !== undefined && named.account !== looked) {
    return end('cannot-tell', { kind: 'role-elsewhere', account: named.account }, looked)
  }
  const role = await reads.role(named.name)
  if (role.kind === 'could-not') return couldNot(role, [], looked)
  if (role.kind === 'missing') {
    const gone = checked('role-exists', 'no', 'iam:GetRole NoSuchEntity')
    return end('shown', { kind: 'role-missing', name: named.name }, looked, [gone])
  }
  if (named.arn !== undefined && named.arn !== role.found.arn) {
    const gone = checked('role-exists', 'no', `iam:GetRole ${role.found.arn}`)
    return end('shown', { kind: 'role-other-path', asked: named.arn, role: role.found }, looked, [
      gone,
    ])
  }
  return { role: role.found, account: looked }
}

const end = (
  grade: CheckOutcome<Found>['grade'],
  finding: RoleFinding,
  account: string | null = null,
  facts: readonly Fact[] = [],
): CheckOutcome<Found> => ({ grade, account, facts, finding })

/** The facts that follow from a role that was read. */
export function factsOfRole(role: RoleSeen): readonly Fact[] {
  return [
    checked('role-exists', 'yes', `iam:GetRole ${role.arn}`),
    checked('role', role.arn, `iam:GetRole ${role.arn}`),
    checked('target-account', role.arn.split(':')[4] ?? '', `iam:GetRole ${role.arn}`),
  ]
}

function factsOfCaller({ arn, account }: Caller, roleAccount: string): readonly Fact[] {
  const relation = account === roleAccount ? 'same' : 'other'
  return [checked('principal', arn, arn), checked('account-relation', relation, arn)]
}
