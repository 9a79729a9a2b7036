import { type CheckId, type CheckRequest, checkOf, isCheck } from '../../app/checks/all-checks.ts'
import type { CheckField } from '../../app/checks/kinds/check.ts'
import {
  FIELD_IDS,
  type FieldId,
  type FieldWords,
  faultSentence,
  optionOf,
} from '../../app/checks/kinds/fields.ts'
import type { OidcToken } from '../../core/trust-policy/request.ts'

/** What a form for a check is opened with: words that were understood, and what was not. */
export type CheckDraft = {
  readonly check: CheckId
  readonly given: FieldWords
  /** The subject of a token, where it was given without the rest of its claims. */
  readonly sub?: string | undefined
  /** The claims of a token that was given whole. */
  readonly claims?: OidcToken | undefined
  readonly fault?: string | undefined
}
/** What is asked, with what a form would be filled in with that asks which account is meant. */
export type CheckAsked = { readonly request: CheckRequest; readonly draft: CheckDraft }
export type CheckWords =
  | ({ readonly kind: 'request' } & CheckAsked)
  /** Something is missing or not understood: it is asked for, never guessed. */
  | ({ readonly kind: 'draft' } & CheckDraft)
  | { readonly kind: 'which' }

/** Takes what stands behind `/tfauth check`; gives the request, or what to ask for. */
export function readCheckWords(words: string): CheckWords {
  const [first = '', ...rest] = words.trim().split(/\s+/)
  const check = first.toLowerCase()
  if (!isCheck(check)) return { kind: 'which' }
  const after = words.trim().slice(first.length).trim()
  if (check === 'message')
    return settle(check, { given: { message: after.replace(/\s/g, '') }, over: false })
  if (check === 'oidc') return token(after)
  return settle(check, split(rest, checkOf(check).fields))
}

type Split = { readonly given: FieldWords; readonly over: boolean; readonly sub?: string }

/** The subject, then options by name and value; dashes before a name are what people bring from the command line. */
function split(words: readonly string[], [subject, ...more]: readonly CheckField[]): Split {
  const given: { -readonly [K in FieldId]?: string } = {}
  let over = false
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const named = word.toLowerCase().replace(/^--/, '')
    const option = at === 0 ? undefined : more.find(({ id }) => optionOf(id) === named)
    if (at === 0 && subject) given[subject.id] = word
    else if (option && at + 1 < words.length) {
      at += 1
      given[option.id] = words[at] ?? ''
    } else over = true
  }
  return { given, over }
}

function token(after: string): CheckWords {
  const [role = '', ...rest] = after.split(/\s+/)
  const said = after.slice(role.length).trim()
  if (said.startsWith('{') || said.startsWith('eyJ'))
    return settle('oidc', { given: { role, claims: said }, over: false })
  // A subject alone does not say who issued the token, nor for whom.
  return settle('oidc', {
    given: { role },
    over: rest.length > 1,
    ...(said ? { sub: said } : {}),
  })
}

/** Takes a request and what was typed for it; gives both, with what may go into a form: of a token, what AWS looks at. */
export function askedOf(request: CheckRequest, { claims: _, ...given }: FieldWords): CheckAsked {
  const claims = request.check === 'oidc' ? request.claims : undefined
  return { request, draft: { check: request.check, given, claims } }
}

function settle(check: CheckId, { given, over, sub }: Split): CheckWords {
  const read = checkOf(check).read(given)
  if (!('fault' in read) && !over) return { kind: 'request', ...askedOf(read, given) }
  if (!('fault' in read))
    return { kind: 'draft', check, given, fault: 'There are more words than I understand.' }
  // What was not understood may be a secret: it is not shown again, and neither is what comes after it.
  const known = FIELD_IDS.slice(0, FIELD_IDS.indexOf(read.field))
  const kept = Object.fromEntries(Object.entries(given).filter(([field]) => isIn(known, field)))
  const missing = (given[read.field] ?? '') === ''
  return {
    kind: 'draft',
    check,
    given: kept,
    ...(sub !== undefined && /^[\x21-\x7e]{1,255}$/.test(sub) && sub.includes(':') ? { sub } : {}),
    ...(missing ? {} : { fault: faultSentence(read) }),
  }
}

const isIn = (known: readonly string[], field: string) => known.includes(field)
