import type { CheckRequest } from '../app/checks.ts'
import { isExternalId } from '../app/link.ts'
import { parseCaller, parseRole } from '../app/parse-arn.ts'
import { readClaims } from '../app/read-claims.ts'
import { UsageError } from './usage-error.ts'

/** The options that say what is asked; which of them fit depends on the check. */
export type Given = {
  readonly from?: string | undefined
  readonly 'external-id'?: string | undefined
  readonly duration?: string | undefined
  readonly claims?: string | undefined
}

type Reader = (
  word: string,
  given: Given,
  readFile: (name: string) => Promise<string>,
) => Promise<CheckRequest> | CheckRequest

const READERS: Readonly<
  Record<
    string,
    { readonly takes: string; readonly options: readonly (keyof Given)[]; readonly read: Reader }
  >
> = {
  key: { takes: 'an access key id', options: [], read: key },
  user: { takes: 'the name of an IAM user', options: [], read: user },
  role: {
    takes: 'the name or the ARN of a role',
    options: ['from', 'external-id', 'duration'],
    read: role,
  },
  oidc: { takes: 'the name or the ARN of a role', options: ['claims'], read: oidc },
  region: { takes: 'the name of a region', options: [], read: region },
  message: { takes: 'an encoded authorization message', options: [], read: message },
  whoami: { takes: '', options: [], read: () => ({ check: 'whoami' }) },
}

/** Takes the words behind `check` and their options; gives the request. No fault repeats a word, since it may be a secret. */
export async function checkRequest(
  [name, ...words]: readonly string[],
  given: Given,
  readFile: (name: string) => Promise<string>,
): Promise<CheckRequest> {
  const kinds = Object.keys(READERS)
  const reader = name === undefined || !Object.hasOwn(READERS, name) ? undefined : READERS[name]
  if (!reader) {
    throw new UsageError(`check needs to know what: ${kinds.join(', ')}. See 'tfauth help'.`)
  }
  const [word = ''] = words
  if (words.length > 1 || (reader.takes === '' && words.length > 0)) {
    throw new UsageError(`There are more words than check ${name} takes. See 'tfauth help'.`)
  }
  if (reader.takes !== '' && word.trim() === '') {
    throw new UsageError(`check ${name} needs ${reader.takes}. See 'tfauth help'.`)
  }
  for (const option of Object.keys(given)) {
    if (!reader.options.some((one) => one === option)) {
      throw new UsageError(`check ${name} takes no --${option}. See 'tfauth help'.`)
    }
  }
  return reader.read(word.trim(), given, readFile)
}

function key(word: string): CheckRequest {
  if (!/^(?:AKIA|ASIA)[A-Z0-9]{12,124}$/.test(word)) {
    throw new UsageError(
      'That is not an access key id. One starts with AKIA or ASIA and has capitals and digits only; a secret has no place on a command line.',
    )
  }
  return { check: 'key', keyId: word }
}

function user(word: string): CheckRequest {
  const name = word.replace(/^arn:aws:iam::\d{12}:user\/(?:[\x21-\x7e]{1,510}\/)?/, '')
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) throw new UsageError('No IAM user can be called so.')
  return { check: 'user', user: name }
}

function role(word: string, given: Given): CheckRequest {
  const { from, 'external-id': externalId } = given
  if (!parseRole(word)) throw new UsageError('No role can be called so.')
  if (from !== undefined) {
    const caller = parseCaller(from)
    if (!caller) {
      throw new UsageError(
        '--from takes the ARN of a user, a role, a session of a role (arn:aws:sts::ACCOUNT:assumed-role/NAME/SESSION) or an account (arn:aws:iam::ACCOUNT:root).',
      )
    }
    if (caller.partition !== 'aws') {
      throw new UsageError('--from is in another partition than aws, which is not looked into.')
    }
  }
  if (externalId !== undefined && !isExternalId(externalId)) {
    throw new UsageError('--external-id is none that AWS takes: 2 to 1224 of A-Z a-z 0-9 +=,.@:/-_')
  }
  const seconds = given.duration === undefined ? undefined : secondsIn(given.duration)
  return { check: 'role', role: word, from, externalId, seconds }
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 }

/** Seconds, or as Terraform writes durations: 2h, 90m, 1h30m. */
function secondsIn(words: string): number {
  const parts = [...words.matchAll(/(\d{1,6})([hms]?)/g)]
  const whole = parts.map(([part]) => part).join('')
  if (whole !== words || parts.length === 0) {
    throw new UsageError('--duration takes seconds, or a duration such as 2h or 90m.')
  }
  return parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0)
}

async function oidc(
  word: string,
  { claims: file }: Given,
  readFile: (name: string) => Promise<string>,
): Promise<CheckRequest> {
  if (!parseRole(word)) throw new UsageError('No role can be called so.')
  if (file === undefined) {
    throw new UsageError(
      'check oidc needs --claims FILE: the claims of the token as JSON, with iss, sub and aud.',
    )
  }
  const read = readClaims(await readFile(file))
  if ('fault' in read) throw new UsageError(read.fault)
  return { check: 'oidc', role: word, claims: read.claims }
}

function region(word: string): CheckRequest {
  if (!/^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(word)) {
    throw new UsageError('No region is spelled so; one looks like eu-south-1.')
  }
  return { check: 'region', region: word }
}

function message(word: string): CheckRequest {
  const text = word.replace(/\s/g, '')
  if (!/^[\w+/=-]{1,10240}$/.test(text)) {
    throw new UsageError(
      'That is not an encoded authorization message: one is a single long word of letters, digits, - and _, of 10,240 characters at most.',
    )
  }
  return { check: 'message', message: text }
}
