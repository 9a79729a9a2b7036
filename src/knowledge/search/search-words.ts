/** Words that stand in every question and tell nothing apart. */
const EMPTY = new Set(
  `a an and are as at be but by can cannot do does for from get has have how i if in is it its me my no not of on or
  our so that the their who whom whose them then there they this to was we what when where which why will with you your still
  cant couldnt didnt doesnt dont isnt wasnt wont im ive any am been did doing done got just like make me need other out some something use used using want when whenever
  after again all about also because than too very could should would may might must
  terraform aws error errors help problem issue please show tell fix solve`.split(/\s+/),
)

/** Different endings of one word: expired and expire, credentials and credential. Crude, and the same on both sides. */
const ENDINGS = /(?:ing|ed|es|s|e)$/

/** Takes text; gives its telling words in lower case, codes also in their parts: ExpiredToken → expiredtoken, expired, token. */
export function searchWordsOf(text: string): readonly string[] {
  return text
    .split(/[^\p{L}\p{N}]{1,50}/u)
    .flatMap((word) => [word, ...parts(word)])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 1 && !EMPTY.has(word))
    .map((word) => (word.length > 5 ? word.replace(ENDINGS, '') : word))
}

function parts(word: string): readonly string[] {
  const found = word.match(/[A-Z]{2,10}(?![a-z])|[A-Z]?[a-z]{2,30}/g) ?? []
  return found.length > 1 ? found : []
}
