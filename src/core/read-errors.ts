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

// A log can repeat a diagnostic without end; comparing each with each must stay cheap.
const MOST_ERRORS = 300

export type ReadErrors = { readonly auth: boolean; readonly errors: readonly ReadError[] }
type SegmentErrors = ReadErrors & { readonly preamble: boolean }

/**
 * Takes plain, redacted lines and the variants; gives the AWS errors in them, the one to explain first, and
 * whether they are about sign-in. Errors that are not come out only where none is.
 * Within one diagnostic the innermost code decides, except where two errors were joined (state locks): there the first does.
 */
export function readErrors(lines: readonly string[], variants: readonly Variant[]): ReadErrors {
  const read: readonly SegmentErrors[] = segments(lines).map((segment) => ({
    ...readSegment(segment, variants),
    preamble: segment.preamble,
  }))
  const auth = read.some((segment) => segment.auth && segment.errors.length > 0)
  const kept = read.filter((segment) => segment.auth === auth)
  const own = kept.filter((segment) => !segment.preamble).flatMap(({ errors }) => errors)
  const early = kept.filter((segment) => segment.preamble).flatMap(({ errors }) => errors)
  const coded = own.length > 0 ? early.filter((error) => error.code) : early
  return { auth, errors: grouped([...own, ...coded].slice(0, MOST_ERRORS)) }
}

function readSegment(segment: Segment, variants: readonly Variant[]): ReadErrors {
  const { text } = segment
  const hits = readCodes(text)
  const auth = hits.filter((hit) => speaksOfSignIn(hit, text))
  const phase = phaseOf(segment)
  const rest = { phase, ...placeOf(text), credentialStep: credentialStepOf(text) }
  const variant = (code: string | null) => variantOf(text, code, variants)
  const coded = auth.length > 0 ? auth : hits
  // A code known not to be about sign-in settles it, whatever the words around it say.
  if (coded.length > 0 && (auth.length > 0 || !SIGN_IN_WORDS.test(text))) {
    const ordered = phase === 'lock' ? coded : [...coded].reverse()
    const errors = ordered.map(({ at: _, ...hit }) => ({
      ...hit,
      ...rest,
      variant: variant(hit.code),
    }))
    return { auth: auth.length > 0, errors }
  }
  const phrase = phraseIn(text)
  const around = surroundings(text)
  const operation = around.operations.at(-1)
  if (!phrase && !operation) return { auth: false, errors: [] }
  const error = {
    code: hits.at(-1)?.code ?? null,
    service: service(operation?.groups[0] ?? null),
    operation: operation?.groups[1] ?? null,
    httpStatus: number(around.statuses.at(-1)?.groups[0] ?? null),
    requestId: around.ids.at(-1)?.groups[0] ?? null,
    message: phrase ?? text.slice(0, 300),
    ...rest,
    variant: variant(null),
  }
  return { auth: phrase !== undefined, errors: [error] }
}

const SIGN_IN_WORDS =
  /validating provider credentials|refresh cached credentials|valid credential sources/i

function speaksOfSignIn(hit: CodeHit, text: string): boolean {
  if (AUTH_CODES.has(hit.code) || text.includes('failed to load credentials, ')) return true
  const signIn =
    hit.service === 'STS' ||
    hit.service === 'SSO' ||
    hit.service === 'SSO OIDC' ||
    /sts:|AssumeRole/.test(text)
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
    return text
      .slice(start, end < 0 ? undefined : end)
      .trim()
      .slice(0, 600)
  }
  return role ? role[0] : undefined
}

function placeOf(text: string): {
  address: string | null
  file: string | null
  line: number | null
} {
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
    // A log repeats a code without the call it came from; the diagnostic beside it says more.
    const twin = errors.some(
      (other) => other !== error && other.code === error.code && other.operation,
    )
    if (error.code && !error.operation && twin) continue
    // A wrapper without a code says less than the code beside it.
    if (!error.code && errors.some((other) => other.code)) continue
    const key = `${error.code ?? error.message} ${error.service} ${error.operation}`
    if (!seen.has(key)) seen.set(key, error)
  }
  return [...seen.values()].slice(0, 20)
}
