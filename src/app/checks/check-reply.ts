import type { Reply } from '../reply/reply.ts'
import { flat, text } from '../reply/text.ts'
import { resultSentences } from './result-sentences.ts'
import type { CheckResult } from './run-check.ts'

const GRADES: Readonly<Record<CheckResult['grade'], string>> = {
  shown: 'AWS shows it',
  'consistent-with': 'By the text of what AWS gave me',
  'cannot-tell': 'I cannot tell from what AWS gave me',
}

/** Takes the result of a check; gives it whole, for the one person who asked. */
export function checkReply(result: CheckResult, cached: boolean): Reply {
  const sentences = resultSentences(result, 'person')
  const [first = []] = sentences
  return {
    headline: text(`Only you see this: ${lower(GRADES[result.grade])}`),
    parts: [
      ...sentences.map((one) => ({ kind: 'paragraph', text: one }) as const),
      {
        kind: 'note',
        text: text(
          `${cached ? 'Somebody asked the same less than a minute ago, so this is that answer. ' : ''}The thread reads only what it settles, with ids masked.`,
        ),
      },
    ],
    buttons: [],
    fallback: `${GRADES[result.grade]}. ${flat(first)}`,
  }
}

const lower = (words: string) => (words.startsWith('B') ? `b${words.slice(1)}` : words)
