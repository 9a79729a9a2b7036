import { join } from 'node:path'
import { readFacts } from '../../../src/core/read/read-facts.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

export const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))

/** Takes a paste as it arrived; gives kind → value of what is read from it. */
export const factsOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(read(text, knowledge).facts.map(({ kind, value }) => [kind, value]))

/** The same for lines that are redacted already, as a listing of variables or a file would be. */
export const factsOfRedacted = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readFacts(text.split('\n'), knowledge, { errors: [], program: null }).map(({ kind, value }) => [
      kind,
      value,
    ]),
  )

/** What chat does to a paste: one line, curly quotes, entities, a sentence around it. */
export const mangled = (text: string): string =>
  `hey, here is what it says: ${text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '”')
    .replace(/\s+/g, ' ')} any idea`
