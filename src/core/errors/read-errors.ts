import type { ReadError } from '../fact.ts'
import type { Variant } from '../knowledge.ts'
import { AUTH_CODES, AUTH_CODES_IN_SIGN_IN } from './auth-codes.ts'
import { phraseIn } from './known-phrases.ts'
import { variantOf } from './match-variant.ts'
import { mendWords } from './mend-words.ts'
import { operationByWords, operationOf } from './operations.ts'
import { placeOf } from './place-of.ts'
import { type CodeHit, number, readCodes, surroundings } from './read-codes.ts'
import { credentialStepOf, phaseOf } from './run-phase.ts'
import { type Segment, segments } from './split-diagnostics.ts'

// A log can repeat diagnostics without end: so many different ones tell all there is to know.
const MOST_READ = 1000
const MOST_ERRORS = 20

export type ReadErrors = { readonly auth: boolean; readonly errors: readonly ReadError[] }
type SegmentErrors = ReadErrors & { readonly preamble: boolean }

/**
 * Takes plain, redacted lines and the variants; gives the AWS errors in them, the one to explain first, and
 * whether they are about sign-in. Errors that are not come out only where none is.
 * Within one diagnostic the innermost code decides, except where errors were joined (state locks, lists): there the first does.
 */
export function readErrors(lines: readonly string[], variants: readonly Variant[]): ReadErrors {
  const read: SegmentErrors[] = []
  for (const segment of distinct(segments(lines))) {
    const errors = readSegment({ ...segment, text: mendWords(segment.text) }, variants)
    if (errors.errors.length > 0) read.push({ ...errors, preamble: segment.preamble })
  }
  const auth = read.some((segment) => segment.auth)
  const kept = read.filter((segment) => segment.auth === auth)
  const own = kept.filter((segment) => !segment.preamble).flatMap(({ errors }) => errors)
  const early = kept.filter((segment) => segment.preamble).flatMap(({ errors }) => errors)
  const coded = own.length > 0 ? early.filter((error) => error.code) : early
  return { auth, errors: grouped([...own, ...coded]) }
}

// What differs between two printings of one diagnostic: ids of requests, instances, lines.
const VARIES =
  /(?:RequestID|request id|HostID|host id): ?[^\s,]{1,200}|(?<=\w)\[(?:\d{1,6}|"[^"\n]{1,100}")\]| line \d{1,7}\b/gi

/** One run prints the same diagnostic for each provider block and instance: the first of them is enough. */
function* distinct(all: readonly Segment[]): Generator<Segment> {
  const seen = new Set<string>()
  for (const segment of all) {
    const words = segment.text.replace(VARIES, '')
    if (seen.has(words)) continue
    if (seen.size >= MOST_READ) return
    seen.add(words)
    yield segment
  }
}

// Both name their errors side by side, not one inside the other.
const JOINED = /\b(?:[2-9]|\d\d) errors? occurred:|\b(?:[2-9]|\d\d) error\(s\) occurred:/

function readSegment(segment: Segment, variants: readonly Variant[]): ReadErrors {
  const { text } = segment
  const hits = readCodes(text)
  const auth = hits.filter((hit) => speaksOfSignIn(hit, text))
  const phrase = phraseIn(text)
  if (hits.length === 0 && !phrase && !MAY_SAY_MORE.test(text)) return { auth: false, errors: [] }
  const phase = phaseOf(segment)
  const rest = { phase, ...placeOf(text), credentialStep: credentialStepOf(text) }
  const variant = (code: string | null) => variantOf(text, code, variants)
  const coded = auth.length > 0 ? auth : hits
  // A code known not to be about sign-in settles it, whatever the words around it say.
  if (coded.length > 0 && (auth.length > 0 || !SIGN_IN_WORDS.test(text))) {
    const joined = phase === 'lock' || JOINED.test(text)
    const ordered = unrepeated(joined ? coded : [...coded].reverse())
    const errors = ordered.map(({ at: _, ...hit }) => ({
      ...hit,
      ...rest,
      variant: variant(hit.code),
    }))
    return { auth: auth.length > 0, errors }
  }
  return readWithoutCode(text, phrase, hits.at(-1)?.code ?? null, {
    ...rest,
    variant: variant(null),
  })
}

// An operation or a word on the region is an error of AWS's even where nothing of sign-in is said.
const MAY_SAY_MORE = /operation error |Details:|Invalid AWS Region: |Missing region value/

function readWithoutCode(
  text: string,
  phrase: string | undefined,
  code: string | null,
  rest: Pick<ReadError, 'phase' | 'address' | 'file' | 'line' | 'credentialStep' | 'variant'>,
): ReadErrors {
  const around = surroundings(text)
  const last = around.operations.at(-1)
  const operation = last ? operationOf(last) : operationByWords(text)
  if (!phrase && !last && !/Invalid AWS Region: |Missing region value/.test(text))
    return { auth: false, errors: [] }
  const httpStatus = number(around.statuses.at(-1)?.groups[0] ?? null)
  const error = {
    code,
    ...operation,
    httpStatus,
    requestId: around.ids.at(-1)?.groups[0] ?? null,
    message: phrase ?? text.slice(0, 300),
    ...rest,
  }
  return { auth: phrase !== undefined || refusedAtSignIn(error), errors: [error] }
}

/** A log that was cut before the body still shows which call was refused. */
function refusedAtSignIn({
  service,
  httpStatus,
}: Pick<ReadError, 'service' | 'httpStatus'>): boolean {
  return (
    (service === 'STS' || service === 'SSO' || service === 'SSO OIDC') &&
    (httpStatus === 401 || httpStatus === 403)
  )
}

const SIGN_IN_WORDS =
  /validating provider credentials|refresh cached credentials|valid credential sources/i
const ROLE_SESSION = /role|credential|token|sign/i

function speaksOfSignIn(hit: CodeHit, text: string): boolean {
  // EC2 says AuthFailure of an image that was not shared; the caller was signed in.
  if (hit.code === 'AuthFailure' && /Not authorized for images/i.test(text)) return false
  if (AUTH_CODES.has(hit.code) || text.includes('failed to load credentials, ')) return true
  const signIn =
    hit.service === 'STS' ||
    hit.service === 'SSO' ||
    hit.service === 'SSO OIDC' ||
    // A trust policy also names these: only where no other call is known do they say which one was made.
    (hit.operation === null && /(?:calling|via) sts:/.test(text))
  return signIn && (AUTH_CODES_IN_SIGN_IN.has(hit.code) || ROLE_SESSION.test(hit.code))
}

/** A log repeats one refusal for each try; the one that decides comes first here. */
function unrepeated(hits: readonly CodeHit[]): readonly CodeHit[] {
  const seen = new Map<string, CodeHit>()
  for (const hit of hits) {
    const key = `${hit.code} ${hit.service} ${hit.operation} ${principalOf(hit.message)}`
    if (!seen.has(key)) seen.set(key, hit)
    if (seen.size === MOST_ERRORS) break
  }
  return [...seen.values()]
}

function principalOf(message: string): string {
  return PRINCIPAL.exec(message)?.[1] ?? ''
}

const PRINCIPAL = /User: (\S{1,300}) is not authorized/

/** Errors of one code, call and principal are one error; the first keeps its address. */
function grouped(errors: readonly ReadError[]): readonly ReadError[] {
  const anyCode = errors.some((error) => error.code)
  const called = new Set(errors.flatMap(({ code, operation }) => (operation ? [code] : [])))
  const seen = new Map<string, ReadError>()
  for (const error of errors) {
    // A log repeats a code without the call it came from; the diagnostic beside it says more.
    if (error.code && !error.operation && called.has(error.code)) continue
    // A wrapper without a code says less than the code beside it.
    if (!error.code && anyCode) continue
    const principal = principalOf(error.message)
    const name = error.code ?? error.variant ?? error.message
    const key = `${name} ${error.service} ${error.operation} ${principal}`
    const known = seen.get(key)
    // A line of a log says the same as the diagnostic behind it, which knows its place.
    if (
      !known ||
      ((known.address ?? known.file) === null && (error.address ?? error.file) !== null)
    )
      seen.set(key, error)
    if (seen.size === MOST_ERRORS) break
  }
  return [...seen.values()]
}
