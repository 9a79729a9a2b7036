import { accountOfKeysIn } from '../aws-ids/access-key-id.ts'
import { readErrors } from '../errors/read-errors.ts'
import type { Fact, Reading } from '../fact.ts'
import { factOf } from '../facts/fact-reader.ts'
import { lostMarks } from '../facts/hidden-characters.ts'
import type { Readable } from '../knowledge.ts'
import { redact } from '../redact/redact.ts'
import { plain } from '../text/plain-text.ts'
import { worthReading } from './excerpt.ts'
import { readFacts } from './read-facts.ts'

/**
 * Takes a paste as it arrived; gives what is kept of it. Secrets go first: everything after `redact`
 * sees, quotes and stores only what is left.
 */
export function read(text: string, knowledge: Readable): Reading {
  return readWhole(worthReading(text, knowledge.symptoms), knowledge)
}

/** The same without leaving anything out of a long text: what `read` of it is proved against. */
export function readWhole(text: string, knowledge: Readable): Reading {
  const whole = plain(text).join('\n')
  const redacted = redact(whole)
  const lines = redacted.text.split('\n')
  const told = readErrors(lines, knowledge)
  const { auth, errors } = told
  const facts = readFacts(lines, knowledge, told)
  // These come from text that still holds its secrets: nothing that is one may leave with them.
  const marks = lostMarks(text).filter(({ quote }) => redact(quote).secrets.length === 0)
  // What only the untouched text shows is surer than what was read from the rest.
  const rest = facts.filter(({ kind }) => !marks.some((mark) => mark.kind === kind))
  const account = facts.some(({ kind }) => kind === 'key-account') ? [] : keyAccount(whole)
  return { auth, errors, facts: [...rest, ...marks, ...account], secrets: redacted.secrets }
}

/** Of a key id the account it names is kept and not the id; that is why this looks in front of redaction. */
function keyAccount(text: string): readonly Fact[] {
  const account = accountOfKeysIn(text)
  return account ? [factOf('key-account', account, `access key id of account ${account}`)] : []
}
