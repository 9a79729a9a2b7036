import type { Confidence } from '../../core/diagnosis/diagnose.ts'
import type { Command, PersonShell } from '../../core/knowledge.ts'
import type { PageLink } from './page-name.ts'

/** A run of words: plain, code that surfaces set in a fixed pitch, or a person. Nothing in it is markup. */
export type TextSpan = string | { readonly code: string } | { readonly person: string }
export type Text = readonly TextSpan[]

export type Part =
  | { readonly kind: 'paragraph'; readonly text: Text }
  /** What was seen in the paste, in one line, and how sure we are of the headline, where it says a cause. */
  | { readonly kind: 'seen'; readonly sure: Confidence | null; readonly text: Text }
  /** What to do now. */
  | { readonly kind: 'lead'; readonly text: Text }
  | {
      readonly kind: 'facts'
      readonly rows: readonly { readonly label: string; readonly value: Text }[]
    }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly Text[] }
  /** The same for several shells is shown for one: this one, or the one the reader has. */
  | {
      readonly kind: 'commands'
      readonly commands: readonly Command[]
      readonly shell?: PersonShell
    }
  | {
      readonly kind: 'links'
      readonly title: string
      readonly links: readonly { readonly title: string; readonly url: string }[]
    }
  /** Lines that lead to other pages of the knowledge. */
  | { readonly kind: 'pages'; readonly title: string; readonly links: readonly PageLink[] }
  /** Small print: where we are, who may help, what is kept. */
  | { readonly kind: 'note'; readonly text: Text }
  /** Something that must not be overlooked, such as a secret in the paste. */
  | { readonly kind: 'warning'; readonly text: Text }

/** A choice in a reply. */
export type Button = {
  readonly label: string
  /** The whole sentence for screen readers, at most 75 characters (Slack's limit). */
  readonly describes: string
  readonly style: 'primary' | 'danger' | 'plain'
  /** Choices with the same menu may be drawn as one menu with this name. */
  readonly menu?: string
  /** Rarely taken: drawn small, or behind three dots. */
  readonly more?: true
  readonly press: Press
}

/** Someone taking a choice; small enough to travel inside a button's value. */
export type Press = {
  readonly case: string
  /** The revision the button was drawn from; an older one is stale. */
  readonly revision: number
  readonly do: Action
}
export type Action =
  | { readonly kind: 'start' }
  | { readonly kind: 'answer'; readonly question: string; readonly answer: string }
  | { readonly kind: 'not-sure'; readonly question: string }
  | { readonly kind: 'fixed'; readonly remedy: string }
  | { readonly kind: 'still-failing'; readonly remedy: string }
  | { readonly kind: 'skip'; readonly step: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'stop' }
  /** Shows what stands behind a reply, to whoever asks; nothing of the case changes. */
  | { readonly kind: 'details'; readonly of: Details['id'] }
  /** Shows commands for another shell from now on. */
  | { readonly kind: 'shell'; readonly shell: PersonShell }
  | { readonly kind: 'hand-over' }
  /** After the fix: what it had been. */
  | { readonly kind: 'was'; readonly cause: string }
  /** Posts the summary to a channel; a button with an empty one lets people choose it. */
  | { readonly kind: 'share'; readonly channel: string }
  /** Follows the published tree: from the place of this step, or from a node. */
  | { readonly kind: 'tree'; readonly node?: string | undefined }
  /** Back to the guided order. */
  | { readonly kind: 'guided' }
  /** Asks AWS through a link. The surface lets people type what it asks for, and never keeps it. */
  | {
      readonly kind: 'check'
      /** A check of `all-checks.ts`, and the fields of it that must be typed. */
      readonly check: string
      readonly asks: readonly string[]
      readonly given?: TypedFields | undefined
    }

/** What somebody typed for a check, by field. */
export type TypedFields = Readonly<Partial<Record<string, string>>>

/** What the app says, before any surface draws it. */
export type Reply = {
  readonly headline: Text
  readonly parts: readonly Part[]
  readonly buttons: readonly Button[]
  /** What few need; its buttons are for surfaces that cannot fold it away. */
  readonly details?: readonly Details[]
  /** One or two sentences with the verdict and the next action: what a screen reader or a notification gets. */
  readonly fallback: string
}

/** More about a reply, folded away. */
export type Details = {
  readonly id: 'why' | 'probe'
  readonly title: string
  readonly parts: readonly Part[]
}

/** Which message of a thread a reply belongs in: a slot that was drawn before is redrawn, not repeated. */
export type Slot = 'verdict' | 'step'

/** One reply and who sees it. */
export type Outgoing =
  | { readonly to: 'thread'; readonly slot: Slot; readonly reply: Reply }
  /** Only the person who pasted or pressed. */
  | { readonly to: 'person'; readonly reply: Reply }
  /** A channel somebody chose. */
  | { readonly to: 'channel'; readonly channel: string; readonly reply: Reply }
