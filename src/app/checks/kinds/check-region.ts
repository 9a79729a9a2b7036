import type { Fact } from '../../../core/fact.ts'
import type { Unanswered } from '../account/account-reads.ts'
import { checked } from '../account/checked-fact.ts'
import { type RegionFinding, regionSentences } from '../wording/region-sentences.ts'
import { type Asking, type Check, type CheckOutcome, couldNot, isLinked } from './check.ts'

export type RegionRequest = { readonly check: 'region'; readonly region: string }

/** Whether an account has a region enabled. */
export const regionCheck: Check<RegionRequest, RegionFinding> = {
  id: 'region',
  title: 'Check a region',
  headline: 'Whether this region is enabled',
  fields: [{ id: 'region', prompt: 'Region', takes: 'the name of a region' }],
  step: {
    title: 'look the region up in AWS',
    button: 'Look the region up in AWS',
    says: 'I can look whether the account has this region enabled. That tells something only if Terraform signs in to this account.',
    settles: ['region-enabled'],
    when: ({ facts, linked }) => {
      const told = (kind: string) => facts.get(kind)?.value
      const region = told('region')
      const account = told('account') ?? told('key-account')
      if (account === undefined ? linked.length > 1 : !isLinked(account, linked)) return undefined
      // The others are enabled in every account.
      return region !== undefined && told('region-kind') === 'opt-in'
        ? { known: { region }, missing: [] }
        : undefined
    },
  },
  calls: ['account:GetRegionOptStatus'],
  read: (typed) => {
    const region = (typed.region ?? '').trim()
    return /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(region)
      ? { check: 'region', region }
      : { field: 'region', fault: 'No region is spelled so; one looks like eu-south-1.' }
  },
  run: ({ region }, asking) => checkRegion(region, asking),
  sentences: regionSentences,
  about: ({ region }) => region.slice(0, 32),
  account: () => undefined,
}

/** Takes a region's name; tells whether the account has it enabled. */
async function checkRegion(
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
