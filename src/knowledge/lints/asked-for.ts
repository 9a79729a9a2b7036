import type { Page } from '../pages/page.ts'
import type { Lint } from './lint.ts'

const CAUSE_PHRASES = 3
/** A symptom is also found by its codes and by the words of its signs. */
const SYMPTOM_PHRASES = 2

/** Every page can be found by what people type, and no phrase leads to two pages of a kind. */
export const askedFor: Lint = {
  name: 'asked-for',
  check: ({ causes, symptoms }) => [
    ...asked(causes, CAUSE_PHRASES),
    ...asked(symptoms, SYMPTOM_PHRASES),
  ],
}

type Asked = { readonly asked_as?: readonly string[] }

const asked = (pages: readonly Page<Asked>[], fewest: number) => {
  const first = new Map<string, string>()
  return pages.flatMap((page) => {
    const phrases = page.data.asked_as ?? []
    return [
      ...(phrases.length < fewest
        ? [page.fault(['asked_as'], `${phrases.length} phrases: people type at least ${fewest}.`)]
        : []),
      ...phrases.flatMap((phrase, index) => {
        const key = phrase.toLowerCase()
        const other = first.get(key)
        if (other === undefined) first.set(key, page.path)
        return other === undefined
          ? []
          : page.fault(['asked_as', index], `${other} is asked for in the same words.`)
      }),
    ]
  })
}
