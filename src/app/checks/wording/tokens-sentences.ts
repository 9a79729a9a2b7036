import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { Said } from './said.ts'

/** What AWS can show of an account's session tokens. */
export type TokensFinding = {
  readonly kind: 'tokens-version'
  /** 1: good in regions that are always on; 2: in all of them; null where AWS did not say. */
  readonly version: number | null
}

/** Takes what was found of an account's session tokens; says it. */
export function tokensSentences({ version }: TokensFinding, { account }: Said): readonly Text[] {
  if (version === 1)
    return [
      fillTemplate`In account ${account}, session tokens that the global STS endpoint makes are good only in regions that are always on (version 1).`,
      [
        'In a region that had to be enabled such a session is refused; one that STS of a region makes is good everywhere.',
      ],
    ]
  return version === 2
    ? [
        fillTemplate`In account ${account}, session tokens that the global STS endpoint makes are good in all regions (version 2), so that endpoint is not why a session is refused.`,
      ]
    : [['IAM did not say which version of session tokens the account has.']]
}
