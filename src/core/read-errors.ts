import { AUTH_CODES, AUTH_CODES_IN_SIGN_IN } from './codes.ts'
import type { ReadError } from './fact.ts'
import type { Variant } from './knowledge.ts'
import { credentialStepOf, phaseOf } from './phase.ts'
import { PHRASES, ROLE_NOT_ASSUMED } from './phrases.ts'
import { type CodeHit, number, readCodes, service, surroundings } from './read-codes.ts'
import { type Segment, segments } from './segments.ts'
import { variantOf } from './variant.ts'

const ADDRESS =
  /\bwith ((?:module\.[\w-]{1,100}(?:\[[^\]\n]{1,100}\])?\.){0,8}(?:provider\["[^"\]\n]{1,200}"\](?:\.[\w-]{1,80})?|(?:data\.)?[a-z]\w{0,80}\.[\w-]{1,100}(?:\[[^\]\n]{1,100}\])?)),?/
const SOURCE = /\bon (\S{1,300}) line (\d{1,7})\b/
const ROLE_SESSION = /role|credential|token|sign/i

/**
 * Takes plain, redacted lines and the variants; gives the AWS sign-in errors in them, the one to explain first.
 * Within one diagnostic the innermost code decides, except where two errors were joined (state locks): there the first does.
 */
export function readErrors(lines: readonly string[], variants: readonly Variant[]): readonly ReadError[] {
  const own: ReadError[] = []
  const preamble: ReadError[] = []
  for (const segment of segments(lines)) {
    ;(segment.preamble ? preamble : own).push(...readSegment(segment, variants))
  }
  return grouped(own.length > 0 ? [...own, ...preamble.filter((error) => error.code)] : preamble)
}

function readSegment(segment: Segment, variants: readonly Variant[]): readonly ReadError[] {
  const hits = readCodes(segment.text)
  const auth = hits.filter((hit) => speaksOfSignIn(hit, segment.text))
  const phase = phaseOf(segment)
  const place = placeOf(segment.text)
  const rest = { phase, ...place, credentialStep: credentialStepOf(segment.text) }
  const variant = (code: string | null) => variantOf(segment.text, code, variants)
  if (auth.length > 0) {
    const ordered = phase === 'lock' ? auth : [...auth].reverse()
    return ordered.map(({ at: _, ...hit }) => ({ ...hit, ...rest, variant: variant(hit.code) }))
  }
  // A code we know not to be about sign-in settles it, whatever the words around it say.
  if (hits.length > 0 && !/validating provider credentials|refresh cached credentials/.test(segment.text)) return []
  const message = phraseIn(segment.text)
  if (!message) return []
  const around = surroundings(segment.text)
  const operation = around.operations.at(-1)
  const [hit] = hits.slice(-1)
  return [
    {
      code: hit?.code ?? null,
      service: service(operation?.groups[0] ?? null),
      operation: operation?.groups[1] ?? null,
      httpStatus: number(around.statuses.at(-1)?.groups[0] ?? null),
      requestId: around.ids.at(-1)?.groups[0] ?? null,
      message,
      ...rest,
      variant: variant(null),
    },
  ]
}

function speaksOfSignIn(hit: CodeHit, text: string): boolean {
  if (AUTH_CODES.has(hit.code)) return true
  const signIn = hit.service === 'STS' || hit.service === 'SSO' || hit.service === 'SSO OIDC' || /sts:|AssumeRole/.test(text)
  return signIn && (AUTH_CODES_IN_SIGN_IN.has(hit.code) || ROLE_SESSION.test(hit.code))
}

/** The sentence around the first phrase we know, or undefined when there is none. */
function phraseIn(text: string): string | undefined {
  const lower = text.toLowerCase()
  const role = ROLE_NOT_ASSUMED.exec(text)
  for (const phrase of PHRASES) {
    const at = lower.indexOf(phrase.says)
    if (at < 0) continue
    const from = Math.max(text.lastIndexOf('\n', at) + 1, text.lastIndexOf('Error: ', at) + 7, 0)
    const start = from > at || at - from > 300 ? at : from
    const end = text.indexOf('\n', at)
    return text.slice(start, end < 0 ? undefined : end).trim().slice(0, 600)
  }
  return role ? role[0] : undefined
}

function placeOf(text: string): { address: string | null; file: string | null; line: number | null } {
  const source = SOURCE.exec(text)
  return {
    address: ADDRESS.exec(text)?.[1] ?? null,
    file: source?.[1] ?? null,
    line: number(source?.[2] ?? null),
  }
}

/** One run prints the same diagnostic for each provider block and instance: one of them is enough. */
function grouped(errors: readonly ReadError[]): readonly ReadError[] {
  const seen = new Map<string, ReadError>()
  for (const error of errors) {
    const key = `${error.code ?? error.message} ${error.service} ${error.operation}`
    if (!seen.has(key)) seen.set(key, error)
  }
  return [...seen.values()].slice(0, 20)
}
