import type { PageName } from '../../app/reply/page-name.ts'
import type { Evidence, Knowledge, Symptom } from '../../core/knowledge.ts'
import { searchWordsOf } from './search-words.ts'

/** A page as the search sees it: its words with what each place is worth, and whole phrases people type. */
export type Entry = PageName & {
  readonly places: readonly { readonly words: readonly string[]; readonly weight: number }[]
  /** Reduced to their telling words. */
  readonly phrases: readonly string[]
  /** Cases counted for it: of pages that answer equally well the more common one comes first. */
  readonly cases: number
}

// What a word in each place is worth, by judgement: a code names its page, prose only mentions things.
const CODE = 6
const ASKED = 4
/** A code that shows the symptom only together with certain words. */
const CODE_AMONG = 3
const TITLE = 3
/** What programs print; a person who types it pastes the whole of it. */
const PRINTED = 2
export const PROSE = 1

/** Takes the knowledge; gives one entry for each page. */
export function entriesOf(knowledge: Knowledge): readonly Entry[] {
  const causes = knowledge.causes.map((cause): Entry => {
    const { id, title, asked_as, says, why, remedies, articles, evidence, places } = cause
    const seen = ({ fact, is }: Evidence) => {
      const kind = knowledge.facts.find((one) => one.id === fact)
      return is.flatMap((value) => kind?.seen?.[value] ?? [])
    }
    return {
      kind: 'cause',
      id,
      places: [
        place(ASKED, ...asked_as),
        place(TITLE, title, id),
        place(PROSE, says, why, ...places),
        place(PROSE, ...remedies.flatMap((remedy) => [remedy.title, remedy.says])),
        place(PROSE, ...articles.map(({ claim }) => claim), ...evidence.flatMap(seen)),
      ],
      phrases: [title, ...asked_as].map(telling),
      cases: countOf(
        knowledge.symptoms.flatMap(({ shares }) => shares).filter((share) => share.cause === id),
      ),
    }
  })
  const symptoms = knowledge.symptoms.map((page): Entry => {
    // What one program prints, and what wraps the error that tells more, is found by reading; people ask in other words.
    const signs = page.signs.filter(({ wraps, program }) => !wraps && !program)
    const symptom = { ...page, signs }
    const { id, says, means, asked_as, shares } = symptom
    const codes = codesOf(symptom.signs)
    return {
      kind: 'symptom',
      id,
      places: [
        place(CODE_AMONG, ...codes),
        place(CODE, ...codesOf(symptom.signs.filter(byCodeAlone)).filter(isOfAws)),
        place(ASKED, ...codesOf(symptom.signs.filter(byCodeAlone))),
        place(ASKED, ...asked_as),
        place(PRINTED, ...symptom.signs.flatMap((sign) => sign.says ?? [])),
        place(
          TITLE,
          says,
          id,
          ...symptom.signs.flatMap(({ operation = [], service = [] }) => [
            ...operation,
            ...service,
          ]),
        ),
        place(PROSE, means),
      ],
      phrases: [...codes, ...asked_as, ...symptom.signs.flatMap(({ says = [] }) => says)].map(
        telling,
      ),
      cases: countOf(shares),
    }
  })
  return [...symptoms, ...causes]
}

/** A phrase without the words that tell nothing, so that it fits however it is asked. */
export function telling(phrase: string): string {
  return searchWordsOf(phrase).join(' ')
}

function place(weight: number, ...texts: readonly string[]) {
  return { weight, words: texts.flatMap(searchWordsOf) }
}

function codesOf(signs: Symptom['signs']): readonly string[] {
  return [...new Set(signs.flatMap(({ code }) => code ?? []))]
}

/** Long names of classes are made of words that name many pages; nobody asks for them by their parts. */
function isOfAws(code: string): boolean {
  return !/(?:Error|Errors|NotFound|NotFoundException|NotExists|Load|Available)$/.test(code)
}

function byCodeAlone({ says, service, operation, step }: Symptom['signs'][number]): boolean {
  return !says && !service && !operation && !step
}

function countOf(shares: Symptom['shares']): number {
  return shares.reduce((sum, { count }) => sum + count, 0)
}
