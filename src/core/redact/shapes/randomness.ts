/** How the characters of a word are mixed; `turns` counts the changes between kinds of character. */
type Mix = {
  readonly lower: number
  readonly upper: number
  readonly digits: number
  readonly others: number
  readonly turns: number
}

/** Takes a word; gives how its characters are mixed. */
export function mixOf(word: string): Mix {
  const counts = [0, 0, 0, 0]
  let turns = 0
  let last = -1
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    const kind =
      code >= 97 && code <= 122
        ? 0
        : code >= 65 && code <= 90
          ? 1
          : code >= 48 && code <= 57
            ? 2
            : 3
    counts[kind] = (counts[kind] ?? 0) + 1
    if (last >= 0 && kind !== last) turns++
    last = kind
  }
  const [lower = 0, upper = 0, digits = 0, others = 0] = counts
  return { lower, upper, digits, others, turns }
}

/** Whether a word mixes both cases and digits as often as chance does; names and paths do not. */
export function isRandom(word: string): boolean {
  const { lower, upper, digits, turns } = mixOf(word)
  if (lower === 0 || upper === 0 || digits === 0) return false
  return turns >= (word.length - 1) * (word.length < 16 ? 0.38 : 0.3)
}

/** Whether forty characters can be an AWS secret access key: random ones change kind 25 times, names ten. */
export function isSecretKey(word: string): boolean {
  if (word.length !== 40 || !/^[A-Za-z0-9+/]{40}$/.test(word)) return false
  const { lower, upper, digits, turns } = mixOf(word)
  if (lower < 2 || upper < 2 || turns < (digits > 1 && !word.includes('/') ? 9 : 12)) return false
  return digits > 0 || turns >= 16
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** Whether a word is a UUID: nearly always a request's or a lock's id. */
export function isUuid(word: string): boolean {
  return word.length === 36 && UUID.test(word)
}

// An operation, an error code or a type: every hump begins with a capital.
const CAMEL = /^[a-z]{0,20}(?:[A-Z][a-z]{0,20}\d?){2,30}$/
/** Whether a word is put together from words with capitals: ListObjectsV2, SignatureDoesNotMatch. */
export function isCamel(word: string): boolean {
  if (!CAMEL.test(word)) return false
  const { lower, upper, digits } = mixOf(word)
  return digits < 2 && lower >= upper * 2
}
