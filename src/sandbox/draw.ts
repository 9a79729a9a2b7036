import type { App } from '../app/app.ts'
import type { Answer } from '../app/reply/answer.ts'
import type { Reply, Slot } from '../app/reply/reply.ts'
import { escapeHtml } from './escape-html.ts'
import { renderHtml } from './render.ts'

/** The page is one workspace of its own. */
const SANDBOX = 'sandbox'

/** One message as the page shows it: in a slot it is redrawn in place, to a person it is shown once. */
type DrawnMessage = ({ readonly slot: Slot } | { readonly person: true }) & {
  readonly html: string
  readonly fallback: string
}
export type DrawnPage = {
  readonly thread: string
  readonly messages: readonly DrawnMessage[]
  /** The node of the published tree this case is at. */
  readonly node: string | undefined
}

/** Takes an answer of the app; gives what the page needs to show it. */
export function draw({ case: of, outgoing: sayings }: Answer, node?: string): DrawnPage {
  const messages = sayings.map((saying, index): DrawnMessage => {
    const { reply } = saying
    return saying.to === 'thread'
      ? { slot: saying.slot, html: renderHtml(reply, saying.slot), fallback: reply.fallback }
      : {
          person: true,
          html: renderHtml(reply, `person-${of.revision}-${index}`),
          fallback: reply.fallback,
        }
  })
  return { thread: of.place.thread, messages, node }
}

/** Takes a page of the knowledge; gives what the page needs to show it. */
export function drawPage(reply: Reply): { readonly html: string; readonly fallback: string } {
  return { html: renderHtml(reply, 'page'), fallback: reply.fallback }
}

/** What several cases of this page share, one card for each incident, and what was learnt here. */
export async function drawTies(
  app: App,
): Promise<{ readonly html: string; readonly count: number }> {
  const [ties, learning] = await Promise.all([app.incidents(SANDBOX), app.learning(SANDBOX)])
  const cards = ties.map(
    ({ summary }, at) => `<article class="card">${renderHtml(summary, `tie-${at}`)}</article>`,
  )
  const learnt = learning.causes
    .map(({ title, times }) => `<li>${escapeHtml(title)}: ${times} of ${learning.cases}</li>`)
    .join('')
  const causes =
    learnt === '' ? '' : `<h3>What it was, so far</h3><ul class="points">${learnt}</ul>`
  return { html: [...cards, causes].join(''), count: ties.length + learning.causes.length }
}
