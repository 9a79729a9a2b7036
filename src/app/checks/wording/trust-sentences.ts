import type { Decision } from '../../../core/trust-policy/evaluate.ts'
import type { Failed, Reason } from '../../../core/trust-policy/reason.ts'

/** Takes a decision of the trust evaluator; gives it as one sentence, with what was wanted and what came. */
export function trustSentences({ reason }: Decision): string {
  switch (reason.kind) {
    case 'allowed':
      return reason.naming === 'account'
        ? `Statement ${reason.statement + 1} trusts the caller's account, so the caller's own policies decide.`
        : `Statement ${reason.statement + 1} trusts this caller.`
    case 'not-a-policy':
      return 'This is not a trust policy that can be read: a JSON object with statements is needed.'
    case 'nobody-asks':
      return 'Nothing was said about who asks: a principal or the claims of a token are needed.'
    case 'no-such-role':
      return `There is no role ${reason.role}. STS answers AccessDenied for that too, as if it were a matter of trust.`
    case 'not-saved':
      return notSaved(reason)
    case 'no-provider':
      return `The account of the role has no OIDC provider for ${reason.issuer}.`
    case 'audience':
      return `The token is for ${reason.audience}; the provider in IAM takes ${reason.known.join(', ') || 'no audience at all'}.`
    case 'denied':
      return `Statement ${reason.statement + 1} denies ${reason.action} to this caller, and a denial always wins.`
    case 'condition':
      return `Statement ${reason.statement + 1} names the caller, but ${list(reason.failed.map(failed))}.`
    case 'not-named':
      return `No statement that allows ${reason.action} names this caller.`
    case 'action':
      return `No statement allows ${reason.action}.`
    case 'own-policies':
      return reason.says === 'deny'
        ? "The role trusts the caller, but the caller's own policies deny it."
        : "The role trusts the caller, but the caller's own policies do not allow sts:AssumeRole on it."
    case 'duration':
      return duration(reason)
    case 'not-told':
      return `It depends on ${list(reason.keys)}, which I was not told.`
  }
}

function notSaved({ why, name }: Extract<Reason, { kind: 'not-saved' }>): string {
  switch (why) {
    case 'wildcard':
      return `IAM does not save this policy: a principal may not hold a wildcard (${name}).`
    case 'partition':
      return `IAM does not save this policy: ${name} is in another partition than the role.`
    case 'missing':
      return `IAM does not save this policy: ${name} does not exist.`
    case 'claim':
      return `IAM does not save this policy: it must have a condition on ${name}.`
  }
}

function duration({ limit, because }: Extract<Reason, { kind: 'duration' }>): string {
  switch (because) {
    case 'role':
      return `The session asked for is longer than the ${limit} seconds this role allows.`
    case 'chain':
      return 'A role that assumes a role gets one hour at most, whatever the second role allows.'
    case 'least':
      return 'A session cannot be shorter than 900 seconds.'
  }
}

function failed({ operator, key, wanted, held }: Failed): string {
  const came =
    held === 'absent'
      ? 'the request has no such key'
      : `it is ${list(held === 'unknown' ? [] : held)}`
  return `${key} must be ${wanted.join(' or ')} (${operator}), and ${came}`
}

function list(items: readonly string[]): string {
  return items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
