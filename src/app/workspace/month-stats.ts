import { causeOf } from '../../core/knowledge.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { Part, Reply, Text } from '../reply/reply.ts'
import { count, text } from '../reply/text.ts'
import { learningIn } from './learning.ts'

const SHOWN = 8
const WIDTH = 12

/** Takes a workspace; gives what was confirmed there this month, as a chart that reads as text too. */
export async function monthStats(deps: AppDeps, workspace: string): Promise<Reply> {
  const [month, learning] = await Promise.all([
    deps.history.month(workspace),
    learningIn(deps, workspace),
  ])
  const most = Math.max(1, ...month.confirmed.map(({ times }) => times))
  const rows = month.confirmed.slice(0, SHOWN).map(({ cause, times }): Text => {
    const title = causeOf(deps.knowledge, cause)?.title ?? cause
    // The number stands first: whoever hears the line has what the bar shows.
    return [
      `${times} × ${title}  `,
      { code: '█'.repeat(Math.max(1, Math.round((times / most) * WIDTH))) },
    ]
  })
  const summary = `This month: ${count(month.opened, 'case')} opened, ${month.fixed} fixed`
  const chart: readonly Part[] =
    rows.length > 0
      ? [{ kind: 'list', title: 'Confirmed causes', items: rows }]
      : [
          {
            kind: 'paragraph',
            text: text(
              'Nobody has confirmed a cause this month yet. “That fixed it” in a walkthrough asks for it.',
            ),
          },
        ]
  const top = month.confirmed[0]
  const title = top && causeOf(deps.knowledge, top.cause)?.title
  return {
    headline: text(summary),
    parts: [...chart, { kind: 'note', text: text(learntWords(learning)) }],
    buttons: [],
    fallback: `${summary}.${title ? ` Most often confirmed: ${title} (${top.times}).` : ''}`,
  }
}

function learntWords({ on, cases }: { readonly on: boolean; readonly cases: number }): string {
  if (!on) return 'Learning is off here: what was confirmed does not change the order of causes.'
  return cases === 0
    ? 'Nothing has been learnt here yet. What people confirm shifts the order of causes in this workspace, and in no other.'
    : `The order of causes here follows ${count(cases, 'solved case')} of this workspace, and no other's.`
}
