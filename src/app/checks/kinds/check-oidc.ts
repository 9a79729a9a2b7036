import { parseRole } from '../../../core/aws-ids/parse-arn.ts'
import type { Fact } from '../../../core/fact.ts'
import { issuerOf, many } from '../../../core/trust-policy/claims.ts'
import type { Decision } from '../../../core/trust-policy/evaluate.ts'
import { type Judged, judgeTrust } from '../../../core/trust-policy/judge-trust.ts'
import type { OidcToken } from '../../../core/trust-policy/request.ts'
import type { Answered, Unanswered } from '../account/account-reads.ts'
import { checked } from '../account/checked-fact.ts'
import { type OidcFinding, oidcSentences } from '../wording/oidc-sentences.ts'
import { type Asking, type Check, type CheckOutcome, couldNot } from './check.ts'
import { factsOfRole, openRole } from './check-role.ts'
import { readClaims } from './read-claims.ts'
import { roleThere } from './role-fields.ts'

export type OidcRequest = {
  readonly check: 'oidc'
  readonly role: string
  readonly claims: OidcToken
}

/** What a role says to a token. */
export const oidcCheck: Check<OidcRequest, OidcFinding> = {
  id: 'oidc',
  title: 'Check a role and a token',
  headline: 'What this role says to that token',
  fields: [
    { id: 'role', prompt: 'Role: its name or ARN', takes: 'the name or the ARN of a role' },
    { id: 'claims', prompt: 'Claims of the token' },
  ],
  step: {
    title: 'look the role and its OIDC provider up in AWS',
    button: 'Look the role up in AWS',
    says: 'I can look whether the account knows the issuer of the token, and whether the trust policy of the role admits its subject and audience.',
    settles: [
      'role-exists',
      'oidc-provider',
      'oidc-audience',
      'oidc-subject',
      'role-trusts-caller',
    ],
    when: (known) => {
      const there = roleThere(known)
      return there?.token
        ? { known: there.parts.known, missing: [...there.parts.missing, 'claims'] }
        : undefined
    },
  },
  calls: ['iam:GetRole', 'iam:ListOpenIDConnectProviders', 'iam:GetOpenIDConnectProvider'],
  read: (typed) => {
    const role = (typed.role ?? '').trim()
    if (!parseRole(role)) return { field: 'role', fault: 'No role can be called so.' }
    const read = readClaims(typed.claims ?? '')
    return 'fault' in read
      ? { field: 'claims', fault: read.fault }
      : { check: 'oidc', role, claims: read.claims }
  },
  run: checkOidc,
  sentences: oidcSentences,
  about: ({ role }, masks) => masks.words(role).slice(0, 128),
  account: ({ role }) => parseRole(role)?.account,
}

/** Takes a role and the claims of a token; tells whether the account knows the issuer, the audience and the subject. */
async function checkOidc(
  { role: words, claims }: OidcRequest,
  asking: Asking,
): Promise<CheckOutcome<OidcFinding | Unanswered>> {
  const opened = await openRole(words, asking)
  if ('finding' in opened) return opened
  const { role, account } = opened
  const told = [...factsOfRole(role), ...factsOfClaims(claims)]
  const { reads, now } = asking
  const providers = await reads.providers()
  if (providers.kind === 'missing') {
    const why = { kind: 'could-not', why: 'unexpected', code: 'NoSuchEntity' } as const
    return couldNot({ ...why, call: 'iam:ListOpenIDConnectProviders' }, told, account)
  }
  if (providers.kind === 'could-not' && providers.why !== 'not-permitted') {
    return couldNot(providers, told, account)
  }
  const known = providers.kind === 'found' ? providers.found : undefined
  const issuer = issuerOf(claims)
  const arn = `arn:aws:iam::${account}:oidc-provider/${issuer}`
  if (known && !known.includes(arn)) return noProvider(issuer, known, told, account)
  const audiences = await reads.audiences(arn)
  const missing = audiences.kind === 'missing'
  if (missing) return noProvider(issuer, known ?? [], told, account)
  const clientIds = audiences.kind === 'found' ? audiences.found : null
  const judged = judgeTrust(role.trust, [
    {
      action: 'sts:AssumeRoleWithWebIdentity',
      role_arn: role.arn,
      oidc: claims,
      provider: { exists: true, client_ids: clientIds ?? undefined },
    },
  ])
  const exists = clientIds !== null || known !== undefined
  return {
    grade:
      judged.decision.decision === 'cannot-tell' || !exists ? 'cannot-tell' : 'consistent-with',
    account,
    facts: [
      ...told,
      ...(exists ? [checked('oidc-provider', 'exists', arn)] : []),
      ...factsOfDecision(judged, clientIds !== null),
    ],
    finding: {
      kind: 'oidc-judged',
      role,
      claims,
      judged,
      audiences: clientIds,
      provider: exists ? 'exists' : unansweredOf(audiences),
      numbers: numbersOf(claims.sub, judged.decision),
      expiredFor: expiredFor(claims, now),
    },
  }
}

function noProvider(
  issuer: string,
  known: readonly string[],
  facts: readonly Fact[],
  account: string,
): CheckOutcome<OidcFinding> {
  const [host = ''] = issuer.split('/')
  const near = known
    .map((one) => one.slice(one.indexOf('/') + 1))
    .find((one) => one.split('/')[0]?.toLowerCase() === host.toLowerCase())
  return {
    grade: 'shown',
    account,
    facts: [
      ...facts,
      checked('oidc-provider', 'missing', `iam:ListOpenIDConnectProviders without ${issuer}`),
    ],
    finding: { kind: 'oidc-no-provider', issuer, near },
  }
}

function unansweredOf(answer: Answered<unknown>): Unanswered {
  return answer.kind === 'could-not'
    ? answer
    : { kind: 'could-not', why: 'unexpected', call: 'iam:GetOpenIDConnectProvider', code: '' }
}

function factsOfClaims(claims: OidcToken): readonly Fact[] {
  return [
    checked('oidc-issuer', claims.iss, 'iss'),
    checked('oidc-sub', claims.sub, 'sub'),
    checked('oidc-aud', many(claims.aud).join(' '), 'aud'),
  ]
}

function factsOfDecision(
  { decision: { decision, reason }, named }: Judged,
  audienceKnown: boolean,
): readonly Fact[] {
  if (reason.kind === 'audience') {
    return [checked('oidc-audience', 'differs', 'iam:GetOpenIDConnectProvider ClientIDList')]
  }
  const failed = reason.kind === 'condition' ? reason.failed : []
  const of = (claim: string) => failed.some(({ key }) => key.toLowerCase().endsWith(`:${claim}`))
  const judged = decision === 'allow' || failed.length > 0
  const policy = 'iam:GetRole trust policy'
  return [
    ...(of('aud') ? [checked('oidc-audience', 'differs', policy)] : []),
    ...(judged && audienceKnown && !of('aud') ? [checked('oidc-audience', 'matches', policy)] : []),
    ...(judged ? [checked('oidc-subject', of('sub') ? 'differs' : 'matches', policy)] : []),
    ...(named === undefined ? [] : [checked('role-trusts-caller', named ? 'yes' : 'no', policy)]),
  ]
}

const NUMBERED = /^repo:[^/:@]{1,100}@\d{1,20}\/[^:@]{1,100}@\d{1,20}:/
const NAMED = /^repo:[^/:@]{1,100}\/[^:@]{1,100}:/

/** Repositories made or renamed since July 2026 carry numbers in their subject, which a policy of names alone misses. */
function numbersOf(sub: string, { reason }: Decision): 'in-token' | 'in-policy' | undefined {
  if (reason.kind !== 'condition') return undefined
  const wanted = reason.failed
    .filter(({ key }) => key.toLowerCase().endsWith(':sub'))
    .flatMap((one) => one.wanted)
  if (wanted.length === 0) return undefined
  if (NUMBERED.test(sub) && wanted.every((one) => !/@\d/.test(one))) return 'in-token'
  if (NAMED.test(sub) && wanted.every((one) => /@\d/.test(one))) return 'in-policy'
  return undefined
}

function expiredFor({ exp }: OidcToken, now: number): number | undefined {
  const seconds = Math.round(now / 1000) - Number(exp)
  return typeof exp === 'number' && seconds > 0 ? seconds : undefined
}
