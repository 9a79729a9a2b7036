import type { Knowledge } from '../../core/knowledge.ts'
import type { KnowledgeSearch } from '../ports/case-store.ts'
import { linksTo, type PageName, titleOf } from '../reply/page-name.ts'
import type { Reply } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import { composePage } from './compose-page.ts'

const OTHERS = 4
/** Nobody types a question this long; a paste belongs into `diagnose`. */
const MOST_CHARACTERS = 300

export type LookedUp = {
  readonly found: PageName | null
  readonly others: readonly PageName[]
  readonly reply: Reply
}

/** Takes a code, words or a question; gives the page that answers it best and lines to the next best. */
export function lookUp(knowledge: Knowledge, search: KnowledgeSearch, words: string): LookedUp {
  const asked = words.trim()
  if (asked.length > MOST_CHARACTERS) return nothing(knowledge, TOO_LONG)
  // A page's own name is asked for by the lines that lead to it.
  const id = asked.toLowerCase()
  const own = (['cause', 'symptom'] as const)
    .map((kind) => ({ kind, id }))
    .find((name) => titleOf(knowledge, name) !== undefined)
  const hits = asked === '' ? [] : search(asked)
  const [found, ...others] = own
    ? [own, ...hits.filter((hit) => hit.kind !== own.kind || hit.id !== own.id)]
    : hits
  if (!found) return nothing(knowledge, asked === '' ? NOTHING_ASKED : NOTHING_FOUND)
  const page = composePage(knowledge, found)
  const next = others.slice(0, OTHERS)
  const links = linksTo(knowledge, next)
  return {
    found,
    others: next,
    reply: {
      ...page,
      parts: [
        ...page.parts,
        ...(links.length > 0 ? [{ kind: 'pages', title: 'Or did you mean', links } as const] : []),
      ],
    },
  }
}

const NOTHING_ASKED =
  'Name an error code, a few words or a question: "ExpiredToken", "works locally but not in CI".'
const NOTHING_FOUND =
  'I have no page about that. Try the error code, or paste the whole error instead.'
const TOO_LONG = 'That is too long for a search. To have an error explained, paste it instead.'

function nothing(knowledge: Knowledge, says: string): LookedUp {
  const links = linksTo(
    knowledge,
    knowledge.symptoms.slice(0, OTHERS).map(({ id }) => ({ kind: 'symptom', id }) as const),
  )
  return {
    found: null,
    others: [],
    reply: {
      headline: text('Nothing found'),
      parts: [
        { kind: 'paragraph', text: text(says) },
        { kind: 'pages', title: 'Pages to begin with', links },
      ],
      buttons: [],
      fallback: says,
    },
  }
}
