import type { Masks } from '../../../core/aws-ids/mask-ids.ts'
import type { Decision } from '../../../core/trust-policy/evaluate.ts'
import type { Judged } from '../../../core/trust-policy/judge-trust.ts'
import type { Text } from '../../reply/reply.ts'
import { trustSentences } from './trust-sentences.ts'

/** Takes what a policy admits besides; the worst comes first, before anything that sounds good. */
export function riskSentences({ risks }: Judged): readonly Text[] {
  return risks.map(({ level, says }) => [
    `${level.slice(0, 1).toUpperCase()}${level.slice(1)} risk: `,
    { code: says },
  ])
}

/** Takes a decision; gives the reason for it, with ids shown as its reader may see them. */
export function reasonSentence(decision: Decision, masks: Masks): string {
  return trustSentences(hidden(decision, masks))
}

/** External ids are nobody's to read but the operator's. */
function hidden(decision: Decision, masks: Masks): Decision {
  const { reason } = decision
  if (reason.kind !== 'condition') return decision
  return {
    ...decision,
    reason: {
      ...reason,
      failed: reason.failed.map((one) => {
        const show = one.key.toLowerCase() === 'sts:externalid' ? masks.externalIds : wordsOf(masks)
        const { held } = one
        return {
          ...one,
          wanted: show(one.wanted),
          held: typeof held === 'string' ? held : show(held),
        }
      }),
    },
  }
}

const wordsOf = (masks: Masks) => (all: readonly string[]) => all.map(masks.words)
