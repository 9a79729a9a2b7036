import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { Said } from './said.ts'

/** What AWS can show of a region. */
export type RegionFinding =
  | { readonly kind: 'region-always-on'; readonly region: string }
  | { readonly kind: 'region-other-partition'; readonly region: string; readonly partition: string }
  | { readonly kind: 'region-status'; readonly region: string; readonly status: string }

/** Takes what was found of a region; says it. */
export function regionSentences(finding: RegionFinding, { account }: Said): readonly Text[] {
  const { region } = finding
  switch (finding.kind) {
    case 'region-always-on':
      return [
        fillTemplate`${region} is enabled in every account and cannot be switched off, so it is not why keys are refused there.`,
      ]
    case 'region-other-partition':
      return [
        fillTemplate`${region} is in partition ${finding.partition}. Keys of the partition aws never work there, and this version looks into aws only.`,
      ]
    case 'region-status':
      return [sayStatus(region, finding.status, account)]
  }
}

function sayStatus(region: string, status: string, account: string): Text {
  switch (status) {
    case 'ENABLED':
    case 'ENABLED_BY_DEFAULT':
      return fillTemplate`${region} is ${status} in account ${account}, so that is not why keys are refused there.`
    case 'DISABLED':
      return fillTemplate`${region} is ${status} in account ${account}. Calls to services there are refused, STS by InvalidClientTokenId, whatever the key. Enable the region, or use one that is.`
    case 'ENABLING':
    case 'DISABLING':
      return fillTemplate`${region} is ${status} in account ${account}: on its way, and until then keys may work there for one call and not for the next.`
    default:
      return fillTemplate`AWS says ${status} of ${region} in account ${account}, which I do not know.`
  }
}
