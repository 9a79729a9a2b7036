import { type Caller, parseCaller, parseRole } from '../../../core/aws-ids/parse-arn.ts'
import type { Fact } from '../../../core/fact.ts'
import { externalIdsOf, type Judged, judgeTrust } from '../../../core/trust-policy/judge-trust.ts'
import { readPolicy } from '../../../core/trust-policy/policy.ts'
import type { RoleSeen, Unanswered } from '../account/account-reads.ts'
import { callersOf } from '../account/callers-of.ts'
import { checked } from '../account/checked-fact.ts'
import { type RoleFinding, roleSentences } from '../wording/role-sentences.ts'
import { type Asking, type Check, type CheckOutcome, couldNot } from './check.ts'
import { readRoleFields, roleThere } from './role-fields.ts'

export type RoleRequest = {
  readonly check: 'role'
  readonly role: string
  readonly from?: string | undefined
  readonly externalId?: string | undefined
  readonly seconds?: number | undefined
}
type Found = RoleFinding | Unanswered

const SETTLES = ['role-exists', 'external-id-demanded']

/** What AWS knows of a role, and whom its trust policy admits. */
export const roleCheck: Check<RoleRequest, RoleFinding> = {
  id: 'role',
  title: 'Check a role',
  headline: 'What AWS knows of this role',
  fields: [
    { id: 'role', prompt: 'Role: its name or ARN', takes: 'the name or the ARN of a role' },
    {
      id: 'caller',
      prompt: 'Who asks for it (ARN of a user, role or session)',
      optional: true,
    },
    { id: 'external-id', prompt: 'The external id they give', optional: true },
    { id: 'duration', prompt: 'For how long, such as 1h', optional: true },
  ],
  step: {
    title: 'look the role up in AWS',
    button: 'Look the role up in AWS',
    says: 'I can look whether the role exists and read its trust policy: whom it names and whether it demands an external id.',
    // With the caller's ARN it also judges the trust policy for them.
    settles: [...SETTLES, 'role-trusts-caller', 'account-relation', 'external-id-fits'],
    when: (known) => {
      const there = roleThere(known)
      if (there === undefined || there.token) return undefined
      const { role, parts } = there
      const caller = known.facts.get('principal')?.value
      const duration = known.facts.has('session-duration') ? (['duration'] as const) : []
      return caller === undefined || caller === role
        ? { ...parts, welcome: [...duration, 'caller', 'external-id'], settles: SETTLES }
        : {
            known: { ...parts.known, caller },
            missing: parts.missing,
            welcome: [...duration, 'external-id'],
          }
    },
  },
  calls: ['iam:GetRole'],
  read: (typed) => {
    const read = readRoleFields(typed)
    return 'fault' in read ? read : { check: 'role', ...read }
  },
  run: checkRole,
  sentences: roleSentences,
  about: ({ role }, masks) => masks.words(role).slice(0, 128),
  account: ({ role }) => parseRole(role)?.account,
}

/** Takes a role and who asks for it; tells whether it exists, how long its sessions may be and whom its trust policy admits. */
async function checkRole(request: RoleRequest, asking: Asking): Promise<CheckOutcome<Found>> {
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
      ...factsOfTrust(demandsExternalId, judged),
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

/** What the trust policy settles: whether it demands an external id, names the caller, and takes the id that is sent. */
function factsOfTrust(
  demandsExternalId: boolean | undefined,
  judged: Judged | undefined,
): readonly Fact[] {
  const either = (kind: string, holds: boolean | undefined, quote: (does: boolean) => string) =>
    holds === undefined ? [] : [checked(kind, holds ? 'yes' : 'no', `iam:GetRole ${quote(holds)}`)]
  return [
    ...either(
      'external-id-demanded',
      demandsExternalId,
      (demands) => `sts:ExternalId ${demands ? 'in' : 'not in'} the trust policy`,
    ),
    ...either(
      'role-trusts-caller',
      judged?.named,
      (names) => `trust policy ${names ? 'names' : 'does not name'} the caller`,
    ),
    ...either(
      'external-id-fits',
      judged?.externalIdFits,
      (fits) => `trust policy ${fits ? 'takes' : 'refuses'} the external id that is sent`,
    ),
  ]
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
