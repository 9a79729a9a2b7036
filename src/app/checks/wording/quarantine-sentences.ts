import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { QuarantineMarks } from '../account/quarantine.ts'
import { obstacleSentences } from './obstacle-sentences.ts'

/** Takes whether AWS marked a user; tells whether it did. */
export function isMarked(marked: QuarantineMarks): boolean {
  return !('why' in marked) && marked.length > 0
}

/** Takes whether AWS marked the user; says so, and what not to do about it. */
export function quarantineSentences(marked: QuarantineMarks, linked: boolean): readonly Text[] {
  if ('why' in marked) {
    return [
      ['Whether AWS has quarantined the user could not be read:'],
      obstacleSentences(marked, linked),
    ]
  }
  const [policy] = marked
  if (policy === undefined) return [['No quarantine policy of AWS is attached to the user.']]
  return [
    fillTemplate`AWS has marked this user: ${policy} is attached, as AWS does when a key was found in public. Its current versions deny, among much else, reading from S3, which state in S3 needs.`,
    [
      'Rotate the key now, everywhere, and follow the notice AWS sent the account; permissions are not the problem, and detaching the policy would only hide it.',
    ],
  ]
}
