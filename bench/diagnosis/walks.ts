import { diagnose } from '../../src/core/diagnose.ts'
import type { Knowledge } from '../../src/core/knowledge.ts'
import { read } from '../../src/core/read.ts'
import { fold } from '../../src/core/state.ts'
import { walk } from '../../src/core/walk.ts'

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

/** The shortest sample of a variant that shows each symptom. */
function barestTexts(knowledge: Knowledge): ReadonlyMap<string, string> {
  const shortest = new Map<string, string>()
  for (const { samples } of knowledge.variants) {
    for (const { text } of samples) {
      const reading = read(text, knowledge)
      const { symptom } = diagnose(knowledge, fold([{ kind: 'pasted', reading }], knowledge))
      if (!symptom) continue
      const before = shortest.get(symptom.id)
      if (before === undefined || text.length < before.length) shortest.set(symptom.id, text)
    }
  }
  return shortest
}
