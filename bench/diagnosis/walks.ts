import { fold } from '../../src/core/case/fold-events.ts'
import { diagnose } from '../../src/core/diagnosis/diagnose.ts'
import type { Knowledge } from '../../src/core/knowledge.ts'
import { read } from '../../src/core/read/read-paste.ts'
import { walk } from '../../src/core/simulate/simulate-walkthrough.ts'

/** What the walkthroughs of people who say the truth came to. */
export type Walked = {
  readonly cause: string
  readonly walks: number
  readonly right: number
  readonly handedOver: number
  readonly steps: number
  readonly questions: number
  readonly seconds: number
}

/**
 * Takes the knowledge; gives for each cause what comes of its walkthroughs: after its own samples, and after the
 * barest text of every symptom it can be behind. Every question is answered as someone with that cause would.
 */
export function walkEachCause(knowledge: Knowledge): readonly Walked[] {
  const bare = barestTexts(knowledge)
  return knowledge.causes.map(({ id, samples }) => {
    const symptoms = knowledge.symptoms.filter(({ shares }) =>
      shares.some(({ cause }) => cause === id),
    )
    const texts = [
      ...samples.map(({ text }) => text),
      ...symptoms.flatMap((symptom) => bare.get(symptom.id) ?? []),
    ]
    const walks = texts.map((text) => walk(knowledge, { text, cause: id }))
    const cures = (remedy: string | null) =>
      knowledge.causes.some(({ remedies }) =>
        remedies.some((one) => one.id === remedy && id in one.cures),
      )
    const mean = (of: (one: (typeof walks)[number]) => number) =>
      walks.reduce((sum, one) => sum + of(one), 0) / walks.length
    return {
      cause: id,
      walks: walks.length,
      right: mean(({ fixedBy }) => (cures(fixedBy) ? 1 : 0)),
      handedOver: mean(({ handedOver }) => (handedOver ? 1 : 0)),
      steps: mean(({ steps }) => steps.length),
      questions: mean(({ questions }) => questions),
      seconds: mean(({ seconds }) => seconds),
    }
  })
}

/** The sample that shows each symptom and says least beside it, the shortest of those. */
function barestTexts(knowledge: Knowledge): ReadonlyMap<string, string> {
  const barest = new Map<string, { readonly text: string; readonly facts: number }>()
  const telling = new Set(
    knowledge.facts.filter(({ values }) => Object.keys(values).length > 0).map(({ id }) => id),
  )
  for (const { text } of [...knowledge.variants, ...knowledge.causes].flatMap(
    (one) => one.samples,
  )) {
    const reading = read(text, knowledge)
    const { symptom } = diagnose(knowledge, fold([{ kind: 'pasted', reading }], knowledge))
    if (!symptom) continue
    const facts = reading.facts.filter(({ kind }) => telling.has(kind)).length
    const before = barest.get(symptom.id)
    const less = before && (facts - before.facts || text.length - before.text.length)
    if (less === undefined || less < 0) barest.set(symptom.id, { text, facts })
  }
  return new Map([...barest].map(([id, { text }]) => [id, text]))
}
