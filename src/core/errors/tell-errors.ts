import type { CredentialStep, ReadError } from '../fact.ts'
import type { Program, Readable, Symptom } from '../knowledge.ts'
import { type Matched, signFor } from '../signs/match-signs.ts'
import { type Near, nearIn, signsIn } from '../signs/near-aws.ts'
import { programIn } from '../signs/programs.ts'
import { signsOf } from '../signs/ready-signs.ts'
import { speaksOfSignIn } from '../signs/sign-in-words.ts'
import { exceptionIn } from './exception-class.ts'
import { variantOf } from './match-variant.ts'
import { operationByWords, operationOf } from './operations.ts'
import { placeOf } from './place-of.ts'
import { type CodeHit, number, readCodes, surroundings } from './read-codes.ts'
import { credentialStepOf, phaseOf } from './run-phase.ts'
import { sentenceAround } from './sentence-around.ts'
import type { Segment } from './split-diagnostics.ts'

export const MOST_ERRORS = 20

/** One error, with how much its words tell: a known meaning, words nobody has seen, or what only stands around another. */
export type Told = ReadError & { readonly rank: number; readonly program: Program | null }
export const WRAPPER = 2
const [KNOWN, UNSEEN] = [0, 1]

/** What of a diagnostic all its errors share. */
type Around = {
  readonly near: Near
  readonly step: CredentialStep | null
  readonly program: Program | null
  readonly symptoms: readonly Symptom[]
}

// The command and the frames of a stack stand in front of what was thrown.
const RUN_UP = 1000

// Both name their errors side by side, not one inside the other.
const JOINED = /\b(?:[2-9]|\d\d) errors? occurred:|\b(?:[2-9]|\d\d) error\(s\) occurred:/

/**
 * Takes one diagnostic and the knowledge; gives its errors and whether they are about signing in, undefined where it shows
 * none. Errors that are not about that come only where they are wanted.
 */
export function tellErrors(
  segment: Segment,
  knowledge: Readable,
  others: boolean,
): { readonly auth: boolean; readonly errors: readonly Told[] } | undefined {
  const { text } = segment
  const around = aroundOf(segment, knowledge)
  const { near, step, program } = around
  const rest = () => ({ phase: phaseOf(segment), ...placeOf(text), credentialStep: step, program })
  const variant = (code: string | null) => variantOf(text, code, knowledge.variants)
  const coded = readCodes(text, near, signsOf(knowledge.symptoms)).map((hit) => tell(hit, around))
  const known = coded.filter(({ auth }) => auth)
  const framed = coded.filter(({ hit }) => hit.framed)
  // A service's answer that is not about signing in settles it, whatever the words around it say.
  if (known.length > 0 || (framed.length > 0 && !near.signIn)) {
    if (known.length === 0 && !others) return undefined
    const place = rest()
    const joined = place.phase === 'lock' || JOINED.test(text)
    const hits = known.length > 0 ? known : framed
    const ordered = unrepeated(joined ? hits : [...hits].reverse())
    const errors = ordered.map(({ hit: { at: _, framed: __, ...hit }, match, rank }) => ({
      ...hit,
      ...place,
      variant: variant(hit.code),
      symptom: match?.symptom.id ?? null,
      rank,
    }))
    return { auth: known.length > 0, errors }
  }
  const worded = readWords(segment, framed.at(-1)?.hit.code ?? exceptionIn(text), around)
  if (!worded || !(worded.auth || others)) return undefined
  return { auth: worded.auth, errors: [{ ...worded.error, ...rest(), variant: variant(null) }] }
}

function aroundOf({ text, before }: Segment, { symptoms, programs }: Readable): Around {
  const spoke = programIn(text, programs) ?? programIn(before.slice(-RUN_UP), programs)
  const program = spoke?.program ?? null
  const near = nearIn(text, before)
  return {
    near: { ...near, aws: near.aws || (program?.only_aws === true && !near.foreign) },
    step: credentialStepOf(text),
    program,
    symptoms,
  }
}

type CodeTold = {
  readonly hit: CodeHit
  readonly match: Matched | undefined
  readonly auth: boolean
  readonly rank: number
}

const SIGN_IN_CODE = /token|credential|signature|auth|access|denied|expired|signed|forbidden/i

function tell(hit: CodeHit, { near, step, program, symptoms }: Around): CodeTold {
  const asked = { ...hit, credentialStep: step, program: program?.id ?? null, text: hit.message }
  const match = signFor(asked, near, symptoms)
  const answered = hit.framed && hit.service !== null
  // Of another service's answer the code must be one of signing in; its words can speak of roles that services take.
  const proved =
    match?.proved === 'code' ||
    (match?.proved === 'words' && (!answered || SIGN_IN_CODE.test(hit.code)))
  // Whatever a service answers that signs somebody in is an error of signing in.
  const auth = proved || (answered && signsIn(hit.service))
  return { hit, match, auth, rank: match && !match.symptom.open ? KNOWN : UNSEEN }
}

type Worded = {
  readonly auth: boolean
  readonly error: Omit<
    Told,
    'phase' | 'address' | 'file' | 'line' | 'credentialStep' | 'variant' | 'program'
  >
}

/** What a diagnostic without a code of AWS says. */
function readWords(
  { text, preamble }: Segment,
  code: string | null,
  { near, step, program, symptoms }: Around,
): Worded | undefined {
  const printed = surroundings(text)
  const last = printed.operations.at(-1)
  const operation = last ? operationOf(last) : operationByWords(text)
  const httpStatus = number(printed.statuses.at(-1)?.groups[0] ?? null)
  const asked = { code, ...operation, httpStatus, credentialStep: step, text }
  const match = signFor({ ...asked, program: program?.id ?? null }, near, symptoms)
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
      requestId: printed.ids.at(-1)?.groups[0] ?? null,
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

/** Takes a refusal's words; gives the caller they name, '' for none. */
export function principalOf(message: string): string {
  return PRINCIPAL.exec(message)?.[1] ?? ''
}

const PRINCIPAL = /User: (\S{1,300}) is not authorized/
