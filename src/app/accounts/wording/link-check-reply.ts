import { checkOf } from '../../checks/all-checks.ts'
import { resultSentences } from '../../checks/result-sentences.ts'
import type { Reply } from '../../reply/reply.ts'
import { flat, text } from '../../reply/text.ts'
import type { LinkCheckResult } from '../check-through-link.ts'
import { sentenceReply } from './refusal-reply.ts'

/** Takes an answered check; gives it to whoever asked, or masked to a thread. */
export function linkCheckReply(answer: LinkCheckResult, audience: 'person' | 'thread'): Reply {
  if (answer.kind === 'refused-for-now')
    return answer.inSeconds > 0 ? tooMany(answer.inSeconds) : SUSPENDED
  const { result, cached } = answer
  const said = resultSentences(result, audience)
  const body = said.slice(0, -1)
  const headline = text(checkOf(result.check).headline)
  const again = 'Asked less than a minute ago: this is the same answer.'
  return {
    headline,
    parts: [
      ...body.map((words) => ({ kind: 'paragraph', text: words }) as const),
      // How we know comes last, in small print.
      ...said.slice(-1).map((words) => ({ kind: 'note', text: words }) as const),
      ...(cached ? [{ kind: 'note', text: text(again) } as const] : []),
    ],
    buttons: [],
    fallback: `${flat(headline)}: ${body.map(flat).join(' ')}`,
  }
}

const tooMany = (seconds: number) =>
  sentenceReply(
    text('That is more than I ask of AWS at once'),
    text(
      `I spare the account, whose limits its own Terraform runs share. Ask again in ${seconds} seconds.`,
    ),
  )

const SUSPENDED = sentenceReply(
  text('The link is suspended'),
  text(
    'Its role did not prove itself just now, so nothing was asked. An admin can verify it again in `/tfauth links`.',
  ),
)
