import type { Reading } from './fact.ts'
import type { Knowledge } from './knowledge.ts'
import { plain } from './plain.ts'
import { readErrors } from './read-errors.ts'
import { readFacts } from './read-facts.ts'
import { redact } from './redact.ts'

/**
 * Takes a paste as it arrived; gives what is kept of it. Secrets go first: everything after `redact`
 * sees, quotes and stores only what is left.
 */
export function read(text: string, knowledge: Pick<Knowledge, 'variants' | 'regions'>): Reading {
  const redacted = redact(plain(text).join('\n'))
  const lines = redacted.text.split('\n')
  const { auth, errors } = readErrors(lines, knowledge.variants)
  return { auth, errors, facts: readFacts(lines, knowledge.regions), secrets: redacted.secrets }
}
