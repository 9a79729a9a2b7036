import type { CheckRequest } from '../../app/checks/check-types.ts'
import {
  ASKABLE_CHECKS,
  isCheck,
  type RequestWords,
  readRequest,
} from '../../app/checks/read-request.ts'
import type { OidcToken } from '../../core/trust-policy/request.ts'

/** What a form for a check is opened with: words that were understood, and what was not. */
export type CheckDraft = {
  readonly check: CheckRequest['check']
  readonly given: RequestWords
  /** The subject of a token, where it was given without the rest of its claims. */
  readonly sub?: string | undefined
  /** The claims of a token that was given whole. */
  readonly claims?: OidcToken | undefined
  readonly fault?: string | undefined
}
export type CheckWords =
  | { readonly kind: 'request'; readonly request: CheckRequest }
  /** Something is missing or not understood: it is asked for, never guessed. */
  | ({ readonly kind: 'draft' } & CheckDraft)
  | { readonly kind: 'which' }

const OPTIONS: Readonly<Record<string, keyof RequestWords>> = {
  from: 'caller',
  'external-id': 'externalId',
  duration: 'duration',
}
const ORDER: readonly (keyof RequestWords)[] = [
  'word',
  'caller',
  'externalId',
  'duration',
  'claims',
]

/** Takes what stands behind `/tfauth check`; gives the request, or what to ask for. */
export function readCheckWords(words: string): CheckWords {
  const [first = '', ...rest] = words.trim().split(/\s+/)
  const check = first.toLowerCase()
  if (!isCheck(check)) return { kind: 'which' }
  const after = words.trim().slice(first.length).trim()
  if (check === 'message')
    return settle(check, { given: { word: after.replace(/\s/g, '') }, over: false })
  if (check === 'oidc') return token(after)
  return settle(check, split(rest, ASKABLE_CHECKS[check].parts))
}

type Split = { readonly given: RequestWords; readonly over: boolean; readonly sub?: string }

/** One word, then options by name and value; dashes before a name are what people bring from the command line. */
function split(words: readonly string[], parts: readonly (keyof RequestWords)[]): Split {
  const given: { -readonly [K in keyof RequestWords]: RequestWords[K] } = {}
  let over = false
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const option = at === 0 ? undefined : OPTIONS[word.toLowerCase().replace(/^--/, '')]
    if (at === 0 && parts.includes('word')) given.word = word
    else if (option !== undefined && parts.includes(option) && at + 1 < words.length) {
      at += 1
      given[option] = words[at] ?? ''
    } else over = true
  }
  return { given, over }
}

function token(after: string): CheckWords {
  const [role = '', ...rest] = after.split(/\s+/)
  const said = after.slice(role.length).trim()
  const given = { word: role }
  if (said.startsWith('{') || said.startsWith('eyJ'))
    return settle('oidc', { given: { ...given, claims: said }, over: false })
  // A subject alone does not say who issued the token, nor for whom.
  return settle('oidc', { given, over: rest.length > 1, ...(said ? { sub: said } : {}) })
}

function settle(check: CheckRequest['check'], { given, over, sub }: Split): CheckWords {
  const read = readRequest(check, given)
  if ('request' in read && !over) return { kind: 'request', request: read.request }
  if ('request' in read)
    return { kind: 'draft', check, given, fault: 'There are more words than I understand.' }
  // What was not understood may be a secret: it is not shown again, and neither is what comes after it.
  const known = ORDER.slice(0, ORDER.indexOf(read.at))
  const kept = Object.fromEntries(Object.entries(given).filter(([part]) => isIn(known, part)))
  const missing = (given[read.at] ?? '') === ''
  return {
    kind: 'draft',
    check,
    given: kept,
    ...(sub !== undefined && /^[\x21-\x7e]{1,255}$/.test(sub) && sub.includes(':') ? { sub } : {}),
    ...(missing ? {} : { fault: faultWords(read) }),
  }
}

/** Takes a fault; gives it as a sentence: of an option it lacks the subject. */
export function faultWords({ fault, at }: { readonly fault: string; readonly at: string }): string {
  return ['word', 'claims'].includes(at) ? fault : `This ${fault}`
}

const isIn = (known: readonly string[], part: string) => known.includes(part)
