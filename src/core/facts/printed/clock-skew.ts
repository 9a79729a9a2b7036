import type { Fact } from '../../fact.ts'
import { type FactReader, factOf, type Seen, shows } from '../fact-reader.ts'

const STAMP = '(\\d{8}T\\d{6}Z)'
// STS: the request's time, the limit, and AWS's own time in brackets with the fifteen minutes it allows.
const EXPIRED = new RegExp(
  `Signature expired: ${STAMP} is now earlier than ${STAMP} \\(${STAMP} - \\d{1,3} min`,
)
const EARLY = new RegExp(
  `Signature not yet current: ${STAMP} is still later than ${STAMP} \\(${STAMP} \\+ \\d{1,3} min`,
)
// S3 prints both times in its XML, the first as it was sent.
const S3 =
  /<RequestTime>(\d{8}T\d{6}Z|[\dT:.Z-]{20,30})<\/RequestTime>\s{0,10}<ServerTime>([\dT:.Z-]{16,30})<\/ServerTime>/
// The second SDK puts its words on every RequestExpired, which also a session that ended causes.
const WRONG =
  /Signature expired: \d{8}T|Signature not yet current|RequestTimeTooSkewed|Probable clock skew error(?!:? (?:api error )?RequestExpired)|difference between the request time and the (?:current|server'?s?) time is too large/i
const OVER =
  /"?(?:Expiration|expiresAt)"?: ?"(\d{4}-\d\d-\d\dT[\d:.]{5,12}(?:Z|[+-]\d\d:\d\d)?)"|(?:AWS_CREDENTIAL_EXPIRATION|AWS_SESSION_EXPIRATION|x_security_token_expires|aws_(?:session_)?expiration|aws_expires)["']?[ \t]{0,4}[=:][ \t]{0,4}["']?(\d{4}-\d\d-\d\d[T ][\d:.]{5,12}(?:Z|[+-]\d\d:?\d\d)?)/i
const TOKEN_OVER =
  /Token expired: current date\/time \d{6,14} must be before the expiration date\/time (\d{9,11})\b/

/** How far the machine's clock is off, and when a session ended, as far as the text says. */
export const CLOCK: FactReader = { kinds: ['clock', 'clock-difference', 'expired-at'], read }

function read(seen: Seen): readonly Fact[] {
  const facts: Fact[] = []
  if (shows(seen, ['signature expired', 'not yet current', 'skew', 'request time'])) {
    const wrong = WRONG.exec(seen.flat)
    if (wrong) facts.push(factOf('clock', 'wrong', wrong[0]))
    const difference = differenceIn(seen.flat)
    if (difference) facts.push(difference)
  }
  if (shows(seen, ['expir'])) {
    const over = OVER.exec(seen.flat)
    const token = TOKEN_OVER.exec(seen.flat)
    const at = over?.[1] ?? over?.[2]
    if (over && at) facts.push(factOf('expired-at', at, over[0]))
    else if (token) facts.push(factOf('expired-at', timeOf(Number(token[1])), token[0]))
  }
  return facts
}

function differenceIn(flat: string): Fact | undefined {
  const sts = EXPIRED.exec(flat) ?? EARLY.exec(flat)
  const s3 = sts ? null : S3.exec(flat)
  const words = sts?.[0] ?? s3?.[0]
  const ours = secondsOf(sts?.[1] ?? s3?.[1])
  const theirs = secondsOf(sts?.[3] ?? s3?.[2])
  if (!words || ours === undefined || theirs === undefined) return undefined
  return factOf('clock-difference', String(ours - theirs), words)
}

/** Takes `20240115T101500Z` or `2024-01-15T10:15:00Z`; gives seconds since 1970, undefined for anything else. */
export function secondsOf(stamp: string | undefined): number | undefined {
  const match = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(?:\.\d{1,9})?Z$/.exec(stamp ?? '')
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map(Number)
  // Days of the civil calendar, counted from March so that the leap day comes last.
  const y = month <= 2 ? year - 1 : year
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const days = y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear
  return (days - 719_468) * 86_400 + hour * 3600 + minute * 60 + second
}

/** Takes seconds since 1970; gives the time as `2024-01-15T10:15:00Z`. */
export function timeOf(seconds: number): string {
  const days = Math.floor(seconds / 86_400) + 719_468
  const era = Math.floor(days / 146_097)
  const ofEra = days - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const two = (value: number) => String(value).padStart(2, '0')
  const rest = seconds - Math.floor(seconds / 86_400) * 86_400
  return `${year}-${two(month)}-${two(day)}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}Z`
}
