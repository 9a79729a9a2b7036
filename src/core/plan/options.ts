import { type GreedyRun, greedyRun, knownCosts, type Repairs } from './greedy-run.ts'

/** A question: P(answer | cause) for each answer, together less than one by how often none comes. */
type Ask = { readonly price: number; readonly answers: readonly Float64Array[] }

/** A command or check that settles several facts at once: P(value | cause) for each value of each. */
export type Observation = {
  readonly price: number
  /** How often it is not done. */
  readonly refused: number
  readonly facts: readonly (readonly Float64Array[])[]
}

/** Everything that could ever be done about a symptom, prepared once. */
export type Offer = Repairs & {
  readonly run: GreedyRun
  /** What each cause costs when it is known. */
  readonly floor: Float64Array
  readonly asks: readonly (Ask & {
    /** P(any answer comes | cause). */
    readonly heard: Float64Array
    /** The number of its first answer in a path of outcomes (`outcome-path.ts`); the others follow. */
    readonly mark: number
  })[]
  /** One more than the largest such number; the remedies have the smallest, from one on. */
  readonly marks: number
  /** Room for the beliefs on the way, by depth: one look-ahead at a time works in it. */
  readonly steps: (depth: number) => Float64Array
  readonly splits: (depth: number) => Float64Array
}

/** What of it is still to be had: the looks, and a mark for each remedy and question that is not. */
export type Left = {
  readonly out: Uint8Array
  readonly used: Uint8Array
  /** How much of the belief must be behind a gated remedy. */
  readonly needs: number
  readonly looks: readonly Observation[]
}

/** Takes remedies and questions; gives them prepared. */
export function prepare(repairs: Repairs, asks: readonly Ask[]): Offer {
  let mark = 1 + repairs.repairs.length
  return {
    ...repairs,
    run: greedyRun(repairs),
    floor: knownCosts(repairs),
    asks: asks.map((ask) => {
      const first = mark
      mark += ask.answers.length
      const heard = Float64Array.from({ length: repairs.causes }, (_, cause) =>
        ask.answers.reduce((sum, answer) => sum + (answer[cause] ?? 0), 0),
      )
      return { ...ask, heard, mark: first }
    }),
    marks: mark,
    steps: buffersOf(repairs.causes),
    splits: buffersOf(repairs.causes),
  }
}

function buffersOf(causes: number): (depth: number) => Float64Array {
  const made: Float64Array[] = []
  return (depth) => {
    made[depth] ??= new Float64Array(causes)
    return made[depth]
  }
}
