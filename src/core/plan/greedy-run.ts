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
export function greedyRun({ causes: n, handOver, repairs, cure }: Repairs): GreedyRun {
  const count = repairs.length
  const price = Float64Array.from(repairs, (one) => one.price)
  const { starts, columns, chances } = sparse(repairs.map(({ cures }) => cures))
  // What a cause that is cured takes from the rate of each remedy.
  const {
    starts: from,
    columns: takes,
    chances: taken,
  } = sparse(
    Array.from({ length: n }, (_, c) =>
      Float64Array.from(repairs, (one) => (one.cures[c] ?? 0) / one.price),
    ),
  )
  const per = chances.map((chance, at) => chance / (price[rowOf(starts, at)] ?? 1))
  const gated = Uint8Array.from(repairs, (one) => (one.gated ? 1 : 0))
  const left = new Float64Array(n)
  const rates = new Float64Array(count)
  const rest = new Int32Array(count)
  let first = -1

  /** Whether so much of what is left is behind a remedy that it may come. */
  function mayCome(a: number, needed: number): boolean {
    let behind = 0
    for (let at = starts[a] ?? 0; at < (starts[a + 1] ?? 0); at++) {
      if ((chances[at] ?? 0) >= cure) behind += left[columns[at] ?? 0] ?? 0
    }
    return behind >= needed
  }

  function cost(belief: Float64Array, out: Uint8Array, needs: number): number {
    let mass = 0
    for (let c = 0; c < n; c++) {
      const one = belief[c] ?? 0
      left[c] = one
      mass += one
    }
    const least = mass * NEARLY_NONE
    // Rates only fall, so what has none now never comes.
    let some = 0
    for (let a = 0; a < count; a++) {
      if (out[a] !== 0) continue
      const end = starts[a + 1] ?? 0
      let rate = 0
      for (let at = starts[a] ?? 0; at < end; at++)
        rate += (left[columns[at] ?? 0] ?? 0) * (per[at] ?? 0)
      rates[a] = rate
      if (rate > 0) rest[some++] = a
    }
    first = -1
    let total = 0
    while (mass > least) {
      let best = -1
      let bar = (mass / handOver) * CLOSER
      for (let i = 0; i < some; i++) {
        const a = rest[i] ?? 0
        const rate = rates[a] ?? 0
        if (rate > bar && (gated[a] === 0 || mayCome(a, needs * mass))) {
          best = a
          bar = rate * CLOSER
        }
      }
      if (best < 0) break
      if (first < 0) first = best
      total += mass * (price[best] ?? 0)
      const end = starts[best + 1] ?? 0
      for (let at = starts[best] ?? 0; at < end; at++) {
        const c = columns[at] ?? 0
        const held = left[c] ?? 0
        const cured = held * (chances[at] ?? 0)
        left[c] = held - cured
        mass -= cured
        const last = from[c + 1] ?? 0
        for (let i = from[c] ?? 0; i < last; i++) {
          const a = takes[i] ?? 0
          rates[a] = (rates[a] ?? 0) - cured * (taken[i] ?? 0)
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
  return Float64Array.from({ length: causes }, (_, c) => {
    const useful = repairs
      .map(({ price, cures }) => ({ price, cure: cures[c] ?? 0 }))
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
