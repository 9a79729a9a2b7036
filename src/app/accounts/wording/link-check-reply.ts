import type { CheckRequest } from '../../checks/check-types.ts'
import { checkSentences } from '../../checks/wording/check-sentences.ts'
import type { Reply } from '../../reply/reply.ts'
import { flat, text } from '../../reply/text.ts'
import type { LinkCheckResult } from '../check-through-link.ts'
import { sentenceReply } from './refusal-reply.ts'

const ABOUT: Readonly<Record<CheckRequest['check'], string>> = {
  key: 'What AWS knows of this key',
  user: 'What AWS knows of this user',
  role: 'What AWS knows of this role',
  oidc: 'What this role says to that token',
  region: 'Whether this region is enabled',
  message: 'What the encoded message says',
  whoami: 'What this link may read',
  tokens: 'Which session tokens this account gives out',
  devices: 'Which MFA devices this user has',
  'may-assume': 'Whether the caller’s own policies let it take this role',
}

/** Takes an answered check; gives it to whoever asked, or masked to a thread. */
export function linkCheckReply(answer: LinkCheckResult, audience: 'person' | 'thread'): Reply {
  if (answer.kind === 'refused-for-now')
    return answer.inSeconds > 0 ? tooMany(answer.inSeconds) : SUSPENDED
  const { result, cached } = answer
  const said = checkSentences(result, audience)
  const body = said.slice(0, -1)
  const headline = text(ABOUT[result.check])
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
