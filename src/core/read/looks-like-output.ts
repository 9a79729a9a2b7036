import type { ReadError } from '../fact.ts'
import { plain } from '../text/plain-text.ts'

type Row = { readonly who: string; readonly line: RegExp }

const BOX = /^[^\p{L}\p{N}]{0,20}[╷│╵┃╎]/mu

/** What stands in front of a line that came out of a program; `plain` takes it away. */
const IN_FRONT: readonly Row[] = [
  { who: 'the box of Terraform', line: BOX },
  {
    who: 'a time stamp',
    line: /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d|^\[?\d\d:\d\d:\d\d(?:[.\]]|\.\d)/m,
  },
  {
    who: 'a log with levels',
    line: /^(?:TRAC|DEBU|INFO|WARN|ERRO|FATA)\[|^time=\S{4,60} level=|^##\[/m,
  },
  {
    who: 'a shell',
    line: /^[^\n]{0,60}[$❯>%#] ?(?:sudo )?(?:aws|terraform|tofu|terragrunt|tf|docker|kubectl|npx|make)\b[^\n]{0,400}\n[^\n]{0,200}\S/m,
  },
  { who: 'people, around what they copied', line: /^[ \t]{0,40}```/m },
]

/** How a line begins that a program printed. */
const BEGINS: readonly Row[] = [
  {
    who: 'Terraform and most programs',
    line: /^(?:[\w.-]{1,30}:? )?\[?(?:Error|ERROR|error|Fehler|Erreur)\]?: \S/,
  },
  { who: 'Terraform up to 0.11', line: /^Error [a-z]{3,20}ing .{3,400}: \S/ },
  {
    who: 'Terraform, what it wrapped',
    line: /^(?:error|failed) (?:to )?[a-z]{3,20}(?:ing)? [^?:]{3,200}[:,] \S/,
  },
  { who: 'a list of errors in Go', line: /^\* \S.{0,300}: \S/ },
  { who: 'the AWS CLI', line: /^(?:An error occurred|A client error) \(\w{3,80}\)/ },
  {
    who: 'the AWS CLI, in other formats',
    line: /^[{"\s]*(?:Code|Message|error|error_description|__type)"?:\s{1,4}"?\S/,
  },
  {
    who: 'a runtime',
    line: /^(?:Traceback \(most recent|Exception in thread|Unhandled [Ee]xception|panic: |fatal: |Caused by: )/,
  },
  { who: 'a log with levels', line: /^(?:ERROR|FATAL)(?:\s{2,}|\t|:)\S/ },
  { who: 'a tool with marks of its own', line: /^(?:\[[✘✗]\]|==> \S)/u },
]

/** What people do not write by themselves, wherever in a line it stands. */
const WITHIN: readonly Row[] = [
  {
    who: 'an SDK for Go',
    line: /\bapi error \w{3,80}: \S|\boperation error [\w ]{2,60}: \w|\bhttps response error StatusCode\b/,
  },
  {
    who: 'an SDK that names the answer',
    line: /\b[Ss]tatus ?[Cc]ode: ?\d{3}\b|\b[Rr]equest ?[Ii][Dd]: ?[\w-]{6}/,
  },
  {
    who: 'the AWS CLI',
    line: /\b(?:An error occurred|A client error) \(\w{3,80}\) (?:occurred )?when calling\b/,
  },
  {
    who: 'the AWS provider',
    line: /\berror (?:calling sts:|validating provider credentials|configuring (?:S3|Terraform))|\bretrieving caller identity from STS: /,
  },
  {
    who: 'a code with its sentence',
    line: /\b[A-Z][A-Za-z0-9]{0,60}[a-z0-9][A-Z][A-Za-z0-9]{0,60}: (?:[A-Z][\w']{0,60}|an?|no|the|failed|could|cannot|unable|unexpected|invalid|missing|token|error) [\w']{1,60} [\w']/,
  },
  { who: 'an exception with its sentence', line: /\b\w{2,80}(?:Exception|Error|Fault): \S/ },
  { who: 'a class of errors', line: /\([A-Z]\w{1,60}(?:::\w{1,60}){1,8}\)/ },
  { who: 'a refusal of IAM', line: /\bis not authorized to perform: ?\w{1,60}:\w|\bUser: arn:aws/ },
  {
    who: 'a frame in a sentence',
    line: /(?:^|[\s"'`(])(?:Error|error|ERROR): [A-Za-z][\w'./-]{0,80}(?: [^\s]{1,200}){2}/,
  },
]

// Words about errors that are not happening to whoever writes them.
const TALKS_ABOUT =
  /^\W{0,4}(?:psa|fyi|til|tip|pro ?tip|note|reminder|heads[- ]up|friendly reminder|for (?:the record|future reference))\b|\b(?:if|when|whenever|once|in case|any ?time|every ?time|should) (?:you|u|someone|anyone|somebody|people|folks|they|a user|users|customers)\b|\b(?:yesterday|last (?:week|month|night|year|sprint|time)|the other day|(?:days|weeks|months|years|a while) (?:ago|back)|back then|once upon|remember when)\b|\b(?:fixed|solved|sorted|resolved|figured (?:it )?out|closed|merged|shipped|documented|never ?mind|nvm)\b|\b(?:docs?|documentation|runbook|wiki|handbook|faq|article|blog(?: post)?|slides?|post-?mortem|retro|onboarding|changelog|unit tests?|mocks?|dashboards?|alert(?:s|ing)?|tickets?|mentions?|parser|regex|grep(?:ping|s)?|catch(?:es|ing)?|retry on|retries)\b/i
// Words of somebody to whom it is happening.
const ASKS =
  /\b(?:getting|i get|we get|i'm|im|we're|now|still|again|today|this morning|since|suddenly|keeps?|help|any ?(?:one|body)? (?:ideas?|seen|know)|ideas\?|why|how (?:do|can|to)|what(?:'s| is| does)|can't|cannot|stuck|broken|blocked|fails?|failing|dies|says|gives me|throws|no luck|please|pls)\b/i

// A longer text is a log, whatever somebody says above it.
const MOST_TALK = 12
const MOST_LINES = 400
const MOST_CHARACTERS = 40_000
// Of a sentence, so much tells that it is the one.
const ENOUGH = 40

/**
 * Takes a text as it arrived and the errors read from it; tells whether a program printed it, or people talk about
 * errors. What begins as programs begin, or holds a code with its sentence, is output, unless it stands in words about
 * what is not happening now: "if you see X, run Y".
 */
export function looksLikeOutput(text: string, errors: readonly ReadError[] = []): boolean {
  const start = text.slice(0, MOST_CHARACTERS)
  const lines = plain(start)
    .slice(0, MOST_LINES)
    .map((line) => line.trim().replace(/^[`"'_]{1,3}(?=\S)/, ''))
    .filter(Boolean)
  const sentences = errors.map(({ message }) => message.trim()).filter(isSentence)
  const talk = lines.map((line) => saidBefore(line, sentences))
  const first = talk.findIndex((said) => said !== undefined)
  if (first < 0 && !IN_FRONT.some(({ line }) => line.test(start))) return false
  if (lines.length > MOST_TALK || BOX.test(start)) return true
  const said = lines.map((line, at) => talk[at] ?? (at < first || first < 0 ? line : '')).join('\n')
  return !TALKS_ABOUT.test(said) || ASKS.test(said)
}

/** Takes a line; gives what a person says in it before what a program printed, undefined when no program did. */
function saidBefore(line: string, sentences: readonly string[]): string | undefined {
  if (BEGINS.some((one) => one.line.test(line))) return ''
  const found = WITHIN.map((one) => line.search(one.line)).filter((at) => at >= 0)
  const quoted = sentences.map((words) => quotedAt(line, words)).filter((at) => at >= 0)
  const all = [...found, ...quoted]
  if (all.length === 0) return undefined
  // A line that begins with the words of an error may still be a person's: all of it is looked at.
  return line.slice(0, Math.min(...all) || line.length)
}

/** Where a line quotes the words of an error: at its beginning, in quotation marks, or behind a colon. */
function quotedAt(line: string, words: string): number {
  const at = line.indexOf(words.slice(0, ENOUGH))
  return at === 0 || (at > 0 && /(?:[`"'([]|[:>] ?)$/.test(line.slice(0, at))) ? at : -1
}

/** More than a code, which people name in talk. */
function isSentence(words: string): boolean {
  return words.split(/\s+/).length > 3
}
