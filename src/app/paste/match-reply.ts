import type { Replies, ReplyMeaning } from '../../core/knowledge.ts'
import { replyMeaning, wordsOf } from '../../core/read/reply-meaning.ts'
import type { Action, Button } from '../reply/reply.ts'

// Longer than this is a message, not an answer.
const MOST_CHARACTERS = 90
const MOST_WORDS = 12
const NEGATIVE = new Set(['no', 'not', 'none', 'never', 'nowhere', 'nothing'])
/** Words that carry no answer: "it is AKIA" says AKIA. */
const EMPTY = new Set(
  'i it its is the a an they are with of starts start that this mine ours'.split(' '),
)
/** The button that means the same as what somebody typed. */
const BUTTONS: Readonly<Partial<Record<ReplyMeaning, Action['kind']>>> = {
  fixed: 'fixed',
  'still-failing': 'still-failing',
  'not-sure': 'not-sure',
  skip: 'skip',
  back: 'back',
  stop: 'stop',
  'hand-over': 'hand-over',
}

/** Takes what someone wrote; tells whether it can be an answer to a step: one short line. */
export function mayBeReply(text: string): boolean {
  const line = text.trim()
  return (
    line.length > 0 &&
    line.length <= MOST_CHARACTERS &&
    !line.includes('\n') &&
    wordsOf(line).length <= MOST_WORDS
  )
}

/**
 * Takes typed words, the buttons of the open step and how people type replies; gives what the one button does that they
 * mean. The words of several buttons, or of none, mean nothing: "yes" among "Yes, here" and "Yes, elsewhere" is no answer.
 */
export function actionMeant(
  text: string,
  buttons: readonly Button[],
  replies: Replies,
): Action | undefined {
  if (!mayBeReply(text)) return undefined
  const words = wordsOf(text.trim().replace(/^@\S{1,80}\s{1,10}/, ''))
  const said = words.join(' ')
  const exact = buttons.filter(
    ({ label, press }) => wordsOf(label).join(' ') === said || answerOf(press.do) === said,
  )
  if (exact[0]) return exact.length === 1 ? exact[0].press.do : undefined
  const meaning = replyMeaning(text, replies)
  const kind = meaning && BUTTONS[meaning]
  if (kind) return buttons.find(({ press }) => press.do.kind === kind)?.press.do
  if (text.includes('?')) return undefined
  return answerMeant(words, buttons) ?? (meaning ? yesOrNo(meaning, buttons) : undefined)
}

/** The one answer that holds every telling word. */
function answerMeant(words: readonly string[], buttons: readonly Button[]): Action | undefined {
  const telling = words.filter((word) => !EMPTY.has(word))
  if (telling.length === 0) return undefined
  const fitting = buttons.filter(({ label, press }) => {
    const value = answerOf(press.do)
    if (value === undefined) return false
    const has = new Set([...wordsOf(label), ...wordsOf(value)])
    return telling.every((word) => has.has(word))
  })
  return fitting.length === 1 ? fitting[0]?.press.do : undefined
}

/** "Yes" to "Is it set?" with the answers "It is set" and "It is not set". */
function yesOrNo(said: ReplyMeaning, open: readonly Button[]): Action | undefined {
  const answers = open.filter(({ press }) => press.do.kind === 'answer')
  const negative = answers.filter(({ label }) => wordsOf(label).some((word) => NEGATIVE.has(word)))
  if (answers.length !== 2 || negative.length !== 1) return undefined
  const [no] = negative
  if (said === 'no') return no?.press.do
  return said === 'yes' ? answers.find((one) => one !== no)?.press.do : undefined
}

function answerOf(action: Action): string | undefined {
  return action.kind === 'answer' ? action.answer.toLowerCase() : undefined
}
