import type { Reading } from './fact.ts'

/** What happened to a case, in order. The events are the record; everything shown is derived from them. */
export type CaseEvent =
  | { readonly kind: 'pasted'; readonly reading: Reading }
  | { readonly kind: 'started' }
  | { readonly kind: 'answered'; readonly question: string; readonly answer: string }
  | { readonly kind: 'not-sure'; readonly question: string }
  | { readonly kind: 'tried'; readonly remedy: string; readonly worked: boolean }
  | { readonly kind: 'skipped'; readonly step: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'handed-over' }

/** Where a case lives, so that the same thread always finds the same case. */
export type Place = {
  readonly surface: 'slack' | 'sandbox'
  /** Slack: team, channel and the thread's first ts, joined by a slash. Sandbox: the thread's id. */
  readonly thread: string
}

/** One paste and everything that followed. */
export type Case = {
  readonly id: string
  /** Counts the writes: whoever writes must name the one they read. */
  readonly revision: number
  readonly place: Place
  readonly asker: string
  readonly knowledge: string
  readonly events: readonly CaseEvent[]
  /** slot → the surface's id of the message that shows it, so that any replica can redraw it. */
  readonly messages: Readonly<Record<string, string>>
}
