import type { Answer } from '../app/app.ts'
import type { Reply, Slot } from '../app/reply.ts'
import { render } from './render.ts'

/** One message as the page shows it: in a slot it is redrawn in place, to a person it is shown once. */
type DrawnMessage = ({ readonly slot: Slot } | { readonly person: true }) & {
  readonly html: string
  readonly fallback: string
}
export type Drawn = { readonly thread: string; readonly messages: readonly DrawnMessage[] }

/** Takes an answer of the app; gives what the page needs to show it. */
export function draw({ case: of, sayings }: Answer): Drawn {
  const messages = sayings.map((saying, index): DrawnMessage => {
    const { reply } = saying
    return saying.to === 'thread'
      ? { slot: saying.slot, html: render(reply, saying.slot), fallback: reply.fallback }
      : {
          person: true,
          html: render(reply, `person-${of.revision}-${index}`),
          fallback: reply.fallback,
        }
  })
  return { thread: of.place.thread, messages }
}

/** Takes a page of the knowledge; gives what the page needs to show it. */
export function drawPage(reply: Reply): { readonly html: string; readonly fallback: string } {
  return { html: render(reply, 'page'), fallback: reply.fallback }
}
