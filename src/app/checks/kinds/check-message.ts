import type { Fact } from '../../../core/fact.ts'
import type { Unanswered } from '../account/account-reads.ts'
import { checked } from '../account/checked-fact.ts'
import { type MessageFinding, messageSentences } from '../wording/message-sentences.ts'
import { type Asking, type Check, type CheckOutcome, couldNot } from './check.ts'

export type MessageRequest = { readonly check: 'message'; readonly message: string }

/** What an encoded authorization message says. */
export const messageCheck: Check<MessageRequest, MessageFinding> = {
  id: 'message',
  title: 'Decode a message',
  headline: 'What the encoded message says',
  fields: [
    {
      id: 'message',
      prompt: 'Encoded authorization message',
      takes: 'an encoded authorization message',
    },
  ],
  step: {
    title: 'have AWS decode the message',
    button: 'Decode the message',
    says: 'AWS can decode the encoded message of the error: which action on what was refused, and whether a policy denies it.',
    settles: ['denied-by'],
    when: ({ facts }) =>
      facts.has('encoded-message') ? { known: {}, missing: ['message'] } : undefined,
  },
  calls: ['sts:DecodeAuthorizationMessage'],
  read: (typed) => {
    const message = (typed.message ?? '').replace(/\s/g, '')
    return /^[\w+/=-]{1,10240}$/.test(message)
      ? { check: 'message', message }
      : {
          field: 'message',
          fault:
            'That is not an encoded authorization message: one is a single long word of letters, digits, - and _, of 10,240 characters at most.',
        }
  },
  run: ({ message }, asking) => checkMessage(message, asking),
  sentences: messageSentences,
  about: () => null,
  account: () => undefined,
}

/** What anybody may write into a policy is cut before it is shown. */
const MOST = 3000

/** Takes an encoded authorization message; tells which action on what was refused to whom, and whether by an explicit deny. */
async function checkMessage(
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
