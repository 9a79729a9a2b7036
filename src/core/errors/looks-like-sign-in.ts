import type { ReadError } from '../fact.ts'
import type { Learned } from '../knowledge.ts'
import { resembles } from '../learned/resembles.ts'
import { nearIn } from '../signs/near-aws.ts'

// So sure, it is wrong of a few in a thousand texts that are about something else: `npm run bench -- corpora` counts them.
const SURE = 300

/** Takes one diagnostic that no sign knows; says whether its words look like those of signing in to AWS. */
export function looksLikeSignIn(
  {
    preamble,
    text,
    errors,
  }: {
    readonly preamble: boolean
    readonly text: string
    readonly errors: readonly Pick<ReadError, 'service' | 'operation'>[]
  },
  learned: Learned | undefined,
): boolean {
  // What a service answers is told by its code, and another vendor prints the same words.
  const answered = errors.some(({ service, operation }) => service || operation)
  if (preamble || answered || !learned || nearIn(text).foreign) return false
  return resembles(text, learned.resembles).signIn >= SURE
}
