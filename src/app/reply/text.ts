import type { Text, TextSpan } from './reply.ts'

/** Takes a sentence of ours in which backticks mark code; gives its spans. */
export function text(sentence: string): Text {
  return sentence
    .split(/(`[^`\n]+`)/)
    .filter((piece) => piece)
    .map((piece): TextSpan => (/^`.+`$/.test(piece) ? { code: piece.slice(1, -1) } : piece))
}

/** Words from outside (a paste, a name), shown as they are: nothing in them is markup. */
export function code(words: string): TextSpan {
  return { code: words }
}

/** Takes spans; gives them as one plain string, for fallbacks and the command line. */
export function flat(spans: Text): string {
  return spans.map(wordsOfText).join('')
}

/** Takes a span; gives its words as they are. */
export function wordsOfText(span: TextSpan): string {
  if (typeof span === 'string') return span
  return 'code' in span ? span.code : `@${span.person}`
}

/** `1 case`, `2 cases`. */
export function count(many: number, one: string, more = `${one}s`): string {
  return `${many === 0 ? 'No' : many} ${many === 1 ? one : more}`
}
