import { wordsIn } from '../text/find-words.ts'
import { bareKeySpans } from './formats/bare-keys.ts'
import { COMMANDS, commandSpans, SECURE } from './formats/command-lines.ts'
import { privateKeySpans } from './formats/private-keys.ts'
import { columnSpans } from './formats/table-columns.ts'
import { FORMATS, formatSpans } from './formats/token-formats.ts'
import { urlPasswordSpans } from './formats/url-passwords.ts'
import { vendorSpans } from './formats/vendor-tokens.ts'
import { labelSpans } from './labelled/label-spans.ts'
import type { Span } from './shapes/secret-span.ts'

// AWS made it for its account only, and whoever can decode it needs it whole.
const ENCODED =
  /(?:encoded[\s-]authorization[\s-]failure[\s-]message:|--?encoded-message[ =])["'\s]{0,4}([\w-]{20,12000}(?:\n(?![A-Za-z0-9]{40}(?:\n|$))[\w-]{24,12000}){0,200}(?:\n[\w-]{4,23}(?=\n|$))?)/gi

// One walk tells which gates are open, since in most text none is.
const openIn = wordsIn([
  ...FORMATS.flatMap(({ gate }) => gate),
  ...COMMANDS.map(({ gate }) => gate),
  SECURE,
])

/** Takes text as it was meant; gives every place where a secret stands, in no order and perhaps twice. */
export function findSecrets(text: string): readonly Span[] {
  const open = openIn(text)
  const spans = [
    ...privateKeySpans(text),
    ...vendorSpans(text),
    ...formatSpans(text, open),
    ...urlPasswordSpans(text),
    ...commandSpans(text, open),
    ...columnSpans(text),
    ...labelSpans(text),
    ...bareKeySpans(
      text,
      (decoded) => formatSpans(decoded, openIn(decoded)).length + labelSpans(decoded).length > 0,
    ),
  ]
  if (spans.length === 0 || !/ncoded[\s-]/.test(text)) return spans
  const safe = [...text.matchAll(ENCODED)].map(({ 0: all, 1: message = '', index }) => ({
    from: index + all.length - message.length,
    to: index + all.length,
  }))
  return spans.filter(({ from, to }) => !safe.some((place) => place.from <= from && to <= place.to))
}
