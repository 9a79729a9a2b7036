import type { PageName } from '../app/page.ts'
import type { Knowledge, Symptom } from '../core/knowledge.ts'
import { wordsOf } from './search-words.ts'

/** A page as the search sees it: its words with what each place is worth, and whole phrases people type. */
export type Entry = PageName & {
  readonly places: readonly { readonly words: readonly string[]; readonly weight: number }[]
  readonly phrases: readonly string[]
}

// What a word in each place is worth, by judgement: a code names its page, prose only mentions things.
const CODE = 6
const ASKED = 4
const TITLE = 3
const PROSE = 1

/** Takes the knowledge; gives one entry for each page. */
export function entriesOf(knowledge: Knowledge): readonly Entry[] {
  const causes = knowledge.causes.map((cause): Entry => {
    const { id, title, asked_as, says, why, remedies, articles, evidence } = cause
    return {
      kind: 'cause',
      id,
      places: [
        place(ASKED, ...asked_as),
        place(TITLE, title, id),
        place(PROSE, says, why),
        place(PROSE, ...remedies.flatMap((remedy) => [remedy.title, remedy.says])),
        place(
          PROSE,
          ...articles.map(({ claim }) => claim),
          ...evidence.map(({ because }) => because),
        ),
      ],
      phrases: [title, ...asked_as].map((phrase) => phrase.toLowerCase()),
    }
  })
  const symptoms = knowledge.symptoms.map((symptom): Entry => {
    const { id, says, means, asked_as } = symptom
    const codes = codesOf(symptom)
    return {
      kind: 'symptom',
      id,
      places: [
        place(CODE, ...codes),
        place(ASKED, ...asked_as, ...symptom.signs.flatMap((sign) => sign.says ?? [])),
        place(TITLE, says, id),
        place(PROSE, means),
      ],
      phrases: [...codes, ...asked_as].map((phrase) => phrase.toLowerCase()),
    }
  })
  return [...symptoms, ...causes]
}

function place(weight: number, ...texts: readonly string[]) {
  return { weight, words: texts.flatMap(wordsOf) }
}

function codesOf({ signs }: Symptom): readonly string[] {
  return [...new Set(signs.flatMap(({ code }) => code ?? []))]
}
