import { parseCaller, parseRole } from '../../../core/aws-ids/parse-arn.ts'
import { isExternalId } from '../account/linked-role.ts'
import { type AskedThere, isLinked, type KnownCase } from './check.ts'
import type { FieldFault, FieldWords } from './fields.ts'

type RoleFields = {
  readonly role: string
  readonly from: string | undefined
  readonly externalId: string | undefined
  readonly seconds: number | undefined
}

/** What an ARN of a caller can be, for whoever typed none. */
export const NO_CALLER: FieldFault = {
  field: 'caller',
  fault:
    'takes the ARN of a user, a role, a session of a role (arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION) or an account (arn:aws:iam::ACCOUNT:root).',
}

/** Takes what was typed of a role and who asks for it; gives it read, or the first field that cannot be used. */
export function readRoleFields(typed: FieldWords): RoleFields | FieldFault {
  const { caller: from, 'external-id': externalId, duration } = typed
  const role = (typed.role ?? '').trim()
  if (!parseRole(role)) return { field: 'role', fault: 'No role can be called so.' }
  if (from !== undefined) {
    const parsed = parseCaller(from)
    if (!parsed) return NO_CALLER
    if (parsed.partition !== 'aws') {
      return {
        field: 'caller',
        fault: 'is in another partition than aws, which is not looked into.',
      }
    }
  }
  if (externalId !== undefined && !isExternalId(externalId)) {
    return {
      field: 'external-id',
      fault: 'is none that AWS takes: 2 to 1224 of A-Z a-z 0-9 +=,.@:/-_',
    }
  }
  const seconds = duration === undefined ? undefined : secondsIn(duration)
  if (Number.isNaN(seconds)) {
    return { field: 'duration', fault: 'takes seconds, or a duration such as 2h or 90m.' }
  }
  return { role, from, externalId, seconds }
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 }

/** Seconds, or as Terraform writes durations: 2h, 90m, 1h30m. NaN for anything else. */
function secondsIn(words: string): number {
  const parts = [...words.matchAll(/(\d{1,6})([hms]?)/g)]
  const whole = parts.map(([part]) => part).join('')
  if (whole !== words || parts.length === 0) return Number.NaN
  return parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0)
}

/** Takes what a case knows; gives the role it is about, where one can be looked up there, and whether a token takes it. */
export function roleThere({ facts, errors, linked }: KnownCase):
  | {
      readonly role: string | undefined
      readonly parts: Pick<AskedThere, 'known' | 'missing'>
      readonly token: boolean
    }
  | undefined {
  const [error] = errors
  const named = facts.get('role')?.value
  const account = /^arn:[\w-]{1,20}:(?:iam|sts)::(\d{12}):/.exec(named ?? '')?.[1]
  // A bare name may be a role of any account.
  const role = account === undefined ? undefined : named
  if (account !== undefined && !isLinked(account, linked)) return undefined
  const taking =
    error?.operation?.startsWith('AssumeRole') || error?.credentialStep === 'assume-role'
  if (role === undefined && !taking) return undefined
  return {
    role,
    parts: role === undefined ? { known: {}, missing: ['role'] } : { known: { role }, missing: [] },
    token:
      error?.operation === 'AssumeRoleWithWebIdentity' || error?.credentialStep === 'web-identity',
  }
}
