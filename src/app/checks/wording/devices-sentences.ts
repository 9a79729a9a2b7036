import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { Said } from './said.ts'

/** What AWS can show of a user's devices for one-time codes. */
export type DevicesFinding =
  | { readonly kind: 'devices'; readonly user: string; readonly serials: readonly string[] }
  | { readonly kind: 'devices-no-user'; readonly user: string }

/** Takes what was found of a user's devices; says it. */
export function devicesSentences(
  finding: DevicesFinding,
  { masks, account }: Said,
): readonly Text[] {
  const user = masks.words(finding.user)
  if (finding.kind === 'devices-no-user')
    return [fillTemplate`IAM in account ${account} has no user ${user} now.`]
  const { serials } = finding
  if (serials.length === 0) {
    return [
      fillTemplate`User ${user} has no device for one-time codes, so it cannot meet a policy that demands one.`,
    ]
  }
  const many = serials.length === 1 ? 'one device' : `${serials.length} devices`
  return [
    fillTemplate`User ${user} has ${many} for one-time codes: ${masks.words(serials.join(', '))}.`,
    ['Whether a policy demands a code was not looked at.'],
  ]
}
