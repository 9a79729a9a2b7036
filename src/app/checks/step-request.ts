import { parseRole } from '../../core/aws-ids/parse-arn.ts'
import type { CheckId, CheckPart } from '../../core/case/check-ids.ts'
import type { PossibleCheck } from '../../core/case/possible-checks.ts'
import type { TypedFields } from '../reply/reply.ts'
import type { CheckRequest } from './check-types.ts'
import { type RequestWords, readRequest } from './read-request.ts'

/** Which part cannot be used, and why; it never repeats what was typed. */
export type PartFault = { readonly part: CheckPart; readonly fault: string }

/** The part that a check is about; the others are options. */
const SUBJECT: Readonly<Record<Exclude<CheckId, 'tokens'>, CheckPart>> = {
  key: 'key-id',
  user: 'user',
  role: 'role',
  oidc: 'role',
  region: 'region',
  message: 'message',
}
const OPTIONS: Readonly<Partial<Record<keyof RequestWords, CheckPart>>> = {
  caller: 'caller',
  externalId: 'external-id',
  duration: 'duration',
  claims: 'claims',
}

/** Takes a check and what somebody typed for it; gives what is asked of AWS, or the first part that cannot be used. */
export function requestOf(
  { id, known }: PossibleCheck,
  given: TypedFields,
): CheckRequest | PartFault {
  if (id === 'tokens') return { check: 'tokens' }
  const part = (name: CheckPart) => known[name] ?? (given[name]?.trim() || undefined)
  const subject = SUBJECT[id]
  const word = part(subject)
  // A name may be of any account.
  if (subject === 'role' && !parseRole(word ?? '')?.arn) {
    return { part: 'role', fault: 'The ARN of a role is needed.' }
  }
  const read = readRequest(id, {
    word,
    caller: part('caller'),
    externalId: part('external-id'),
    duration: part('duration'),
    claims: part('claims'),
  })
  if ('request' in read) return read.request
  const at = OPTIONS[read.at]
  return at === undefined || at === 'claims'
    ? { part: at ?? subject, fault: read.fault }
    : { part: at, fault: `This ${read.fault}` }
}
