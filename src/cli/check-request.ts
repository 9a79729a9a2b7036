import { ALL_CHECKS, type CheckRequest, checkOf, isCheck } from '../app/checks/all-checks.ts'
import { type FieldId, optionOf } from '../app/checks/kinds/fields.ts'
import { UsageError } from './usage-error.ts'

/** The options that say what is asked; which of them fit depends on the check. */
export type TypedOptions = {
  readonly from?: string | undefined
  readonly 'external-id'?: string | undefined
  readonly duration?: string | undefined
  readonly claims?: string | undefined
}

/** Takes a field; gives the option it is on the command line: claims come from a file. */
const optionFor = (field: FieldId) => (field === 'claims' ? 'claims' : optionOf(field))

/** Takes the words behind `check` and their options; gives the request. No fault repeats a word, since it may be a secret. */
export async function checkRequest(
  [name, ...words]: readonly string[],
  given: TypedOptions,
  readFile: (name: string) => Promise<string>,
): Promise<CheckRequest> {
  if (name === undefined || !isCheck(name)) {
    throw new UsageError(`check needs to know what: ${ALL_CHECKS.map(({ id }) => id).join(', ')}.`)
  }
  const check = checkOf(name)
  const [subject, ...more] = check.fields
  const [word = ''] = words
  if (words.length > (subject ? 1 : 0)) {
    throw new UsageError(`There are more words than check ${name} takes.`)
  }
  if (subject && word.trim() === '') {
    throw new UsageError(`check ${name} needs ${subject.takes}.`)
  }
  for (const option of Object.keys(given)) {
    if (!more.some(({ id }) => optionFor(id) === option)) {
      throw new UsageError(`check ${name} takes no --${option}.`)
    }
  }
  const claims = given.claims === undefined ? undefined : await readFile(given.claims)
  const { from: caller, 'external-id': externalId, duration } = given
  const read = check.read({
    ...(subject ? { [subject.id]: word } : {}),
    caller,
    'external-id': externalId,
    duration,
    claims,
  })
  if (!('fault' in read)) return read
  const { field, fault } = read
  if (field === 'claims' && claims === undefined) {
    throw new UsageError(
      'check oidc needs --claims FILE: the claims of the token as JSON, with iss, sub and aud.',
    )
  }
  const option = optionOf(field)
  throw new UsageError(option === undefined ? fault : `--${option} ${fault}`)
}
