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

const KEY_ID = /^(?:AKIA|ASIA|ABIA|ACCA)(?:[A-Z0-9]{12,28}$|\*{3,28})/
const WORDS_FOR_NOTHING =
  /^(?:set|unset|null|nil|none|true|false|yes|no|redacted|masked|hidden|sensitive|removed|env|not|undefined|empty|missing|required|optional|invalid|valid|expired|wrong|incorrect|unknown|unauthorized|denied|failed|string|number|bool|secret|password|token|changed|default|static|dynamic|shared|enabled|disabled|ok|error|REDACTED|SecureString|String|an?|the|in|for|from|is|was|and|or|to|of|on|by|with)$/i
const REFERENCE =
  /^(?:\*{2,}|x{3,}\b|X{4,}|\.{3}|…|•|\$\(|\$\{|\$[A-Za-z_]\w{0,60}\b|\$env:|%\w{1,60}%|\{\{|<%|@@|(?:var|local|data|module|each|self|path|secrets|env|vars|inputs|steps|needs|github|context|process\.env|os\.environ|ENV|System\.getenv|config|settings|params|args|opts?|this)[.[]|!(?:Ref|Sub|GetAtt|ImportValue|vault|reference)|AWS::|\(sensitive|\(known after|\(none|length=\d|-$|--)/
const SAFE =
  /^(?:arn:aws|https?:\/\/|s3:\/\/|file:|ssm:|vault:|secretsmanager:|kms:|aws:|op:\/\/|\.{0,2}\/[\w.-]{1,60}\/|~\/|[A-Za-z]:\\|(?:h1|zh|sha1|sha256|sha384|sha512|md5)[:-])/
// An operation, an error code or a type: every hump begins with a capital.
const CAMEL = /^[a-z]{0,20}(?:[A-Z][a-z]{0,20}\d?){2,30}$/
/** Whether a word is put together from words with capitals: ListObjectsV2, SignatureDoesNotMatch. */
export function isCamel(word: string): boolean {
  if (!CAMEL.test(word)) return false
  const { lower, upper, digits } = mixOf(word)
  return digits < 2 && lower >= upper * 2
}

const CALL = /^[A-Za-z_][\w.]{1,60}\(/

/** Whether a word stands for a value instead of being one: a reference, a mask, a placeholder, an address. */
export function isReference(word: string): boolean {
  if (isSecretKey(word)) return false
  return (
    WORDS_FOR_NOTHING.test(word) ||
    REFERENCE.test(word) ||
    SAFE.test(word) ||
    CALL.test(word) ||
    KEY_ID.test(word) ||
    word.includes('***') ||
    /^AWS4-/.test(word) ||
    isPlaceholder(word)
  )
}

const PLACEHOLDER =
  /^(?:<[^<>]{0,80}>?|\[[A-Za-z][\w -]{0,60}\]?|(?:your|my|the|some|insert|enter|put|replace|add|change)[-_ ]?(?:own[-_ ])?(?:aws[-_ ])?(?:secret|access|key|token|password|value|pass|api|session|here|me|this|id)(?:[-_ ]?(?:access|key|token|value|here|this|me|goes|id|secret|password)){0,8})$/i
function isPlaceholder(word: string): boolean {
  if (!PLACEHOLDER.test(word)) return false
  const inner = word.replace(/^[<[]|[>\]]$/g, '')
  return !isRandom(inner) && !/\d.{0,80}[!#$%^&*@]|[!#$%^&*@].{0,80}\d/.test(inner)
}

// What prose says after "is": versions, regions, ids, times, files, addresses.
const PLAIN_FACT =
  /^(?:v?\d{1,6}(?:[.:/-]\d{1,6}){0,6}[a-z%]{0,4}|[a-z]{2,4}(?:-gov|-iso[a-z]?)?-[a-z]{4,14}-\d[a-z]?|\d{4}-\d\d-\d\d\S{0,20}|[\w./-]{1,80}\.(?:tf|tfvars|json|ya?ml|txt|sh|go|py|js|ts|com|io|net|org|env|ini|pem|log|md)|[^\s@]{1,60}@[\w-]{1,60}\.[\w.]{2,40}|[A-Z]{2,12}\d{0,4}|[A-Za-z]{1,20}(?:[/-][A-Za-z]{1,20}){0,5}|[A-Za-z_][\w]{0,40}\.[\w.[\]]{1,80})$/
// Spelled so in every log, though it has a digit in it.
const TERM =
  /^(?:oauth2?|s3|ec2|sha\d{1,3}|md5|base64\S{0,20}|utf-?8|ipv[46]|imdsv[12]|sigv[24]|v[1-4]|sigv4a?|x509|k8s|route53|oauth2?\.0|http2?|rs256|es256|hs256|aes\d{0,3}|pkcs\d{1,2}|p12|amd64|x86_64|arm64|i386|win32|linux64|aws4[\w-]{0,20})$/i

const isMixed = (word: string) => {
  const { lower, upper, digits } = mixOf(word)
  return lower > 0 && upper > 0 && digits > 1 && !/^\d|[/@]/.test(word)
}

/** Whether a word that prose puts after a label can be the secret itself and not something said of it. */
export function isPasswordLike(word: string): boolean {
  if (
    word.length < 6 ||
    isCamel(word) ||
    (PLAIN_FACT.test(word) && !isMixed(word)) ||
    TERM.test(word) ||
    isUuid(word)
  )
    return false
  const { lower, upper, digits } = mixOf(word)
  if (lower + upper === 0) return /^\d{4,8}$/.test(word)
  return (
    digits > 0 ||
    /[!#$%^&*?~+=@]/.test(word.slice(0, -1)) ||
    (lower > 1 && upper > 1 && mixOf(word).turns > 4)
  )
}
