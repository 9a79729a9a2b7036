import { endAt } from '../../text/match-at.ts'
import { oneOf } from '../../text/one-of.ts'

/** How a label is connected to its value; the looser, the more a value must look like a secret. */
type Connection = 'assigned' | 'told' | 'beside'
/** A place where the value of a label can begin. */
export type ValuePlace = {
  readonly at: number
  readonly by: Connection
  /** What stands between the two. */
  readonly sign: string
  /** On a line below the label's. */
  readonly nextLine: boolean
}

const CLOSE = /(?:\\?["'`*~\])}]){0,4}/y
// `password = `, `"password": `, `Password [None]: `, `password (prod) -> `, `<password>`, `:password =>`.
const ASSIGN =
  /[ \t]{0,40}(?:\([^()\n]{0,40}\)[ \t]{0,4}|\[[^[\]\n]{0,40}\][ \t]{0,4})?\*{0,2}(?:=>|:=|::|===?|\?=|\+=|:\*{0,2}|=|->|→|⇒|—|–)\*{0,2}[ \t]{0,40}/y
const TAG = /(?:[ \t][\w:-]{1,40}=["'][^"'<>\n]{0,80}["']){0,4}>[ \t]{0,20}(?:<!\[CDATA\[)?/y
// The value stands in a field of its own: Kubernetes, ECS, Hadoop, CloudFormation, a property list, a variable block.
const FIELD =
  /[ \t]{0,8}(?:<\/\w{1,20}>\s{0,40}<(?:value|string)>|[,;}]?\s{0,60}(?:- )?["'<]?(?:[pP]arameter_?|[sS]ecret)?(?:[vV]alue|VALUE|[dD]efault|[cC]ontent|[pP]lain[tT]ext|[sS]tring[vV]alue|data)s?["']?[ \t]{0,10}(?:=>|[:=>])[ \t]{0,10})/y
const OBJECT =
  /[ \t]{0,8}[:=]?[ \t]{0,8}\{[^{}]{0,240}?["']?\b(?:value|Value|default|plaintext|S)["']?[ \t]{0,20}[:=][ \t]{0,20}/y
const NEXT_LINE = /[ \t]{0,8}(?:[|>][+-]?)?[ \t]{0,4}\n(?:[ \t]{0,40}\n)?[ \t]{0,40}(?:- )?/y
// `creds: admin / …`.
const PAIR = /[ \t]{0,8}[:=]?[ \t]{0,8}[\w.@-]{1,40}[ \t]{0,2}[/|:,][ \t]{1,4}/y
const ABOUT_IT = 'for of on in to from at with we i you given which that used'
const SAYS = new RegExp(
  [
    `(?:[ \\t]{1,3}${oneOf(ABOUT_IT, 'they use using gave currently now still value string')}`,
    '(?:[ \\t]{1,3}[^\\s:="\'`]{1,40}){0,5}?)?[ \\t]{0,3}[,(]?[ \\t]{0,3}',
    oneOf(
      "is was are were be being it's becomes? as equals to from reads? ist es est set\\x20to changed\\x20to aka",
    ),
    `(?:[ \\t]{1,3}${oneOf(
      'now still just literally currently set to set\\x20to probably simply called this the\\x20following actually',
    )})?[ \\t]{0,3}[:=]?[ \\t]{1,6}`,
  ].join(''),
  'iy',
)
const TOLD_COLON = new RegExp(
  `(?:[ \\t]{1,3}${oneOf(ABOUT_IT)}[ \\t]{1,3}[^\\n:="'\`]{1,48}?)[ \\t]{0,3}${oneOf(': = -> → — – -')}[ \\t]{1,6}`,
  'iy',
)
const COMMA = /[ \t]{0,8},[ \t]{0,8}(?=\\?["'])/y
const BAR = /[ \t]{0,40}[|│][ \t]{0,40}|\t[ \t]{0,40}|[ ]{2,60}/y
const BLANK = /[ \t]{1,8}/y

/** Takes text, where a label ends, whether it is a flag and a program's name; gives the places where its value can begin, surest first. */
export function valuePlaces(
  text: string,
  end: number,
  flag: boolean,
  named: boolean,
): readonly ValuePlace[] {
  const closed = endAt(CLOSE, text, end)
  const places: ValuePlace[] = []
  const tried = (pattern: RegExp, by: Connection, from = closed) => {
    const at = endAt(pattern, text, from)
    if (at === from) return false
    places.push({ at, by, sign: text.slice(closed, at), nextLine: pattern === NEXT_LINE })
    return true
  }
  tried(FIELD, 'assigned')
  const next = text.charCodeAt(closed)
  if (places.length === 0 && (next === 32 || next === 58 || next === 61)) tried(OBJECT, 'assigned')
  if (tried(ASSIGN, 'assigned')) {
    tried(NEXT_LINE, 'told', places.at(-1)?.at)
    tried(PAIR, 'told')
    return places
  }
  if (next === 62 || (next === 32 && text.slice(closed, closed + 80).includes('>')))
    tried(TAG, 'assigned')
  if (closed > end) tried(COMMA, 'assigned')
  if (flag) tried(BLANK, 'assigned')
  if (tried(SAYS, 'told')) return places
  if (tried(TOLD_COLON, 'told')) return places
  if (tried(BAR, 'told')) return places
  tried(BLANK, named ? 'told' : 'beside')
  if (places.length === 0) tried(NEXT_LINE, 'beside')
  return places
}
