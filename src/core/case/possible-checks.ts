import { maskedId } from '../aws-ids/mask-ids.ts'
import type { Fact } from '../fact.ts'
import type { State } from './case-state.ts'
import type { CheckId, CheckPart } from './check-ids.ts'

/** Something that can be looked up in a linked account. */
export type PossibleCheck = {
  readonly id: CheckId
  /** The kinds of fact it can settle. */
  readonly settles: readonly string[]
  /** What it takes the person: the looking, and typing what is missing. */
  readonly seconds: number
  /** What the case knows of what is asked, as facts say it. */
  readonly known: Readonly<Partial<Record<CheckPart, string>>>
  /** What must be typed, because the case does not have it. */
  readonly missing: readonly CheckPart[]
  /** What may be typed, and makes the answer say more. */
  readonly welcome: readonly CheckPart[]
}

/** Every kind of fact a check can settle: what the knowledge may count on. */
export const CHECK_SETTLES: Readonly<Record<CheckId, readonly string[]>> = {
  key: ['key-status', 'key-of-account', 'key-age', 'quarantine', 'access-key-kind'],
  user: ['quarantine'],
  role: ['role-exists', 'external-id-demanded'],
  oidc: ['role-exists', 'oidc-provider', 'oidc-audience', 'oidc-subject', 'role-trusts-caller'],
  region: ['region-enabled'],
  tokens: ['global-tokens'],
  message: ['denied-by'],
}
/** A check with the caller's ARN also judges the trust policy for them. */
export const OF_CALLER = ['role-trusts-caller', 'account-relation', 'external-id-fits']

// The press and AWS's answer; a part to type is copied from where it stands.
const LOOK = 8
const TYPE = 25

type Known = Pick<State, 'facts' | 'errors' | 'linked' | 'checked'>

/**
 * Takes what is known of a case; gives what can be looked up in the accounts that are linked there: none where none is,
 * and nothing that belongs to another account as far as the case tells.
 */
export function checksFor(state: Known): readonly PossibleCheck[] {
  if (state.linked.length === 0) return []
  const made = [
    key(state),
    user(state),
    ...roles(state),
    region(state),
    tokens(state),
    message(state),
  ]
  return made.flatMap((one) => (one && !state.checked.has(one.id) ? [one] : []))
}

type Parts = Pick<PossibleCheck, 'known' | 'missing'> & { readonly welcome?: readonly CheckPart[] }

function possible(id: CheckId, parts: Parts, more: readonly string[] = []): PossibleCheck {
  const { known, missing, welcome = [] } = parts
  const seconds = LOOK + TYPE * missing.length
  return { id, settles: [...CHECK_SETTLES[id], ...more], seconds, known, missing, welcome }
}

function key({ facts, linked }: Known): PossibleCheck | undefined {
  const account = facts.get('key-account')?.value
  if (account !== undefined && !isLinked(account, linked)) return undefined
  // Whom AWS names it has let in.
  if (facts.has('principal')) return undefined
  // IAM keeps no status of temporary keys, and an emulator's keys are nobody's.
  if (told(facts, 'access-key-kind') === 'temporary') return undefined
  if (told(facts, 'endpoint') === 'other') return undefined
  return possible('key', { known: {}, missing: ['key-id'] })
}

function user({ facts, linked }: Known): PossibleCheck | undefined {
  const [, account = '', name] =
    /^arn:aws:iam::(\d{12}):user\/(?:[\x21-\x7e]{1,510}\/)?([\w+=,.@-]{1,64})$/.exec(
      told(facts, 'principal') ?? '',
    ) ?? []
  return name !== undefined && isLinked(account, linked)
    ? possible('user', { known: { user: name }, missing: [] })
    : undefined
}

/** What the trust policy of a role says of a caller, or of a token. */
function roles({ facts, errors, linked }: Known): readonly PossibleCheck[] {
  const [error] = errors
  const named = told(facts, 'role')
  const account = accountIn(named)
  // A bare name may be a role of any account.
  const role = account === undefined ? undefined : named
  if (account !== undefined && !isLinked(account, linked)) return []
  const taking =
    error?.operation?.startsWith('AssumeRole') || error?.credentialStep === 'assume-role'
  if (role === undefined && !taking) return []
  const known = role === undefined ? {} : { role }
  const missing: readonly CheckPart[] = role === undefined ? ['role'] : []
  const token =
    error?.operation === 'AssumeRoleWithWebIdentity' || error?.credentialStep === 'web-identity'
  if (token) return [possible('oidc', { known, missing: [...missing, 'claims'] })]
  const from = told(facts, 'principal')
  const more: readonly CheckPart[] = facts.has('session-duration') ? ['duration'] : []
  return [
    from === undefined || from === role
      ? possible('role', { known, missing, welcome: [...more, 'caller', 'external-id'] })
      : possible(
          'role',
          { known: { ...known, caller: from }, missing, welcome: [...more, 'external-id'] },
          OF_CALLER,
        ),
  ]
}

function region({ facts, linked }: Known): PossibleCheck | undefined {
  const name = told(facts, 'region')
  const account = told(facts, 'account') ?? told(facts, 'key-account')
  if (account === undefined ? linked.length > 1 : !isLinked(account, linked)) return undefined
  // The others are enabled in every account.
  return name !== undefined && told(facts, 'region-kind') === 'opt-in'
    ? possible('region', { known: { region: name }, missing: [] })
    : undefined
}

/** Only sessions are refused for the endpoint that made them, and only in regions that have to be enabled. */
function tokens({ facts }: Known): PossibleCheck | undefined {
  return told(facts, 'region-kind') === 'opt-in' && told(facts, 'access-key-kind') !== 'long-term'
    ? possible('tokens', { known: {}, missing: [] })
    : undefined
}

function message({ facts }: Known): PossibleCheck | undefined {
  return facts.has('encoded-message')
    ? possible('message', { known: {}, missing: ['message'] })
    : undefined
}

const told = (facts: ReadonlyMap<string, Fact>, kind: string) => facts.get(kind)?.value

function accountIn(arn: string | undefined): string | undefined {
  return /^arn:[\w-]{1,20}:(?:iam|sts)::(\d{12}):/.exec(arn ?? '')?.[1]
}

function isLinked(account: string, linked: readonly string[]): boolean {
  return linked.includes(maskedId(account))
}
