import type { Sign, Symptom } from '../knowledge.ts'
import { onceFor } from '../once-for.ts'
import { type WordSearch, wordsIn } from '../text/find-words.ts'

/** A sign made ready to be held against errors: its words in lower case, and how much it asks. */
export type ReadySign = {
  readonly symptom: Symptom
  readonly sign: Sign
  readonly says: readonly string[] | undefined
  readonly notSays: readonly string[]
  readonly conditions: number
}

/** All signs of the knowledge, the ones that ask most first, with what is looked for to hold them. */
export type ReadySigns = {
  readonly all: readonly ReadySign[]
  /** Which words of the signs stand in a text in lower case. */
  readonly words: WordSearch
  /** The codes some sign names. */
  readonly codes: ReadonlySet<string>
  /** Codes that mean signing in wherever they stand, and are no words of any language: taken without a colon behind. */
  readonly alone: ReadonlySet<string>
}

/** Takes symptoms; gives their signs, made ready once. */
export const signsOf = onceFor((symptoms: readonly Symptom[]): ReadySigns => {
  const all = symptoms
    .flatMap((symptom) =>
      symptom.signs.map((sign) => ({
        symptom,
        sign,
        says: sign.says?.map(folded),
        notSays: sign.not_says?.map(folded) ?? [],
        conditions: Object.keys(sign).filter((key) => !NO_CONDITIONS.includes(key)).length,
      })),
    )
    // Stable, so that among equals the order of the files decides.
    .sort((a, b) => wraps(a) - wraps(b) || b.conditions - a.conditions)
  return {
    all,
    words: wordsIn(all.flatMap(({ says = [], notSays }) => [...says, ...notSays])),
    codes: new Set(all.flatMap(({ sign }) => sign.code ?? [])),
    alone: new Set(
      all.flatMap(({ sign }) =>
        sign.code && !sign.beside ? sign.code.filter((code) => HUMPS.test(code)) : [],
      ),
    ),
  }
})

const NO_CONDITIONS: readonly string[] = ['beside', 'wraps'] satisfies (keyof Sign)[]
const HUMPS = /^[A-Z][a-z0-9]{1,40}[A-Z][A-Za-z0-9]{2,60}$/

function wraps({ sign }: ReadySign): number {
  return sign.wraps ? 1 : 0
}

/** Takes words; gives them as signs are compared: lower case, white space folded. */
export function folded(words: string): string {
  return words.toLowerCase().replace(/\s+/g, ' ')
}
