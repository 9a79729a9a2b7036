import { parseRole } from '../../core/aws-ids/parse-arn.ts'
import type { CheckSteps } from '../../core/simulate/simulate-walkthrough.ts'
import { ALL_CHECKS, type CheckId, type CheckRequest, checkOf, STEP_CHECKS } from './all-checks.ts'
import type { KnownCase } from './kinds/check.ts'
import type { FieldFault, FieldId, FieldWords } from './kinds/fields.ts'

/** Something that can be looked up in a linked account. */
export type PossibleCheck = {
  readonly id: CheckId
  /** The kinds of fact it can settle. */
  readonly settles: readonly string[]
  /** What it takes the person: the looking, and typing what is missing. */
  readonly seconds: number
  /** What the case knows of what is asked, as facts say it. */
  readonly known: FieldWords
  /** What must be typed, because the case does not have it. */
  readonly missing: readonly FieldId[]
  /** What may be typed, and makes the answer say more. */
  readonly welcome: readonly FieldId[]
}

// The press and AWS's answer; a part to type is copied from where it stands.
const LOOK_SECONDS = 8
const TYPE_SECONDS = 25

/**
 * Takes what is known of a case; gives what can be looked up in the accounts that are linked there: none where none is,
 * and nothing that belongs to another account as far as the case tells.
 */
export function possibleChecks(known: KnownCase): readonly PossibleCheck[] {
  if (known.linked.length === 0) return []
  return ALL_CHECKS.flatMap(({ id, step }): readonly PossibleCheck[] => {
    const there = known.checked.has(id) ? undefined : step?.when(known)
    if (!step || !there) return []
    return [
      {
        settles: step.settles,
        welcome: [],
        ...there,
        id,
        seconds: LOOK_SECONDS + TYPE_SECONDS * there.missing.length,
      },
    ]
  })
}

/** The same for a walkthrough without a person. */
export const CHECK_STEPS: CheckSteps = { count: STEP_CHECKS.length, possible: possibleChecks }

/** Takes a check that a case offers and what was typed for it; gives what is asked of AWS, or which field cannot be used. */
export function requestFor(
  { id, known }: PossibleCheck,
  typed: FieldWords,
): CheckRequest | FieldFault {
  const check = checkOf(id)
  const words: FieldWords = Object.fromEntries(
    check.fields.map(({ id: field }) => [
      field,
      known[field] ?? (typed[field]?.trim() || undefined),
    ]),
  )
  const [subject] = check.fields
  // A name may be of any account.
  if (subject?.id === 'role' && !parseRole(words.role ?? '')?.arn) {
    return { field: 'role', fault: 'The ARN of a role is needed.' }
  }
  return check.read(words)
}
