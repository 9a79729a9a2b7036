import { onceFor } from '../once-for.ts'
import type { ReadySigns } from '../signs/ready-signs.ts'
import { wordsIn } from '../text/find-words.ts'

// Words that no sentence breaks: a blank inside them comes from a hard wrap.
const WORDS = [
  'GetCallerIdentity',
  'AssumeRoleWithWebIdentity',
  'AssumeRole',
  'GetRoleCredentials',
  'CreateToken',
  'ListObjectsV2',
  'HeadObject',
  'GetObject',
  'PutObject',
  'GetMetadata',
  'StatusCode',
  'RequestID',
  'operation error',
  'api error',
  'https response error',
]
const BROKEN_ID =
  /(?<=(?:RequestID|request id): ?)[0-9a-f]{1,8}[0-9a-f-]{0,36}\s[0-9a-f-]{1,36}(?=[\s,\]]|$)/gi
// An operation is one word with a comma behind it.
const BROKEN_OPERATION =
  /(operation error [A-Za-z0-9 ]{1,40}: [A-Za-z0-9]{1,60})\s([A-Za-z0-9]{1,60})(?=,)/g
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
// A break between a code and its colon.
const LOOSE_COLON = /\b([A-Z][A-Za-z]{5,60})\s: /g
const LONGEST = 20_000

type Pattern = { readonly word: string; readonly bare: string; readonly broken: RegExp }

/** The codes that signs name and the words of every error, ready to be looked for broken. */
const patternsOf = onceFor((codes: ReadonlySet<string>) => {
  const long = [...codes].filter((code) => code.length >= 10 && /^[A-Za-z]+$/.test(code))
  const patterns = [...new Set([...long, ...WORDS])].map((word): Pattern => {
    const bare = word.replace(/ /g, '')
    return { word, bare, broken: new RegExp(bare.split('').join('\\s?'), 'g') }
  })
  return { patterns, wordsOf: wordsIn(patterns.map(({ bare }) => bare)) }
})

/** Takes the text of one diagnostic and the signs' codes; gives it with known words and request ids whole that a hard wrap broke. */
export function mendWords(text: string, { codes }: Pick<ReadySigns, 'codes'>): string {
  // So long a text is a log, and no terminal's window.
  if (text.length > LONGEST) return text
  const tight = text.replace(/\s/g, '')
  let out = text.replace(BROKEN_OPERATION, '$1$2').replace(BROKEN_ID, (id) => {
    const whole = id.replace(/\s/g, '')
    return UUID.test(whole) ? whole : id
  })
  const { patterns, wordsOf } = patternsOf(codes)
  const there = wordsOf(tight)
  for (const { word, bare, broken } of patterns) {
    if (there.has(bare) && count(tight, bare) > count(text, word))
      out = out.replace(broken, (found) => (isBroken(found, word) ? word : found))
  }
  return out.replace(LOOSE_COLON, (found, word: string) => (codes.has(word) ? `${word}: ` : found))
}

/** One break, and not where a person would put a blank: "Access Denied" is a message, not a code. */
function isBroken(found: string, word: string): boolean {
  const at = found.replace(/\s/g, ' ').split(' ')
  const own = word.split(' ').length
  if (at.length === own && found === word) return false
  if (at.length > own + 1) return false
  const humps = word.match(/[A-Z][a-z]+/g)?.length ?? 0
  return !(own === 1 && humps <= 2 && at.slice(1).every((part) => /^[A-Z]/.test(part)))
}

function count(text: string, word: string): number {
  let found = 0
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found++
  return found
}
