/** A word as it is compared, and where it stands in the text; a mark like `?` is a word too. */
export type Word = { readonly says: string; readonly from: number; readonly to: number }

/** What only names something is one word, whatever it names: no model should learn an id, a time or a version by heart. */
const TOKENS = new RegExp(
  [
    '(?<arn>arn:aws[\\w-]{0,12}:[\\w-]{0,30}:[\\w*-]{0,30}:[\\w*<>-]{0,40}:(?<thing>[a-z-]{1,30})?[^\\s,"\'`)]{0,200})',
    '(?<key>\\b(?:AKIA|ASIA|AIDA|AROA)[\\w*.…•-]{0,40})',
    '(?<id>\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{12,30}\\b|\\b(?=[0-9a-zA-Z]{0,30}\\d)[0-9a-fA-F]{16,64}\\b)',
    '(?<metadata>169\\.254\\.\\d{1,3}\\.\\d{1,3})',
    '(?<address>\\b\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\b)',
    '(?<clock>\\b\\d{1,2}:\\d{2}(?::\\d{2})?\\b|\\b\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]{4,20}Z?)?|\\b\\d{8}T\\d{6}Z\\b)',
    '(?<account>\\b\\d{12}\\b)',
    '(?<version>\\bv?\\d{1,3}\\.(?:\\d{1,3}|x)(?:\\.(?:\\d{1,4}|x))?\\b)',
    '(?<status>\\b[45]\\d\\d\\b)',
    '(?<year>\\b20[012]\\d\\b)',
    '(?<port>\\b(?:4566|9000)\\b)',
    '(?<number>\\d+)',
    "(?<word>\\p{L}{1,80}(?:['’´`](?:t|s|m|re|ve|ll|d)\\b)?)",
    '(?<mark>[?=→]|--?(?=\\w)|\\n)',
    '(?<stop>[.!;,:()])',
  ].join('|'),
  'giu',
)
const NAMED = [
  'id',
  'metadata',
  'address',
  'clock',
  'account',
  'version',
  'year',
  'number',
] as const
/** Denials as they are typed without their apostrophe. */
const DENIALS = new Set(
  'dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt hasnt havent hadnt shouldnt aint'.split(
    ' ',
  ),
)

/** Takes a text; gives its words in order. A denial that is glued to a verb is a word of its own. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(TOKENS)) {
    const { groups = {}, index: from } = match
    const to = from + match[0].length
    const named = NAMED.find((name) => groups[name] !== undefined)
    if (named) words.push({ says: `<${named}>`, from, to })
    else if (groups.arn) words.push({ says: `<arn ${groups.thing ?? ''}>`, from, to })
    else if (groups.key) words.push({ says: groups.key.slice(0, 4).toLowerCase(), from, to })
    else if (groups.word) words.push(...plainWords(groups.word.toLowerCase(), from, to))
    else words.push({ says: match[0], from, to })
  }
  return words
}

function plainWords(word: string, from: number, to: number): readonly Word[] {
  const [stem = word, tail] = word.split(/['’´`]/u)
  if (tail === undefined) {
    if (DENIALS.has(word))
      return [
        { says: word.slice(0, -2), from, to },
        { says: 'not', from, to },
      ]
    return [{ says: word === 'cannot' ? 'not' : word, from, to }]
  }
  if (tail === 't')
    return [
      { says: stem.replace(/n$/, ''), from, to },
      { says: 'not', from, to },
    ]
  return [{ says: stem, from, to }]
}
