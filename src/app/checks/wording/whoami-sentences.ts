import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { CallerIdentity, Unanswered } from '../account/account-reads.ts'
import type { Capability } from '../account/capabilities.ts'
import { obstacleSentences } from './obstacle-sentences.ts'
import type { Said } from './said.ts'

/** What AWS can show of who asks. */
export type WhoamiFinding =
  | {
      readonly kind: 'whoami'
      readonly identity: CallerIdentity
      readonly may: readonly Capability[]
    }
  | { readonly kind: 'whoami-refused'; readonly because: Unanswered }

/** Takes who the credentials are and what they may read; says it. */
export function whoamiSentences(finding: WhoamiFinding, { masks, linked }: Said): readonly Text[] {
  if (finding.kind === 'whoami-refused') return [obstacleSentences(finding.because, linked)]
  const { identity, may } = finding
  const named = (allowed: boolean | undefined) =>
    may.filter((one) => one.allowed === allowed).map(({ call }) => call)
  const list = (title: string, calls: readonly string[]): readonly Text[] =>
    calls.length === 0 ? [] : [[`${title}: ${calls.join(', ')}.`]]
  return [
    fillTemplate`Signed in as ${masks.words(identity.arn)} in account ${masks.account(identity.account)}.`,
    ...list('May', named(true)),
    ...list('May not', named(false)),
    ...list('Not found out', named(undefined)),
  ]
}
