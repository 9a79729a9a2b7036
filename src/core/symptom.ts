import type { ReadError } from './fact.ts'
import type { Sign, Symptom } from './knowledge.ts'

/** Takes an error; gives the symptom with the sign that asks most of it and holds, or undefined. */
export function symptomOf(error: ReadError, symptoms: readonly Symptom[]): Symptom | undefined {
  let best: { readonly symptom: Symptom; readonly conditions: number } | undefined
  for (const symptom of symptoms) {
    for (const sign of symptom.signs) {
      const conditions = Object.keys(sign).length
      if ((!best || conditions > best.conditions) && holds(sign, error))
        best = { symptom, conditions }
    }
  }
  return best?.symptom
}

function holds(sign: Sign, error: ReadError): boolean {
  const message = `${error.code ?? ''} ${error.message}`.toLowerCase()
  const any = (list: readonly string[] | undefined, value: string | null) =>
    list === undefined || (value !== null && list.includes(value))
  return (
    any(sign.code, error.code) &&
    any(sign.service, error.service) &&
    any(sign.operation, error.operation) &&
    any(sign.step, error.credentialStep) &&
    (sign.says === undefined || sign.says.some((words) => message.includes(words.toLowerCase()))) &&
    !sign.not_says?.some((words) => message.includes(words.toLowerCase()))
  )
}
