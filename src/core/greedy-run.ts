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

/** Takes remedies; gives their greedy run. Gains are kept up to date instead of being summed anew for each pick. */
export function greedyRun({ causes: n, handOver, repairs, cure }: Repairs): GreedyRun {
  const count = repairs.length
  const { starts, columns, chances } = sparse(repairs.map(({ cures }) => cures))
  const byCause = sparse(
    Array.from({ length: n }, (_, c) => Float64Array.from(repairs, ({ cures }) => cures[c] ?? 0)),
  )
  const price = Float64Array.from(repairs, (one) => one.price)
  const rateOf = price.map((one) => 1 / one)
  const left = new Float64Array(n)
  const gain = new Float64Array(count)
  const candidates = new Int32Array(count)
  let first = -1

  /** Whether so much of what is left is behind a remedy that it may come. */
  function mayCome(a: number, needed: number): boolean {
    if (!repairs[a]?.gated) return true
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
    let open = 0
    for (let a = 0; a < count; a++) {
      if (out[a] !== 0) continue
      let sum = 0
      const end = starts[a + 1] ?? 0
      for (let at = starts[a] ?? 0; at < end; at++) {
        sum += (left[columns[at] ?? 0] ?? 0) * (chances[at] ?? 0)
      }
      gain[a] = sum
      if (sum > 0) candidates[open++] = a
    }
    first = -1
    const least = mass * NEARLY_NONE
    const floor = least / handOver
    let total = 0
    for (let picks = 0; mass > least; picks++) {
      let best = -1
      let rate = (mass / handOver) * CLOSER
      let kept = 0
      for (let i = 0; i < open; i++) {
        const a = candidates[i] ?? 0
        const worth = (gain[a] ?? 0) * (rateOf[a] ?? 0)
        // Gains only fall: what cannot even beat the last hand-over will not come any more.
        if (worth > floor) candidates[kept++] = a
        if (worth > rate && mayCome(a, needs * mass)) {
          best = a
          rate = worth * CLOSER
        }
      }
      open = kept
      if (best < 0) break
      if (picks === 0) first = best
      total += mass * (price[best] ?? 0)
      const end = starts[best + 1] ?? 0
      for (let at = starts[best] ?? 0; at < end; at++) {
        const c = columns[at] ?? 0
        const cured = (left[c] ?? 0) * (chances[at] ?? 0)
        left[c] = (left[c] ?? 0) - cured
        mass -= cured
        const last = byCause.starts[c + 1] ?? 0
        for (let i = byCause.starts[c] ?? 0; i < last; i++) {
          const a = byCause.columns[i] ?? 0
          gain[a] = (gain[a] ?? 0) - cured * (byCause.chances[i] ?? 0)
        }
      }
      gain[best] = Number.NEGATIVE_INFINITY
    }
    return total + mass * handOver
  }
  return { cost, first: () => first }
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
