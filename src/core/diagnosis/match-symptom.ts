import type { ReadError } from '../fact.ts'
import type { Sign, Symptom } from '../knowledge.ts'
import { onceFor } from '../once-for.ts'

/** A sign made ready to be held against errors: its words in lower case, and how much it asks. */
type Ready = {
  readonly symptom: Symptom
  readonly sign: Sign
  readonly says: readonly string[] | undefined
  readonly notSays: readonly string[]
  readonly conditions: number
}

/** Takes an error; gives the symptom with the sign that asks most of it and holds, or undefined. */
export function symptomOf(error: ReadError, symptoms: readonly Symptom[]): Symptom | undefined {
  const message = `${error.code ?? ''} ${error.message}`.toLowerCase()
  let best: Ready | undefined
  for (const one of signsOf(symptoms)) {
    if ((!best || one.conditions > best.conditions) && holds(one, error, message)) best = one
  }
  return best?.symptom
}

const lower = (words: string) => words.toLowerCase()
const signsOf = onceFor((symptoms: readonly Symptom[]): readonly Ready[] =>
  symptoms.flatMap((symptom) =>
    symptom.signs.map((sign) => ({
      symptom,
      sign,
      says: sign.says?.map(lower),
      notSays: sign.not_says?.map(lower) ?? [],
      conditions: Object.keys(sign).length,
    })),
  ),
)

function holds({ sign, says, notSays }: Ready, error: ReadError, message: string): boolean {
  const any = (list: readonly string[] | undefined, value: string | null) =>
    list === undefined || (value !== null && list.includes(value))
  return (
    any(sign.code, error.code) &&
    any(sign.service, error.service) &&
    any(sign.operation, error.operation) &&
    any(sign.step, error.credentialStep) &&
    (says === undefined || says.some((words) => message.includes(words))) &&
    !notSays.some((words) => message.includes(words))
  )
}
