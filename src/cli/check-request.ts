import type { CheckRequest } from '../app/checks/check-types.ts'
import {
  ASKABLE_CHECKS,
  isCheck,
  type RequestWords,
  readRequest,
} from '../app/checks/read-request.ts'
import { UsageError } from './usage-error.ts'

/** The options that say what is asked; which of them fit depends on the check. */
export type TypedOptions = {
  readonly from?: string | undefined
  readonly 'external-id'?: string | undefined
  readonly duration?: string | undefined
  readonly claims?: string | undefined
}

const PARTS: Readonly<Record<keyof TypedOptions, keyof RequestWords>> = {
  from: 'caller',
  'external-id': 'externalId',
  duration: 'duration',
  claims: 'claims',
}

/** Takes the words behind `check` and their options; gives the request. No fault repeats a word, since it may be a secret. */
export async function checkRequest(
  [name, ...words]: readonly string[],
  given: TypedOptions,
  readFile: (name: string) => Promise<string>,
): Promise<CheckRequest> {
  if (name === undefined || !isCheck(name)) {
    throw new UsageError(
      `check needs to know what: ${Object.keys(ASKABLE_CHECKS).join(', ')}. See 'tfauth help'.`,
    )
  }
  const { takes, parts } = ASKABLE_CHECKS[name]
  const [word = ''] = words
  if (words.length > 1 || (takes === '' && words.length > 0)) {
    throw new UsageError(`There are more words than check ${name} takes. See 'tfauth help'.`)
  }
  if (takes !== '' && word.trim() === '') {
    throw new UsageError(`check ${name} needs ${takes}. See 'tfauth help'.`)
  }
  for (const option of Object.keys(given)) {
    if (!Object.entries(PARTS).some(([one, part]) => one === option && parts.includes(part))) {
      throw new UsageError(`check ${name} takes no --${option}. See 'tfauth help'.`)
    }
  }
  const claims = given.claims === undefined ? undefined : await readFile(given.claims)
  const { from: caller, 'external-id': externalId, duration } = given
  const read = readRequest(name, { word, caller, externalId, duration, claims })
  if ('request' in read) return read.request
  if (name === 'oidc' && claims === undefined && read.at === 'claims') {
    throw new UsageError(
      'check oidc needs --claims FILE: the claims of the token as JSON, with iss, sub and aud.',
    )
  }
  const [option] = Object.entries(PARTS).find(([, part]) => part === read.at) ?? []
  throw new UsageError(
    option === undefined || option === 'claims' ? read.fault : `--${option} ${read.fault}`,
  )
}
