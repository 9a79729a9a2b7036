import type { ReadError } from '../fact.ts'
import type { Program, Readable } from '../knowledge.ts'
import { signsOf } from '../signs/ready-signs.ts'
import { looksLikeSignIn } from './looks-like-sign-in.ts'
import { mendWords } from './mend-words.ts'
import { type Segment, segments } from './split-diagnostics.ts'
import { MOST_ERRORS, principalOf, type Told, tellErrors, WRAPPER } from './tell-errors.ts'

// A log can repeat diagnostics without end: so many different ones tell all there is to know.
const MOST_READ = 1000

export type ReadErrors = {
  readonly auth: boolean
  readonly errors: readonly ReadError[]
  /** The program that printed the error to explain, as far as its words show; null where they do not. */
  readonly program: Program | null
}

/**
 * Takes plain, redacted lines and the knowledge; gives the AWS errors in them, the one to explain first, and whether they
 * are about signing in: its signs say so, or the words of an error do. Errors that are not come out only where none is.
 * Within one diagnostic the innermost code decides, except where errors were joined (state locks, lists): there the first
 * does; what only wraps another error comes last.
 */
export function readErrors(lines: readonly string[], knowledge: Readable): ReadErrors {
  const signs = signsOf(knowledge.symptoms)
  const read: { auth: boolean; preamble: boolean; text: string; errors: readonly Told[] }[] = []
  let auth = false
  for (const segment of distinct(segments(lines, knowledge))) {
    const whole = { ...segment, text: mendWords(segment.text, signs) }
    const one = tellErrors(whole, knowledge, !auth && read.length < MOST_ERRORS)
    if (!one) continue
    read.push({ ...one, preamble: segment.preamble, text: whole.text })
    auth ||= one.auth
  }
  const like = auth ? undefined : read.find((one) => looksLikeSignIn(one, knowledge.learned))
  const kept = like ? [like] : read.filter((segment) => segment.auth === auth)
  const own = kept.filter((segment) => !segment.preamble).flatMap(({ errors }) => errors)
  const early = kept.filter((segment) => segment.preamble).flatMap(({ errors }) => errors)
  const coded = own.length > 0 ? early.filter((error) => error.code) : early
  const told = grouped([...own, ...coded])
  return {
    auth: auth || like !== undefined,
    errors: told.map(({ rank: _, program: __, ...error }) => error),
    program: told[0]?.program ?? null,
  }
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

/** Errors of one code, call and principal are one error; the first keeps its address. */
function grouped(errors: readonly Told[]): readonly Told[] {
  const best = Math.min(...errors.map(({ rank }) => rank))
  const anyCode = errors.some((error) => error.code)
  const called = new Set(errors.flatMap(({ code, operation }) => (operation ? [code] : [])))
  const seen = new Map<string, Told>()
  for (const error of errors.toSorted((a, b) => a.rank - b.rank)) {
    // What stands around another error says less than that one.
    if (error.rank === WRAPPER && best < WRAPPER) continue
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
