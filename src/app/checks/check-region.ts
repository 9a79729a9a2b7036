import type { Fact } from '../../core/fact.ts'
import {
  type Asking,
  type CheckOutcome,
  checked,
  couldNot,
  type Unanswered,
} from './check-types.ts'

export type RegionFinding =
  | { readonly kind: 'region-always-on'; readonly region: string }
  | { readonly kind: 'region-other-partition'; readonly region: string; readonly partition: string }
  | { readonly kind: 'region-status'; readonly region: string; readonly status: string }

/** Takes a region's name; tells whether the account has it enabled. */
export async function checkRegion(
  region: string,
  { reads, regions }: Asking,
): Promise<CheckOutcome<RegionFinding | Unanswered>> {
  const known = regions().find(({ name }) => name === region)
  const facts = known
    ? [
        checked('region', region, region),
        checked('region-kind', known.opt_in ? 'opt-in' : 'default', region),
      ]
    : []
  if (known && known.partition !== 'aws') {
    const finding = { kind: 'region-other-partition', region, partition: known.partition } as const
    return { grade: 'cannot-tell', account: null, facts, finding }
  }
  // Nobody can switch these off, so there is nothing to ask.
  if (known && !known.opt_in) {
    return {
      grade: 'shown',
      account: null,
      facts: [...facts, checked('region-enabled', 'yes', region)],
      finding: { kind: 'region-always-on', region },
    }
  }
  const account = await reads.account()
  if (account.kind === 'could-not') return couldNot(account, facts)
  const looked = account.kind === 'found' ? account.found : null
  const status = await reads.region(region)
  if (status.kind === 'could-not') return couldNot(status, facts, looked)
  return {
    grade: 'shown',
    account: looked,
    facts: [...facts, ...factsOfStatus(status.kind === 'found' ? status.found : 'unknown')],
    finding: {
      kind: 'region-status',
      region,
      status: status.kind === 'found' ? status.found : 'unknown',
    },
  }
}

/** A region on its way to either side works for one call and not for the next: that settles nothing. */
function factsOfStatus(status: string): readonly Fact[] {
  const enabled = { ENABLED: 'yes', ENABLED_BY_DEFAULT: 'yes', DISABLED: 'no' }[status]
  return enabled ? [checked('region-enabled', enabled, `account:GetRegionOptStatus ${status}`)] : []
}
