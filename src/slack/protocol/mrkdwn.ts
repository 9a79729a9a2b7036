import type { Text } from '../../app/reply/reply.ts'
import { wordsOfText } from '../../app/reply/text.ts'

/** Slack's three control characters; escaping them also disarms `<!channel>` and hidden links. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

// Slack has no escape for its own emphasis marks: an invisible character before one keeps it a letter.
const INERT = '\u200b'

/**
 * A text as Slack's mrkdwn in which nothing of the text itself acts as markup.
 * @param max the most characters the result may have; what does not fit ends in an ellipsis.
 */
export function mrkdwn(text: Text, max: number): string {
  // Alone these two mark nothing, and a path such as ~/.aws should stay what people can copy.
  const words = text.filter((span) => typeof span === 'string').join(' ')
  const paired = ['~', '_'].filter((mark) => words.split(mark).length > 2).join('')
  let out = ''
  for (const [index, span] of text.entries()) {
    const drawn = draw(span, paired)
    // Anything but the last span leaves room for the ellipsis of the next.
    if (out.length + drawn.length <= (index === text.length - 1 ? max : max - 1)) {
      out += drawn
      continue
    }
    // Cut before escaping, so that no entity and no code span is left half open.
    const raw = [...wordsOfText(span)]
    let [low, high] = [0, raw.length]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (out.length + cutTo(span, raw, middle, paired).length <= max) low = middle
      else high = middle - 1
    }
    return out + cutTo(span, raw, low, paired)
  }
  return out
}

/** A text without any markup, for places that take plain characters only. */
export function plainText(text: Text): string {
  return text.map(wordsOfText).join('')
}

/** Plain characters cut to `max`, the last one an ellipsis when something was cut. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  // A lone surrogate at the end would be refused as invalid UTF-8.
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

type Span = Text[number]

/** @param paired those of `~` and `_` that could open and close something. */
function draw(span: Span, paired: string): string {
  if (typeof span !== 'string') {
    // Only an id that Slack itself gave us becomes a mention.
    if ('person' in span)
      return /^[UW][A-Z0-9]{1,30}$/.test(span.person)
        ? `<@${span.person}>`
        : escapeMrkdwn(span.person)
    const code = span.code.replaceAll('`', "'").replace(/\s*\n\s*/g, ' ')
    return code.trim() === '' ? '' : `\`${escapeMrkdwn(code)}\``
  }
  let words = span.replace(/[*`]/g, `${INERT}$&`).replace(/^>/gm, `${INERT}>`)
  if (paired.includes('~')) words = words.replaceAll('~', `${INERT}~`)
  // Inside a word, as in AWS_PROFILE, an underscore marks nothing.
  if (paired.includes('_'))
    words = words.replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, `${INERT}_`)
  return escapeMrkdwn(words)
}

function cutTo(span: Span, raw: readonly string[], length: number, paired: string): string {
  const kept = raw.slice(0, length).join('')
  return `${draw(typeof span === 'string' ? kept : { code: kept }, paired)}…`
}
