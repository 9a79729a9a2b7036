import type { Case } from '../../core/case/case.ts'
import type { ReadError } from '../../core/fact.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { DatedCase } from '../ports/channel-store.ts'
import type { Reply } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import { clockTime } from '../thread/incident-note.ts'

/**
 * Takes a case that was just opened by itself in a channel; gives what to tell its asker in place of a second thread,
 * when the same error of theirs was answered there a moment ago. Undefined: it is news.
 */
export async function recentDuplicate(
  { threads, history }: AppDeps,
  found: Case,
  at: { readonly channel: string; readonly minutes: number },
): Promise<Reply | undefined> {
  if (at.minutes === 0 || found.revision > 1) return undefined
  const [error] = errorsOf(found)
  if (!error) return undefined
  const where = {
    workspace: threads.workspaceOf(found.place),
    channel: at.channel,
    asker: found.asker,
  }
  const before = await history.openedBy(where, at.minutes * 60_000)
  const twin = before.findLast(
    ({ case: one }) => one.id !== found.id && same(errorsOf(one)[0], error),
  )
  return twin && reply(twin, threads.urlOf(twin.case.place))
}

function reply({ at }: DatedCase, url: string | undefined): Reply {
  const says = `You pasted the same error here at ${clockTime(at)}, so I keep this channel quiet. Mention me with it if you want a thread of its own.`
  return {
    headline: text('I answered this one a moment ago'),
    parts: [
      { kind: 'paragraph', text: text(says) },
      ...(url
        ? [{ kind: 'links', title: '', links: [{ title: 'The thread', url }] } as const]
        : []),
    ],
    buttons: [],
    fallback: `I answered this one a moment ago. ${says}`,
  }
}

function errorsOf({ events }: Case): readonly ReadError[] {
  const event = events.find(({ kind }) => kind === 'pasted')
  return event?.kind === 'pasted' ? event.reading.errors : []
}

function same(one: ReadError | undefined, other: ReadError): boolean {
  return (
    one !== undefined &&
    one.code === other.code &&
    one.operation === other.operation &&
    one.phase === other.phase &&
    one.variant === other.variant &&
    // A person who works on several stacks meets the same code in each of them.
    one.address === other.address
  )
}
