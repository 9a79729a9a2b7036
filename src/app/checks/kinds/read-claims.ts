import { keysOf } from '../../../core/trust-policy/claims.ts'
import type { OidcToken } from '../../../core/trust-policy/request.ts'

/** Claims that every token carries, and those by which a token names tags and a source of its own to AWS. */
const ALWAYS = [
  'iss',
  'sub',
  'aud',
  'azp',
  'amr',
  'exp',
  'iat',
  'https://aws.amazon.com/tags',
  'https://aws.amazon.com/source_identity',
]
type Read = { readonly claims: OidcToken } | { readonly fault: string }

/**
 * Takes the claims of a token as JSON, or the token itself; gives only the claims AWS looks at. The token and its
 * signature go no further than here, and no fault quotes any of it.
 */
export function readClaims(text: string): Read {
  const given = jsonIn(payloadOf(text.trim()))
  if (!isObject(given)) {
    return { fault: 'These are no claims: a JSON object with iss, sub and aud is needed.' }
  }
  const claims = isObject(given.payload) ? given.payload : given
  const { iss, sub, aud } = claims
  if (typeof iss !== 'string' || typeof sub !== 'string' || iss === '' || sub === '') {
    return { fault: 'The claims lack iss or sub, or one of them is not text.' }
  }
  const audiences = (Array.isArray(aud) ? aud : [aud]).filter((one) => typeof one === 'string')
  const [audience] = audiences
  if (audience === undefined) {
    return { fault: 'The claims lack aud, or it is neither text nor a list of texts.' }
  }
  const token: OidcToken = { ...claims, iss, sub, aud: audiences.length > 1 ? audiences : audience }
  const keys = keysOf(token)
  const issuer = iss.replace(/^https:\/\//, '').toLowerCase()
  const kept = Object.entries(token).filter(
    ([name]) => ALWAYS.includes(name) || keys.has(`${issuer}:${name.toLowerCase()}`),
  )
  return { claims: { ...Object.fromEntries(kept), iss, sub, aud: token.aud } }
}

/** The middle of a token; any other text as it is. */
function payloadOf(text: string): string {
  const parts = text.split('.')
  const [header = '', payload = ''] = parts
  if (parts.length !== 3 || !/^[\w-]+$/.test(header) || !/^[\w-]+={0,2}$/.test(payload)) return text
  const bytes = Uint8Array.from(
    atobOrEmpty(payload.replaceAll('-', '+').replaceAll('_', '/')),
    (letter) => letter.charCodeAt(0),
  )
  return new TextDecoder().decode(bytes)
}

function atobOrEmpty(text: string): string {
  try {
    return atob(text)
  } catch {
    return ''
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
