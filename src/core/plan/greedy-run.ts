/** A remedy as the look-ahead sees it. */
type Repair = {
  readonly price: number
  /** May only come when enough of the belief is behind what it cures. */
  readonly gated: boolean
  /** P(it ends the fault | cause). */
  readonly cures: Float64Array
}

/** What a run of remedies is made from; from `cure` on, a chance counts as a cure. */
export type Repairs = {
  readonly causes: number
  readonly handOver: number
  readonly repairs: readonly Repair[]
  readonly cure: number
}

/** The greedy run by chance over price with a hand-over at its end. */
export type GreedyRun = {
  /**
   * Takes a belief that need not sum to one, a mark for each remedy that is out, and how much must be behind a
   * gated one; gives the expected cost times the belief's sum, so that outcomes simply add up.
   */
  readonly cost: (belief: Float64Array, out: Uint8Array, needs: number) => number
  /** The first remedy of the newest run, -1 where it hands over at once. */
  readonly first: () => number
}

const NEARLY_NONE = 1e-3
/** Rates closer than this are the same, so that the order of sums decides nothing. */
const CLOSER = 1 + 1e-9

/** Takes remedies; gives their greedy run. Rates are kept up to date instead of being summed anew for each pick. */
export function greedyRun({ causes, handOver, repairs, cure }: Repairs): GreedyRun {
  const count = repairs.length
  const price = Float64Array.from(repairs, (one) => one.price)
  const { starts, columns, chances } = sparse(repairs.map(({ cures }) => cures))
  // What a cause that is cured takes from the rate of each remedy.
  const {
    starts: causeStarts,
    columns: curedBy,
    chances: rateTaken,
  } = sparse(
    Array.from({ length: causes }, (_, cause) =>
      Float64Array.from(repairs, (one) => (one.cures[cause] ?? 0) / one.price),
    ),
  )
  const chancePerSecond = chances.map((chance, at) => chance / (price[rowOf(starts, at)] ?? 1))
  const gated = Uint8Array.from(repairs, (one) => (one.gated ? 1 : 0))
  const left = new Float64Array(causes)
  const rates = new Float64Array(count)
  const rest = new Int32Array(count)
  let first = -1

  /** Whether so much of what is left is behind a remedy that it may come. */
  function mayCome(remedy: number, needed: number): boolean {
    let behind = 0
    for (let at = starts[remedy] ?? 0; at < (starts[remedy + 1] ?? 0); at++) {
      if ((chances[at] ?? 0) >= cure) behind += left[columns[at] ?? 0] ?? 0
    }
    return behind >= needed
  }

  function cost(belief: Float64Array, out: Uint8Array, needs: number): number {
    let mass = 0
    for (let cause = 0; cause < causes; cause++) {
      const one = belief[cause] ?? 0
      left[cause] = one
      mass += one
    }
    const least = mass * NEARLY_NONE
    // Rates only fall, so what has none now never comes.
    let some = 0
    for (let remedy = 0; remedy < count; remedy++) {
      if (out[remedy] !== 0) continue
      const end = starts[remedy + 1] ?? 0
      let rate = 0
      for (let at = starts[remedy] ?? 0; at < end; at++)
        rate += (left[columns[at] ?? 0] ?? 0) * (chancePerSecond[at] ?? 0)
      rates[remedy] = rate
      if (rate > 0) rest[some++] = remedy
    }
    first = -1
    let total = 0
    while (mass > least) {
      let best = -1
      let bar = (mass / handOver) * CLOSER
      for (let i = 0; i < some; i++) {
        const remedy = rest[i] ?? 0
        const rate = rates[remedy] ?? 0
        if (rate > bar && (gated[remedy] === 0 || mayCome(remedy, needs * mass))) {
          best = remedy
          bar = rate * CLOSER
        }
      }
      if (best < 0) break
      if (first < 0) first = best
      total += mass * (price[best] ?? 0)
      const end = starts[best + 1] ?? 0
      for (let at = starts[best] ?? 0; at < end; at++) {
        const cause = columns[at] ?? 0
        const held = left[cause] ?? 0
        const cured = held * (chances[at] ?? 0)
        left[cause] = held - cured
        mass -= cured
        const last = causeStarts[cause + 1] ?? 0
        for (let i = causeStarts[cause] ?? 0; i < last; i++) {
          const remedy = curedBy[i] ?? 0
          rates[remedy] = (rates[remedy] ?? 0) - cured * (rateTaken[i] ?? 0)
        }
      }
      rates[best] = Number.NEGATIVE_INFINITY
    }
    return total + mass * handOver
  }
  return { cost, first: () => first }
}

/** In which row an entry stands. */
function rowOf(starts: Int32Array, at: number): number {
  return starts.findLastIndex((start) => start <= at)
}

/** Takes dense rows; gives the entries that are not zero, row after row. */
function sparse(rows: readonly Float64Array[]) {
  const starts = [0]
  const columns: number[] = []
  const chances: number[] = []
  for (const row of rows) {
    for (const [column, chance] of row.entries()) {
      if (chance > 0) {
        columns.push(column)
        chances.push(chance)
      }
    }
    starts.push(columns.length)
  }
  return {
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    chances: Float64Array.from(chances),
  }
}

/** Takes remedies; gives for each cause what it costs when it is known: no plan can be cheaper. */
export function knownCosts({ causes, handOver, repairs }: Repairs): Float64Array {
  return Float64Array.from({ length: causes }, (_, cause) => {
    const useful = repairs
      .map(({ price, cures }) => ({ price, cure: cures[cause] ?? 0 }))
      .filter(({ price, cure }) => cure / price > 1 / handOver)
      .sort((a, b) => b.cure / b.price - a.cure / a.price)
    let alive = 1
    let total = 0
    for (const { price, cure } of useful) {
      total += alive * price
      alive *= 1 - cure
    }
    return total + alive * handOver
  })
}
