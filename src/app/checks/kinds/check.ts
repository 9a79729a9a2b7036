import { type Masks, maskedId } from '../../../core/aws-ids/mask-ids.ts'
import type { State } from '../../../core/case/case-state.ts'
import type { Fact } from '../../../core/fact.ts'
import type { Region } from '../../../core/knowledge.ts'
import type { Text } from '../../reply/reply.ts'
import type { AccountReads, Unanswered } from '../account/account-reads.ts'
import type { Said } from '../wording/said.ts'
import type { FieldFault, FieldId, FieldWords } from './fields.ts'

/**
 * Everything in which one check differs from another; `all-checks.ts` is the only list of them, and all that speaks of
 * checks reads it.
 */
export type Check<Request extends { readonly check: string }, Finding extends { kind: string }> = {
  readonly id: Request['check']
  /** What a form or a menu calls it; at most 24 characters (Slack's limit). */
  readonly title: string
  /** What stands over its answer. */
  readonly headline: string
  /** What it must be told, the subject first, and what it may be told besides. */
  readonly fields: readonly CheckField[]
  /** Where it can be a step of a walkthrough. */
  readonly step?: CheckStep
  /** What it asks AWS, by IAM action. */
  readonly calls: readonly string[]
  /** Takes what was typed; gives what is asked, or which field cannot be used. */
  read(typed: FieldWords): Request | FieldFault
  /** Asks AWS; it never throws for what AWS answers. */
  run(request: Request, asking: Asking): Promise<CheckOutcome<Finding | Unanswered>>
  /** Says what was found, and claims no more. */
  sentences(finding: Finding, said: Said): readonly Text[]
  /** What was asked, as the record keeps it; null for what has no place there. */
  about(request: Request, masks: Masks): string | null
  /** The account the request itself names. */
  account(request: Request): string | undefined
  /** Whether of an account that nobody linked it can tell as much through any link: what it says follows from the id. */
  readonly tellsElsewhere?: boolean
}

/** A field as one check asks for it. */
export type CheckField = {
  readonly id: FieldId
  /** What a form calls it here. */
  readonly prompt: string
  /** What it is, behind "needs"; of the subject alone. */
  readonly takes?: string
  readonly optional?: boolean
}

/** A check as a step of a walkthrough. */
type CheckStep = {
  /** What the step is called, behind its number. */
  readonly title: string
  /** What its button says where the next step is another one. */
  readonly button: string
  /** What is looked up, and what that is worth. */
  readonly says: string
  /** Every kind of fact it can settle: what the knowledge may count on. */
  readonly settles: readonly string[]
  /** Takes what a case knows; gives what would be asked there, undefined where there is nothing to ask. */
  when(known: KnownCase): AskedThere | undefined
}

/** What of a case decides which checks make sense. */
export type KnownCase = Pick<State, 'facts' | 'errors' | 'linked' | 'checked'>

/** What a case already has of a check's fields, and what must or may be typed. */
export type AskedThere = {
  readonly known: FieldWords
  readonly missing: readonly FieldId[]
  /** What makes the answer say more. */
  readonly welcome?: readonly FieldId[]
  /** What it settles there, where that is less than everything. */
  readonly settles?: readonly string[]
}

/** How much an answer may claim. */
type Grade = 'shown' | 'consistent-with' | 'cannot-tell'

/** What one check found, before anything is said of it. */
export type CheckOutcome<Found> = {
  readonly grade: Grade
  /** The account that was looked at. */
  readonly account: string | null
  readonly facts: readonly Fact[]
  readonly finding: Found
}

/** What a check works with. */
export type Asking = {
  readonly reads: AccountReads
  /** Milliseconds since 1970. */
  readonly now: number
  /** Asked for by the few checks that need it. */
  readonly regions: () => readonly Region[]
}

/** Takes what AWS left unanswered; gives the outcome of a check that stops there. */
export function couldNot(
  unanswered: Unanswered,
  facts: readonly Fact[] = [],
  account: string | null = null,
): CheckOutcome<Unanswered> {
  return { grade: 'cannot-tell', account, facts, finding: unanswered }
}

/** Takes an account and those that are linked, masked; tells whether it is one of them. */
export function isLinked(account: string, linked: readonly string[]): boolean {
  return linked.includes(maskedId(account))
}

/** Takes what was typed for a user; gives its name, also out of its ARN, undefined where no user can be called so. */
export function userNameIn(typed: string | undefined): string | undefined {
  const user = (typed ?? '')
    .trim()
    .replace(/^arn:aws:iam::\d{12}:user\/(?:[\x21-\x7e]{1,510}\/)?/, '')
  return /^[\w+=,.@-]{1,64}$/.test(user) ? user : undefined
}
