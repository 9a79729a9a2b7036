import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { LinkTemplates } from '../app/accounts/link-setup.ts'
import { OperatorError } from '../app/ports/operator-error.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { KnowledgeSource } from './knowledge-source.ts'

/** What stands in the one file that a build makes of the knowledge folder once all of it is proved. */
type BuiltKnowledge = {
  readonly knowledge: Knowledge
  readonly templates: Omit<LinkTemplates, 'url'>
}

/** The file is not the one that was built with this program. */
class NotOurKnowledge extends OperatorError {}

/** Takes a source; gives its text for the built file, and the digest that the program must know. */
export function writtenOut({ knowledge, templates }: KnowledgeSource): {
  readonly text: string
  readonly digest: string
} {
  const built: BuiltKnowledge = { knowledge: knowledge(), templates: templates() }
  const text = `${JSON.stringify(built)}\n`
  return { text, digest: digestOf(text) }
}

/** Takes the built file and its digest; gives it as a source, which throws a sentence when it is another file. */
export function builtKnowledge(file: URL, digest: string): KnowledgeSource {
  let read: BuiltKnowledge | undefined
  const built = () => {
    read ??= readBuilt(fileURLToPath(file), digest)
    return read
  }
  return { knowledge: () => built().knowledge, templates: () => built().templates }
}

function readBuilt(path: string, digest: string): BuiltKnowledge {
  const text = textOf(path)
  if (digestOf(text) !== digest)
    throw new NotOurKnowledge(`${path} is damaged, or belongs to another version. ${MEND}`)
  // The digest says that a build wrote it, and a build proves what it writes.
  return JSON.parse(text) as BuiltKnowledge
}

const MEND = 'Install tfauth again; in a clone, run `npm run build`.'

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new NotOurKnowledge(`${path} cannot be read, and I know nothing without it. ${MEND}`)
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
