import type { Action, Button } from '../reply/reply.ts'

// Longer than this is a message, not an answer.
const MOST_CHARACTERS = 60
const MOST_WORDS = 7

const SAME: Readonly<Record<string, string>> = {
  y: 'yes',
  yep: 'yes',
  yeah: 'yes',
  yup: 'yes',
  n: 'no',
  nope: 'no',
  nah: 'no',
}
const UNSURE = [
  'not sure',
  'unsure',
  'i am not sure',
  "i'm not sure",
  'no idea',
  'dunno',
  "don't know",
  "i don't know",
  'i do not know',
]
const HELPED = ['fixed', 'solved', 'it works', 'it works now', 'works now', 'works']
const FAILED = ['still fails', 'it still fails', 'same error', 'did not help', "didn't help"]
const NEGATIVE = new Set(['no', 'not', 'none', 'never', 'nowhere', 'nothing'])
/** Words that carry no answer: "it is AKIA" says AKIA. */
const EMPTY = new Set(
  'i it its it’s is the a an they are with of starts start that this mine ours'.split(' '),
)

/** What may also count when it was only overheard in the thread: it can hardly mean anything else. */
const OVERHEARD = new Set<Action['kind']>(['answer', 'not-sure', 'fixed', 'still-failing'])

/** Takes what someone wrote; gives its words when it is short enough to be an answer, none when it is a message. */
export function matchReply(text: string): readonly string[] {
  const line = text.trim().replace(/^@\S{1,80}\s{1,10}/, '')
  if (line.length === 0 || line.length > MOST_CHARACTERS || line.includes('\n')) return []
  const words = wordsIn(line)
  return words.length > MOST_WORDS ? [] : words
}

/**
 * Takes typed words and the buttons of the open step; gives what the one button does that they mean. The words of
 * several buttons, or of none, mean nothing: "yes" among "Yes, here" and "Yes, elsewhere" is not an answer.
 */
export function meansButton(
  words: readonly string[],
  buttons: readonly Button[],
  direct: boolean,
): Action | undefined {
  const said = words.join(' ')
  const open = buttons.filter(({ press }) => direct || OVERHEARD.has(press.do.kind))
  const exact = open.filter(
    ({ label, press }) => wordsIn(label).join(' ') === said || answerOf(press.do) === said,
  )
  if (exact[0]) return exact.length === 1 ? exact[0].press.do : undefined
  const only = (kind: Action['kind']) => open.find(({ press }) => press.do.kind === kind)?.press.do
  if (UNSURE.includes(said)) return only('not-sure')
  if (HELPED.includes(said)) return only('fixed')
  if (FAILED.includes(said)) return only('still-failing')
  const telling = words.filter((word) => !EMPTY.has(word))
  if (telling.length === 0) return undefined
  const fitting = open.filter(({ label, press }) => {
    const value = answerOf(press.do)
    if (value === undefined) return false
    const has = new Set([...wordsIn(label), ...wordsIn(value)])
    return telling.every((word) => has.has(word))
  })
  if (fitting.length === 1) return fitting[0]?.press.do
  return fitting.length === 0 ? yesOrNo(said, open) : undefined
}

/** "Yes" to "Is it set?" with the answers "It is set" and "It is not set". */
function yesOrNo(said: string, open: readonly Button[]): Action | undefined {
  const answers = open.filter(({ press }) => press.do.kind === 'answer')
  const negative = answers.filter(({ label }) => wordsIn(label).some((word) => NEGATIVE.has(word)))
  if (answers.length !== 2 || negative.length !== 1) return undefined
  const [no] = negative
  if (said === 'no') return no?.press.do
  return said === 'yes' ? answers.find((one) => one !== no)?.press.do : undefined
}

function answerOf(action: Action): string | undefined {
  return action.kind === 'answer' ? action.answer.toLowerCase() : undefined
}

function wordsIn(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}'’_-]+/u)
    .map((word) => word.replace(/^['’_-]+|['’_-]+$/g, ''))
    .filter(Boolean)
    .map((word) => SAME[word] ?? word)
}
