import type { CredentialStep, ReadError } from '../fact.ts'
import type { Readable, Symptom } from '../knowledge.ts'
import { type Matched, signFor } from '../signs/match-signs.ts'
import { type Near, nearIn, signsIn } from '../signs/near-aws.ts'
import { signsOf } from '../signs/ready-signs.ts'
import { speaksOfSignIn } from '../signs/sign-in-words.ts'
import { exceptionIn } from './exception-class.ts'
import { variantOf } from './match-variant.ts'
import { mendWords } from './mend-words.ts'
import { operationByWords, operationOf } from './operations.ts'
import { placeOf } from './place-of.ts'
import { type CodeHit, number, readCodes, surroundings } from './read-codes.ts'
import { credentialStepOf, phaseOf } from './run-phase.ts'
import { sentenceAround } from './sentence-around.ts'
import { type Segment, segments } from './split-diagnostics.ts'

// A log can repeat diagnostics without end: so many different ones tell all there is to know.
const MOST_READ = 1000
const MOST_ERRORS = 20

export type ReadErrors = { readonly auth: boolean; readonly errors: readonly ReadError[] }
/** One error, and how much its words tell: a known meaning, words nobody has seen, or what only stands around another. */
type Told = ReadError & { readonly rank: number }
type SegmentErrors = {
  readonly auth: boolean
  readonly errors: readonly Told[]
  readonly preamble: boolean
}
const [KNOWN, UNSEEN, WRAPPER] = [0, 1, 2]

/**
 * Takes plain, redacted lines and the knowledge; gives the AWS errors in them, the one to explain first, and whether they
 * are about signing in: its signs say so, or the words of an error do. Errors that are not come out only where none is.
 * Within one diagnostic the innermost code decides, except where errors were joined (state locks, lists): there the first
 * does; what only wraps another error comes last.
 */
export function readErrors(lines: readonly string[], knowledge: Readable): ReadErrors {
  const signs = signsOf(knowledge.symptoms)
  const read: SegmentErrors[] = []
  let auth = false
  for (const segment of distinct(segments(lines, signs))) {
    const whole = { ...segment, text: mendWords(segment.text, signs) }
    const one = readSegment(whole, knowledge, !auth && read.length < MOST_ERRORS)
    if (!one) continue
    read.push({ ...one, preamble: segment.preamble })
    auth ||= one.auth
  }
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

/** The errors of one diagnostic, undefined where it shows none; others than of signing in only where they are wanted. */
function readSegment(
  segment: Segment,
  knowledge: Readable,
  others: boolean,
): Omit<SegmentErrors, 'preamble'> | undefined {
  const { text } = segment
  const { symptoms } = knowledge
  const near = nearIn(text, segment.before)
  const step = credentialStepOf(text)
  const rest = () => ({ phase: phaseOf(segment), ...placeOf(text), credentialStep: step })
  const variant = (code: string | null) => variantOf(text, code, knowledge.variants)
  const hits = readCodes(text, near, signsOf(symptoms))
  const coded = hits.map((hit) => told(hit, step, near, symptoms))
  const known = coded.filter(({ auth }) => auth)
  const framed = coded.filter(({ hit }) => hit.framed)
  // A service's answer that is not about signing in settles it, whatever the words around it say.
  if (known.length > 0 || (framed.length > 0 && !near.signIn)) {
    if (known.length === 0 && !others) return undefined
    const around = rest()
    const joined = around.phase === 'lock' || JOINED.test(text)
    const hits = known.length > 0 ? known : framed
    const ordered = unrepeated(joined ? hits : [...hits].reverse())
    const errors = ordered.map(({ hit: { at: _, framed: __, ...hit }, match, rank }) => ({
      ...hit,
      ...around,
      variant: variant(hit.code),
      symptom: match?.symptom.id ?? null,
      rank,
    }))
    return { auth: known.length > 0, errors }
  }
  const worded = readWords(
    segment,
    near,
    step,
    framed.at(-1)?.hit.code ?? exceptionIn(text),
    symptoms,
  )
  if (!worded || !(worded.auth || others)) return undefined
  return { auth: worded.auth, errors: [{ ...worded.error, ...rest(), variant: variant(null) }] }
}

type CodeTold = {
  readonly hit: CodeHit
  readonly match: Matched | undefined
  readonly auth: boolean
  readonly rank: number
}

function told(
  hit: CodeHit,
  credentialStep: CredentialStep | null,
  near: Near,
  symptoms: readonly Symptom[],
): CodeTold {
  const match = signFor({ ...hit, credentialStep, text: hit.message }, near, symptoms)
  const answered = hit.framed && hit.service !== null
  // Of another service's answer the code must be one of signing in; its words can speak of roles that services take.
  const proved =
    match?.proved === 'code' ||
    (match?.proved === 'words' && (!answered || SIGN_IN_CODE.test(hit.code)))
  // Whatever a service answers that signs somebody in is an error of signing in.
  const auth = proved || (answered && signsIn(hit.service))
  return { hit, match, auth, rank: match && !match.symptom.open ? KNOWN : UNSEEN }
}

const SIGN_IN_CODE = /token|credential|signature|auth|access|denied|expired|signed|forbidden/i

type Worded = {
  readonly auth: boolean
  readonly error: Omit<Told, 'phase' | 'address' | 'file' | 'line' | 'credentialStep' | 'variant'>
}

/** What a diagnostic without a code says. */
function readWords(
  { text, preamble }: Segment,
  near: Near,
  credentialStep: CredentialStep | null,
  code: string | null,
  symptoms: readonly Symptom[],
): Worded | undefined {
  const around = surroundings(text)
  const last = around.operations.at(-1)
  const operation = last ? operationOf(last) : operationByWords(text)
  const httpStatus = number(around.statuses.at(-1)?.groups[0] ?? null)
  const asked = { code, ...operation, httpStatus, credentialStep, text }
  const match = signFor(asked, near, symptoms)
  const unseen =
    (last !== undefined && signsIn(operation.service)) ||
    (!preamble && near.aws && speaksOfSignIn(text))
  const auth = (match?.proved ?? null) !== null || unseen
  // Chat can flatten what was printed before an error together with it.
  if (!auth && preamble && !last && !/\bError: /.test(text)) return undefined
  return {
    auth,
    error: {
      code,
      ...operation,
      httpStatus,
      requestId: around.ids.at(-1)?.groups[0] ?? null,
      message: sentenceAround(text, auth ? (match?.words ?? null) : null),
      symptom: (auth && match?.symptom.id) || null,
      rank: match?.sign.wraps ? WRAPPER : match && !match.symptom.open ? KNOWN : UNSEEN,
    },
  }
}

/** A log repeats one refusal for each try; the one that decides comes first here. */
function unrepeated(all: readonly CodeTold[]): readonly CodeTold[] {
  const seen = new Map<string, CodeTold>()
  for (const one of all) {
    const { hit } = one
    const key = `${hit.code} ${hit.service} ${hit.operation} ${principalOf(hit.message)}`
    if (!seen.has(key)) seen.set(key, one)
    if (seen.size === MOST_ERRORS) break
  }
  return [...seen.values()]
}

function principalOf(message: string): string {
  return PRINCIPAL.exec(message)?.[1] ?? ''
}

const PRINCIPAL = /User: (\S{1,300}) is not authorized/

/** Errors of one code, call and principal are one error; the first keeps its address. */
function grouped(errors: readonly Told[]): readonly ReadError[] {
  const best = Math.min(...errors.map(({ rank }) => rank))
  const anyCode = errors.some((error) => error.code)
  const called = new Set(errors.flatMap(({ code, operation }) => (operation ? [code] : [])))
  const seen = new Map<string, ReadError>()
  for (const { rank, ...error } of errors.toSorted((a, b) => a.rank - b.rank)) {
    // What stands around another error says less than that one.
    if (rank === WRAPPER && best < WRAPPER) continue
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
