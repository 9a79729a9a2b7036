import type { Fact } from '../../core/fact.ts'
import {
  type Asking,
  type CheckOutcome,
  checked,
  couldNot,
  type Unanswered,
} from './check-types.ts'

export type MessageFinding =
  | {
      readonly kind: 'message-decoded'
      readonly allowed: boolean | null
      readonly explicit: boolean | null
      readonly action: string | null
      readonly resource: string | null
      readonly principal: string | null
      /** The statements that decided, as ids. */
      readonly statements: readonly string[]
    }
  | { readonly kind: 'message-unreadable' }
  | { readonly kind: 'message-rejected' }

/** What anybody may write into a policy is cut before it is shown. */
const MOST = 3000

/** Takes an encoded authorization message; tells which action on what was refused to whom, and whether by an explicit deny. */
export async function checkMessage(
  message: string,
  { reads }: Asking,
): Promise<CheckOutcome<MessageFinding | Unanswered>> {
  const account = await reads.account()
  if (account.kind === 'could-not') return couldNot(account)
  const looked = account.kind === 'found' ? account.found : null
  // A terminal's line breaks are not part of the message, and STS refuses them.
  const decoded = await reads.decode(message.replace(/\s/g, ''))
  if (decoded.kind === 'missing') {
    return {
      grade: 'cannot-tell',
      account: looked,
      facts: [],
      finding: { kind: 'message-rejected' },
    }
  }
  if (decoded.kind === 'could-not') return couldNot(decoded, [], looked)
  const read = readDecoded(decoded.found)
  if (!read) {
    const finding = { kind: 'message-unreadable' } as const
    return { grade: 'cannot-tell', account: looked, facts: [], finding }
  }
  return { grade: 'shown', account: looked, facts: factsOf(read), finding: read }
}

type Decoded = Extract<MessageFinding, { readonly kind: 'message-decoded' }>

function factsOf({ action, resource, principal, explicit }: Decoded): readonly Fact[] {
  const source = 'sts:DecodeAuthorizationMessage'
  return [
    ...(action ? [checked('denied-action', action, source)] : []),
    ...(resource ? [checked('denied-resource', resource, source)] : []),
    ...(principal ? [checked('principal', principal, source)] : []),
    // Which kind of policy denies is not told; that one does is.
    ...(explicit ? [checked('denied-by', 'other-explicit-deny', `${source} explicitDeny`)] : []),
  ]
}

function readDecoded(text: string): Decoded | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(value)) return undefined
  const context = isObject(value.context) ? value.context : {}
  const principal = isObject(context.principal) ? context.principal : {}
  const matched = isObject(value.matchedStatements) ? value.matchedStatements.items : []
  return {
    kind: 'message-decoded',
    allowed: typeof value.allowed === 'boolean' ? value.allowed : null,
    explicit: typeof value.explicitDeny === 'boolean' ? value.explicitDeny : null,
    action: words(context.action),
    resource: words(context.resource),
    principal: words(principal.arn),
    statements: (Array.isArray(matched) ? matched : [])
      .map((one: unknown) => (isObject(one) ? words(one.statementId) : null))
      .filter((id): id is string => id !== null && id !== ''),
  }
}

const words = (value: unknown) => (typeof value === 'string' ? value.slice(0, MOST) : null)

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
