import { boundedMap } from '../../core/bounded-map.ts'
import type { Heard } from './read-message.ts'

/** One person's messages this close together are parts of one paste; Slack cuts long ones while they are typed. */
const SECONDS = 6
const MOST_PIECES = 10
const MOST_CHARACTERS = 400_000
/** What opens an error of its own, after a word or two or in a block, is another paste, however soon it comes. */
const BEGINS = /^[^\p{L}\p{N}\n]{0,12}(?:Error: |An error occurred \()/mu
// Conversations remembered at once; what is forgotten is read alone, as if it had come later.
const MOST_CONVERSATIONS = 200

type Series = { readonly first: Heard; readonly pieces: readonly Heard[] }

/**
 * Gives a function that joins what one person says in several messages in a row: it takes each message as it comes and
 * gives it with the ones before, in the thread of the first. Kept in memory only, and only for seconds.
 */
export function joinMessages(): (heard: Heard) => Heard {
  const running = boundedMap<Series>(MOST_CONVERSATIONS)
  return (heard) => {
    const key = `${heard.conversation} ${heard.asker}`
    const before = running.get(key)
    const pieces = before && fits(before, heard) ? before.pieces : []
    // The same message comes as `message` and as `app_mention`, and again when Slack retries.
    const known = pieces.some(({ delivery }) => delivery === heard.delivery)
    const all = known ? pieces : [...pieces, heard]
    const first = all[0] ?? heard
    running.set(key, { first, pieces: all })
    if (all.length === 1) return heard
    return {
      ...heard,
      place: first.place,
      first: false,
      text: all.map(({ text }) => text).join('\n'),
      direct: all.some(({ direct }) => direct),
    }
  }
}

function fits({ pieces }: Series, heard: Heard): boolean {
  const last = pieces.at(-1)
  if (!last || pieces.length >= MOST_PIECES || BEGINS.test(heard.text)) return false
  const long = pieces.reduce((sum, { text }) => sum + text.length, heard.text.length)
  return long <= MOST_CHARACTERS && Math.abs(heard.at - last.at) <= SECONDS
}
