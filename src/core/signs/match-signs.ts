import type { ReadError } from '../fact.ts'
import type { Sign, Symptom } from '../knowledge.ts'
import { type Near, signsIn } from './near-aws.ts'
import { folded, type ReadySign, signsOf } from './ready-signs.ts'

/** What signs ask of an error. */
export type Asked = Pick<
  ReadError,
  'code' | 'service' | 'operation' | 'credentialStep' | 'httpStatus'
> & {
  /** The error's own words. */
  readonly text: string
  /** The program that printed it, null where it is not known. */
  readonly program: string | null
}

/** The sign that holds. */
export type Matched = {
  readonly symptom: Symptom
  readonly sign: Sign
  /** Those of its words that stand in the error, null where it asks for none. */
  readonly words: string | null
  /** By what the signs that hold show that the error is about signing in; a link of the chain alone shows less. */
  readonly proved: 'code' | 'words' | null
}

/**
 * Takes an error with what stands around it; gives the sign that asks most of it and holds, or undefined. What wraps
 * other errors counts only where nothing else holds.
 */
export function signFor(
  error: Asked,
  near: Near,
  symptoms: readonly Symptom[],
): Matched | undefined {
  const signs = signsOf(symptoms)
  const said = signs.words(folded(error.code ? `${error.code} ${error.text}` : error.text))
  const signIn = near.signIn || signsIn(error.service)
  let best: ReadySign | undefined
  let proved: Matched['proved'] = null
  for (const one of signs.all) {
    const byCode = one.sign.code !== undefined
    const more = byCode || (one.says !== undefined && proved === null)
    if (best && !more) continue
    if (!holds(one, error, said) || !fits(one.sign, near, signIn)) continue
    best ??= one
    if (more) proved = byCode ? 'code' : 'words'
    if (byCode) break
  }
  if (!best) return undefined
  const words = best.says?.find((one) => said.has(one)) ?? null
  return { symptom: best.symptom, sign: best.sign, words, proved }
}

/** Takes an error that was read; gives the symptom that was found then, or where none was kept the one its words show. */
export function symptomOf(error: ReadError, symptoms: readonly Symptom[]): Symptom | undefined {
  const kept = symptoms.find(({ id }) => id === error.symptom)
  if (kept || error.symptom === null) return kept
  return signFor({ ...error, text: error.message, program: null }, WAS_SIGN_IN, symptoms)?.symptom
}

// Of an error that was kept it is known that it was one of signing in.
const WAS_SIGN_IN: Near = { aws: true, foreign: false, signIn: true }

function holds({ sign, says, notSays }: ReadySign, error: Asked, said: ReadonlySet<string>) {
  const any = <T>(list: readonly T[] | undefined, value: T | null) =>
    list === undefined || (value !== null && list.includes(value))
  return (
    any(sign.code, error.code) &&
    any(sign.service, error.service) &&
    any(sign.operation, error.operation) &&
    any(sign.step, error.credentialStep) &&
    any(sign.status, error.httpStatus) &&
    any(sign.program, error.program) &&
    (says === undefined || says.some((words) => said.has(words))) &&
    !notSays.some((words) => said.has(words))
  )
}

/** Whether what a sign asks of its surroundings is there; another vendor's errors show no code of AWS. */
function fits({ beside, code }: Sign, near: Near, signIn: boolean): boolean {
  if (near.foreign && (beside || code)) return false
  if (beside === 'sign-in') return signIn
  return beside !== 'aws' || near.aws
}
