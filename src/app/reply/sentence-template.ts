import type { Text, TextSpan } from './reply.ts'

/** What moves a cursor, colours a terminal or turns the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g
const printable = (words: string) => words.replace(CONTROLS, ' ')

/** A sentence of ours: what stands in the braces is from outside and is set as code, so that nothing in it is markup. */
export function fillTemplate(
  words: TemplateStringsArray,
  ...outside: readonly (string | number)[]
): Text {
  return words.flatMap((piece, at): readonly TextSpan[] => {
    const value = outside[at]
    return value === undefined ? [piece] : [piece, { code: printable(String(value)) }]
  })
}
