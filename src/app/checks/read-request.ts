import { parseCaller, parseRole } from '../../core/aws-ids/parse-arn.ts'
import type { CheckRequest } from './check-types.ts'
import { isExternalId } from './linked-role.ts'
import { readClaims } from './read-claims.ts'

/** What somebody typed for a check, by the part it stands for. */
export type RequestWords = {
  readonly word?: string | undefined
  readonly caller?: string | undefined
  readonly externalId?: string | undefined
  readonly duration?: string | undefined
  readonly claims?: string | undefined
}
/** What is wrong with which part; it never repeats a word, since that may be a secret. Of an option it lacks the subject. */
type RequestFault = { readonly fault: string; readonly at: keyof RequestWords }
export type ReadRequest = { readonly request: CheckRequest } | RequestFault

/** Every check: what its word is, and which more parts it takes. */
export const ASKABLE_CHECKS: Readonly<
  Record<
    CheckRequest['check'],
    { readonly takes: string; readonly parts: readonly (keyof RequestWords)[] }
  >
> = {
  key: { takes: 'an access key id', parts: ['word'] },
  user: { takes: 'the name of an IAM user', parts: ['word'] },
  role: {
    takes: 'the name or the ARN of a role',
    parts: ['word', 'caller', 'externalId', 'duration'],
  },
  oidc: { takes: 'the name or the ARN of a role', parts: ['word', 'claims'] },
  region: { takes: 'the name of a region', parts: ['word'] },
  message: { takes: 'an encoded authorization message', parts: ['word'] },
  whoami: { takes: '', parts: [] },
  tokens: { takes: '', parts: [] },
  devices: { takes: 'the name of an IAM user', parts: ['word'] },
  'may-assume': { takes: 'the ARN of a role', parts: ['word', 'caller'] },
}

/** Takes a word; tells whether it names a check. */
export function isCheck(word: string): word is CheckRequest['check'] {
  return Object.hasOwn(ASKABLE_CHECKS, word)
}

/** Takes a check and what was typed for it; gives the request, or what is wrong with it. */
export function readRequest(check: CheckRequest['check'], given: RequestWords): ReadRequest {
  const word = (given.word ?? '').trim()
  switch (check) {
    case 'key':
      return /^(?:AKIA|ASIA)[A-Z0-9]{12,124}$/.test(word)
        ? { request: { check, keyId: word } }
        : bad(
            'That is not an access key id. One starts with AKIA or ASIA and has capitals and digits only; a secret has no place here.',
          )
    case 'user':
    case 'devices': {
      const user = userIn(word)
      return user === undefined
        ? bad('No IAM user can be called so.')
        : { request: { check, user } }
    }
    case 'role':
      return parseRole(word) ? role(word, given) : bad('No role can be called so.')
    case 'oidc': {
      if (!parseRole(word)) return bad('No role can be called so.')
      const read = readClaims(given.claims ?? '')
      return 'fault' in read
        ? { at: 'claims', fault: read.fault }
        : { request: { check, role: word, claims: read.claims } }
    }
    case 'region':
      return /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(word)
        ? { request: { check, region: word } }
        : bad('No region is spelled so; one looks like eu-south-1.')
    case 'message': {
      const message = word.replace(/\s/g, '')
      return /^[\w+/=-]{1,10240}$/.test(message)
        ? { request: { check, message } }
        : bad(
            'That is not an encoded authorization message: one is a single long word of letters, digits, - and _, of 10,240 characters at most.',
          )
    }
    case 'may-assume': {
      const read = parseRole(word)?.arn ? role(word, given) : bad('That is not the ARN of a role.')
      if ('fault' in read) return read
      const { caller } = given
      return caller === undefined
        ? { at: 'caller', fault: CALLER }
        : { request: { check, role: word, from: caller } }
    }
    case 'whoami':
    case 'tokens':
      return { request: { check } }
  }
}

const CALLER =
  'takes the ARN of a user, a role, a session of a role (arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION) or an account (arn:aws:iam::ACCOUNT:root).'

/** The name of a user, also out of its ARN. */
function userIn(word: string): string | undefined {
  const user = word.replace(/^arn:aws:iam::\d{12}:user\/(?:[\x21-\x7e]{1,510}\/)?/, '')
  return /^[\w+=,.@-]{1,64}$/.test(user) ? user : undefined
}

const bad = (fault: string): RequestFault => ({ at: 'word', fault })

function role(word: string, { caller: from, externalId, duration }: RequestWords): ReadRequest {
  if (from !== undefined) {
    const parsed = parseCaller(from)
    if (!parsed) {
      return {
        at: 'caller',
        fault: CALLER,
      }
    }
    if (parsed.partition !== 'aws') {
      return { at: 'caller', fault: 'is in another partition than aws, which is not looked into.' }
    }
  }
  if (externalId !== undefined && !isExternalId(externalId)) {
    return {
      at: 'externalId',
      fault: 'is none that AWS takes: 2 to 1224 of A-Z a-z 0-9 +=,.@:/-_',
    }
  }
  const seconds = duration === undefined ? undefined : secondsIn(duration)
  if (Number.isNaN(seconds)) {
    return { at: 'duration', fault: 'takes seconds, or a duration such as 2h or 90m.' }
  }
  return { request: { check: 'role', role: word, from, externalId, seconds } }
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 }

/** Seconds, or as Terraform writes durations: 2h, 90m, 1h30m. NaN for anything else. */
function secondsIn(words: string): number {
  const parts = [...words.matchAll(/(\d{1,6})([hms]?)/g)]
  const whole = parts.map(([part]) => part).join('')
  if (whole !== words || parts.length === 0) return Number.NaN
  return parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0)
}
