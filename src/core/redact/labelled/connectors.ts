/** How a label is tied to its value; the looser the tie, the more a value must look like a secret. */
export type Tie = 'assigned' | 'told' | 'beside'
export type Tied = { readonly at: number; readonly tie: Tie; readonly fresh: boolean }

const CLOSE = /(?:\\?["'`*~\])}]){0,4}/y
// `password = `, `"password": `, `Password [None]: `, `password (prod) -> `, `<password>`, `:password =>`.
const ASSIGN =
  /[ \t]{0,40}(?:\([^()\n]{0,40}\)[ \t]{0,4}|\[[^[\]\n]{0,40}\][ \t]{0,4})?\*{0,2}(?:=>|:=|::|===?|\?=|\+=|:\*{0,2}|=|->|→|⇒|—|–)\*{0,2}[ \t]{0,40}/y
const TAG = /(?:[ \t][\w:-]{1,40}=["'][^"'<>\n]{0,80}["']){0,4}>[ \t]{0,20}(?:<!\[CDATA\[)?/y
// The value stands in a field of its own: Kubernetes, ECS, Hadoop, CloudFormation, a property list, a variable block.
const FIELD =
  /[ \t]{0,8}(?:<\/\w{1,20}>\s{0,40}<(?:value|string)>|[,;}]?\s{0,60}(?:- )?["'<]?(?:[pP]arameter_?|[sS]ecret)?(?:[vV]alue|VALUE|[dD]efault|[cC]ontent|[pP]lain[tT]ext|[sS]tring[vV]alue|data)["']?[ \t]{0,10}(?:=>|[:=>])[ \t]{0,10})/y
const OBJECT =
  /[ \t]{0,8}[:=]?[ \t]{0,8}\{[^{}]{0,240}?["']?\b(?:value|Value|default|plaintext|S)["']?[ \t]{0,20}[:=][ \t]{0,20}/y
const NEXT_LINE = /[ \t]{0,8}(?:[|>][+-]?)?[ \t]{0,4}\n(?:[ \t]{0,40}\n)?[ \t]{0,40}(?:- )?/y
// `creds: admin / …`.
const PAIR = /[ \t]{0,8}[:=]?[ \t]{0,8}[\w.@-]{1,40}[ \t]{0,2}[/|:,][ \t]{1,4}/y
const SAYS =
  /(?:[ \t]{1,3}(?:for|of|on|in|to|from|at|with|we|i|you|they|used|use|using|given|gave|which|that|currently|now|still|value|string)(?:[ \t]{1,3}[^\s:="'`]{1,40}){0,5}?)?[ \t]{0,3}[,(]?[ \t]{0,3}(?:is|was|are|were|be|being|it's|becomes?|as|equals|to|from|reads?|ist|es|est|set to|changed to|aka)(?:[ \t]{1,3}(?:now|still|just|literally|currently|set|to|set to|probably|simply|called|this|the following|actually))?[ \t]{0,3}[:=]?[ \t]{1,6}/iy
const TOLD_COLON =
  /(?:[ \t]{1,3}(?:for|of|on|in|to|from|at|with|we|i|you|used|given|which|that)[ \t]{1,3}[^\n:="'`]{1,48}?)[ \t]{0,3}(?::|=|->|→|—|–|-)[ \t]{1,6}/iy
const COMMA = /[ \t]{0,8},[ \t]{0,8}(?=\\?["'])/y
const BAR = /[ \t]{0,40}[|│][ \t]{0,40}|\t[ \t]{0,40}|[ ]{2,60}/y
const BLANK = /[ \t]{1,8}/y

/** Takes text, where a label ends and whether it is a flag; gives the places where its value can begin, surest first. */
export function tiesAt(text: string, end: number, flag: boolean, named: boolean): readonly Tied[] {
  CLOSE.lastIndex = end
  CLOSE.exec(text)
  const closed = Math.max(end, CLOSE.lastIndex)
  const ties: Tied[] = []
  const tried = (pattern: RegExp, tie: Tie, from = closed) => {
    pattern.lastIndex = from
    if (pattern.test(text) && pattern.lastIndex > from) {
      ties.push({ at: pattern.lastIndex, tie, fresh: pattern === NEXT_LINE })
      return true
    }
    return false
  }
  tried(FIELD, 'assigned')
  const next = text.charCodeAt(closed)
  if (ties.length === 0 && (next === 32 || next === 58 || next === 61)) tried(OBJECT, 'assigned')
  if (tried(ASSIGN, 'assigned')) {
    const at = ties.at(-1)?.at ?? closed
    tried(NEXT_LINE, 'told', at)
    tried(PAIR, 'told', closed)
    return ties
  }
  if (next === 62 || (next === 32 && text.slice(closed, closed + 80).includes('>')))
    tried(TAG, 'assigned')
  if (closed > end) tried(COMMA, 'assigned')
  if (flag) tried(BLANK, 'assigned')
  if (tried(SAYS, 'told')) return ties
  if (tried(TOLD_COLON, 'told')) return ties
  if (tried(BAR, named ? 'told' : 'told')) return ties
  tried(BLANK, named ? 'told' : 'beside')
  if (ties.length === 0) tried(NEXT_LINE, 'beside')
  return ties
}
