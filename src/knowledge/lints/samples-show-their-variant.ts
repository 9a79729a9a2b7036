import type { Lint } from './lint.ts'

const plain = (text: string): string =>
  text
    .replace(/^\s*[│╷╵]/gm, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()

/** Each sample of a variant shows its words, and no more specific variant takes it away. */
export const samplesShowTheirVariant: Lint = {
  name: 'samples-show-their-variant',
  check: ({ variants }) => {
    const known = variants.map(({ id, data }) => ({
      id,
      shows: data.shows.map(plain),
      length: data.shows.reduce((sum, words) => sum + words.length, 0),
    }))
    const best = (text: string) =>
      known
        .filter(({ shows }) => shows.every((words) => text.includes(words)))
        .reduce<(typeof known)[number] | undefined>(
          (first, other) => (first && first.length >= other.length ? first : other),
          undefined,
        )
    return variants.flatMap((page) =>
      page.data.samples.flatMap((sample, index) => {
        const text = plain(sample.text)
        const missing = page.data.shows.filter((words) => !text.includes(plain(words)))
        if (missing.length > 0)
          return page.fault(
            ['samples', index, 'text'],
            `It does not show "${missing.join('", "')}".`,
          )
        const winner = best(text)?.id ?? page.id
        return winner === page.id
          ? []
          : page.fault(['samples', index, 'text'], `It reads as the variant ${winner}.`)
      }),
    )
  },
}
