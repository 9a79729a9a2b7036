import type { LearnedModel } from '../../src/core/knowledge.ts'
import { type Family, type Features, featuresOf } from '../../src/core/learned/features.ts'
import { encode } from './encode.ts'
import { train } from './train.ts'
import { vocabularyOf } from './vocabulary.ts'

/** A text to learn from: for each label what being wrong about it costs, and whether it belongs. */
export type Example = {
  readonly text: string
  /** Above nothing: it belongs, and so much depends on it; below: it does not; nothing: it says nothing of the label. */
  readonly belongs: (label: string) => number
}

const EPOCHS = 20

/** Takes examples, labels and what to look at; gives one linear model for each label. */
export function learn(
  examples: readonly Example[],
  labels: readonly string[],
  options: {
    readonly families: readonly Family[]
    /** In so many examples a feature must be met. */
    readonly least: number
  },
): LearnedModel {
  const texts = examples.map(({ text }): Features => featuresOf(text, options.families))
  const vocabulary = vocabularyOf(texts, options.least)
  const rows = texts.map(vocabulary.row)
  const weights = labels.map((label) => {
    const costs = Float64Array.from(examples, ({ belongs }) => belongs(label))
    return train(
      rows,
      vocabulary.hashes.length,
      Int8Array.from(costs, (cost) => (cost > 0 ? 1 : -1)),
      costs.map(Math.abs),
      EPOCHS,
    )
  })
  return encode(labels, options.families, vocabulary, weights)
}
