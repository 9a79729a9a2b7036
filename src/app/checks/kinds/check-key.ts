import { accountOfKeyId } from '../../../core/aws-ids/access-key-id.ts'
import type { Fact } from '../../../core/fact.ts'
import type { KeyUse, ListedKey, Unanswered } from '../account/account-reads.ts'
import { checked } from '../account/checked-fact.ts'
import { marked } from '../account/quarantine.ts'
import { type KeyFinding, keySentences } from '../wording/key-sentences.ts'
import { type Asking, type Check, type CheckOutcome, couldNot, isLinked } from './check.ts'

export type KeyRequest = { readonly check: 'key'; readonly keyId: string }
type Found = KeyFinding | Unanswered

/** What AWS knows of an access key. */
export const keyCheck: Check<KeyRequest, KeyFinding> = {
  id: 'key',
  title: 'Check a key',
  headline: 'What AWS knows of this key',
  fields: [{ id: 'key-id', prompt: 'Access key id', takes: 'an access key id' }],
  step: {
    title: 'look the key up in AWS',
    button: 'Look the key up in AWS',
    says: 'I can look whether the account has this key, whether it is active, and whether AWS has quarantined its user.',
    settles: ['key-status', 'key-of-account', 'key-age', 'quarantine', 'access-key-kind'],
    when: ({ facts, linked }) => {
      const account = facts.get('key-account')?.value
      if (account !== undefined && !isLinked(account, linked)) return undefined
      // Whom AWS names it has let in.
      if (facts.has('principal')) return undefined
      // IAM keeps no status of temporary keys, and an emulator's keys are nobody's.
      if (facts.get('access-key-kind')?.value === 'temporary') return undefined
      if (facts.get('endpoint')?.value === 'other') return undefined
      return { known: {}, missing: ['key-id'] }
    },
  },
  calls: ['iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys', 'iam:ListAttachedUserPolicies'],
  read: (typed) => {
    const keyId = (typed['key-id'] ?? '').trim()
    return /^(?:AKIA|ASIA)[A-Z0-9]{12,124}$/.test(keyId)
      ? { check: 'key', keyId }
      : {
          field: 'key-id',
          fault:
            'That is not an access key id. One starts with AKIA or ASIA and has capitals and digits only; a secret has no place here.',
        }
  },
  run: ({ keyId }, asking) => checkKey(keyId, asking),
  sentences: keySentences,
  about: ({ keyId }, masks) => masks.key(keyId),
  account: ({ keyId }) => accountOfKeyId(keyId),
  tellsElsewhere: true,
}

/** Takes a key id; tells which account owns it, whether it is active there, when it was used and whether AWS marked its user. */
async function checkKey(keyId: string, asking: Asking): Promise<CheckOutcome<Found>> {
  const { reads } = asking
  const owner = accountOfKeyId(keyId)
  const facts = factsOfId(keyId, owner)
  if (keyId.startsWith('ASIA')) {
    return stop({ kind: 'key-temporary', keyId, owner }, facts)
  }
  const account = await reads.account()
  if (account.kind !== 'found') {
    const because = account.kind === 'missing' ? NOBODY : account
    return unseen(keyId, owner, because, facts)
  }
  // What IAM says of another account's key is not documented, so it is never asked.
  const told = owner ? { kind: 'found' as const, found: owner } : await reads.accountOfKey(keyId)
  if (told.kind === 'could-not') return unseen(keyId, owner, told, facts, account.found)
  if (told.kind === 'missing' || told.found !== account.found) {
    return told.kind === 'missing'
      ? couldNot({ ...NOBODY, call: 'sts:GetAccessKeyInfo' }, facts, account.found)
      : stop(
          { kind: 'key-elsewhere', keyId, owner: told.found },
          [...facts, checked('key-of-account', 'no', keyId.slice(0, 4))],
          account.found,
        )
  }
  return ofAccount(keyId, account.found, facts, asking)
}

const NOBODY: Unanswered = { kind: 'could-not', why: 'unexpected', call: '', code: 'NoSuchEntity' }

/** What the id itself says stays true when IAM cannot be asked. */
function unseen(
  keyId: string,
  owner: string | undefined,
  because: Unanswered,
  facts: readonly Fact[],
  account: string | null = null,
): CheckOutcome<Found> {
  return owner === undefined
    ? couldNot(because, facts, account)
    : stop({ kind: 'key-unseen', keyId, owner, own: owner === account, because }, facts, account)
}

const stop = (finding: KeyFinding, facts: readonly Fact[], account: string | null = null) =>
  ({ grade: 'cannot-tell', account, facts, finding }) as const

function factsOfId(keyId: string, owner: string | undefined): readonly Fact[] {
  const kind = keyId.startsWith('ASIA') ? 'temporary' : 'long-term'
  return [
    checked('access-key-kind', kind, keyId.slice(0, 4)),
    ...(owner ? [checked('key-account', owner, `the id of the key names account ${owner}`)] : []),
  ]
}

async function ofAccount(
  keyId: string,
  account: string,
  known: readonly Fact[],
  { reads, now }: Asking,
): Promise<CheckOutcome<Found>> {
  const use = await reads.keyUse(keyId)
  if (use.kind === 'could-not') return unseen(keyId, account, use, known, account)
  if (use.kind === 'missing') {
    return {
      grade: 'shown',
      account,
      facts: [
        ...known,
        // Of a key that IAM lists it goes without saying; of one that is gone it tells it from a made-up id.
        checked('key-of-account', 'yes', `the key is of account ${account}`),
        checked('key-status', 'missing', 'iam:GetAccessKeyLastUsed NoSuchEntity'),
      ],
      finding: { kind: 'key-missing', keyId },
    }
  }
  const { user } = use.found
  if (user === null) {
    return couldNot(
      { ...NOBODY, call: 'iam:GetAccessKeyLastUsed', code: 'no user' },
      known,
      account,
    )
  }
  const listed = await reads.keys(user)
  if (listed.kind === 'could-not') return unseen(keyId, account, listed, known, account)
  const all = listed.kind === 'found' ? listed.found : []
  const key = all.find(({ id }) => id === keyId) ?? null
  const quarantine = await marked(reads, user)
  return {
    grade: key ? 'shown' : 'cannot-tell',
    account,
    facts: [...known, ...factsOfKey(key, use.found, now), ...quarantine.facts],
    finding: {
      kind: 'key-seen',
      keyId,
      user,
      key,
      use: use.found,
      others: all.filter(({ id }) => id !== keyId).length,
      quarantine: quarantine.marked,
    },
  }
}

/** How long after it was made a key may still be unknown to a part of AWS: minutes, on the careful side. */
const YOUNG_MS = 15 * 60_000

function factsOfKey(key: ListedKey | null, use: KeyUse, now: number): readonly Fact[] {
  if (!key) return []
  const status = { Active: 'active', Inactive: 'inactive', Expired: 'expired' }[key.status]
  const made = key.made === null ? Number.NaN : Date.parse(key.made)
  return [
    ...(status ? [checked('key-status', status, `iam:ListAccessKeys ${key.status}`)] : []),
    // Only of a key that works does its age tell anything: it may be too young to be known everywhere.
    ...(Number.isNaN(made) || status !== 'active'
      ? []
      : [checked('key-age', now - made < YOUNG_MS ? 'minutes' : 'older', `made ${key.made}`)]),
    ...(use.at
      ? [checked('key-last-used', use.at, `iam:GetAccessKeyLastUsed ${use.service ?? ''}`.trim())]
      : []),
  ]
}
