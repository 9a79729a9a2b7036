import type { Span, Text } from './reply.ts'

/** A sentence of ours: what stands in the braces is from outside and is set as code, so that nothing in it is markup. */
export function say(words: TemplateStringsArray, ...outside: readonly (string | number)[]): Text {
  return words.flatMap((piece, at): readonly Span[] => {
    const value = outside[at]
    return value === undefined ? [piece] : [piece, { code: String(value) }]
  })
}
