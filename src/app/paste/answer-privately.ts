import { mustBeReplaced } from '../../core/redact/shapes/secret-span.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { Answer } from '../reply/answer.ts'
import { secretKinds } from '../reply/notices.ts'
import type { Part, Reply } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import { answerPaste } from './answer-paste.ts'
import type { Paste } from './paste.ts'

/** A verdict that one person sees, outside every thread. */
export type PrivateVerdict = {
  readonly case: string
  /** Whether there is something to go on with in a thread. */
  readonly opens: boolean
  readonly reply: Reply
}

/** What a person asked privately; the delivery names the place, so that no thread ever shows it. */
export type PrivatePaste = {
  readonly delivery: string
  readonly workspace: string
  readonly asker: string
  readonly text: string
}

/** Takes what one person asked privately; gives the verdict for them alone. Undefined when it was answered before. */
export async function answerPrivately(
  deps: AppDeps,
  { delivery, workspace, asker, text: said }: PrivatePaste,
): Promise<PrivateVerdict | undefined> {
  const place = deps.threads.privatePlace({ workspace, asker, delivery })
  const paste: Paste = { delivery, place, asker, text: said, direct: true }
  const answer = await answerPaste(deps, paste, { tie: false })
  // It travels inside the acknowledgement: nobody owes it any more.
  if (answer) await deps.cases.answered(delivery)
  return answer && privateVerdict(answer.compose())
}

/** Takes an answer; gives its verdict without its buttons, as one person sees it. */
export function privateVerdict({ case: found, outgoing }: Answer): PrivateVerdict | undefined {
  const verdict = outgoing.find(({ to }) => to === 'thread')?.reply
  const event = found.events.findLast(({ kind }) => kind === 'pasted')
  if (!verdict || event?.kind !== 'pasted') return undefined
  const leaked = event.reading.secrets.filter(({ kind }) => mustBeReplaced(kind))
  const warning: readonly Part[] =
    leaked.length === 0
      ? []
      : [
          {
            kind: 'warning',
            text: text(
              `I saw ${secretKinds(leaked)} in your text. I did not keep it. If it is real, replace it, and do not paste it anywhere else.`,
            ),
          },
        ]
  return {
    case: found.id,
    opens: event.reading.auth,
    reply: { ...verdict, parts: [...warning, ...verdict.parts], buttons: [] },
  }
}
