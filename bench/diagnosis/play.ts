import type { Likelihoods } from '../../src/core/diagnosis/likelihood-tables.ts'
import type { Fact } from '../../src/core/fact.ts'
import { type Model, type Setting, unit } from './model.ts'
import type { Move, Policy, Seen } from './policies.ts'
import { randomStream } from './random.ts'

/** What a policy came to over many cases. */
export type Played = {
  readonly seconds: number
  /** Standard error of the seconds. */
  readonly error: number
  readonly questions: number
  readonly repairs: number
  readonly handedOver: number
  readonly longest: number
}

export type Play = {
  readonly cases: number
  readonly seed: number
  /** Whether the paste shows facts, and whether it can be asked for the probe's output. */
  readonly facts: boolean
}

const MOST_STEPS = 120
/** While a case is this likely to be still open, a repair's luck is not drawn but reckoned with. */
const DRAWN_BELOW = 0.1

/**
 * Takes the world (a model, and its tables with the truth) and a policy; gives what it came to. Each case has its
 * own stream of random numbers, so that every policy meets the same faults, answers and luck. The causes come in
 * equal steps through their shares, and a repair that may help goes on with the part it does not help: the mean is
 * the same as if both were drawn, and far fewer cases are needed.
 */
export function play(
  model: Model,
  world: Likelihoods,
  setting: Setting,
  policy: Policy,
  { cases, seed, facts: shown }: Play,
): Played {
  const price = pricesIn(model, setting)
  const spent = new Float64Array(cases)
  const causes = new Int32Array(cases)
  const count = { questions: 0, repairs: 0, handedOver: 0, longest: 0 }
  const shares = world.causes.map((id) => model.causes.find((one) => one.id === id)?.share ?? 0)
  for (let at = 0; at < cases; at++) {
    const random = randomStream(seed * 1_000_003 + at)
    const cause = pick((at + random()) / cases, shares)
    causes[at] = cause
    const luck = lots(random, world, model)
    const chance = (table: Float64Array | undefined) => table?.[cause] ?? 0
    const facts = new Map<string, Fact>()
    const tell = (kind: string, value: string, source: Fact['source']) =>
      facts.set(kind, { kind, value, quote: '', source })
    if (shown) {
      for (const { id } of model.facts) {
        const yes = luck.facts(id) < chance(world.facts.get(id)?.chances.paste)
        tell(id, yes ? 'yes' : 'no', 'paste')
      }
    }
    const unsure = new Set<string>()
    const skipped = new Set<string>()
    const failed: string[] = []
    let asked = 0
    let open = 1
    for (let step = 1; ; step++) {
      if (step > MOST_STEPS) throw new Error('A walk does not end.')
      const seen = { facts, unsure, failed, skipped, asked }
      const move = policy(seen)
      count.longest = Math.max(count.longest, step)
      spent[at] = (spent[at] ?? 0) + (move.free ? 0 : open * price(move))
      if (move.kind === 'question') {
        asked++
        count.questions += open
        const yes = chance(world.facts.get(move.id)?.chances.answer) * (1 - model.noise.unsure)
        const drawn = luck.answers(move.id)
        if (drawn < yes) tell(move.id, 'yes', 'answer')
        else if (drawn < 1 - model.noise.unsure) tell(move.id, 'no', 'answer')
        else unsure.add(move.id)
      } else if (move.kind === 'probe') {
        count.questions += open
        if (luck.refuses < model.probe.refused) skipped.add('probe:probe')
        else {
          for (const { kind, chances } of world.probe.settles) {
            tell(kind, luck.probed(kind) < chance(chances.probe) ? 'yes' : 'no', 'probe')
          }
        }
      } else {
        count.repairs += open
        if (move.kind === 'hand-over') {
          count.handedOver += open
          break
        }
        const cures = chance(world.cures.get(move.id))
        if (open >= DRAWN_BELOW && cures < 1) open *= 1 - cures
        else if (luck.repairs(move.id) < cures) break
        failed.push(move.id)
      }
    }
  }
  const mean = spent.reduce((sum, one) => sum + one, 0) / cases
  // Within one cause only: how many cases each cause has is not left to chance.
  const between = spent.reduce((sum, one, at) => {
    const before = causes[at - 1] === causes[at] ? (spent[at - 1] ?? one) : one
    return sum + (one - before) ** 2
  }, 0)
  return {
    seconds: mean,
    error: Math.sqrt(between / 2) / cases,
    questions: count.questions / cases,
    repairs: count.repairs / cases,
    handedOver: count.handedOver / cases,
    longest: count.longest,
  }
}

/** What each move costs the person, as the model says. */
export function pricesIn(model: Model, setting: Setting): (move: Move) => number {
  const { message, retry } = model.settings[setting]
  const of = unit(setting)
  const prices = new Map<string, number>([
    ...model.questions.map((one) => [`question:${one.id}`, one[of] + message] as const),
    ...model.repairs.map((one) => [`remedy:${one.id}`, one[of] + message + retry] as const),
    ['probe:probe', model.probe[of] + message],
    ['hand-over:hand-over', model.handOver[of]],
  ])
  return ({ kind, id }) => prices.get(`${kind}:${id}`) ?? Number.NaN
}

/** All chance of a case, drawn before anything is asked. */
function lots(random: () => number, world: Likelihoods, model: Model) {
  const draw = (ids: readonly string[]) => {
    const drawn = new Map(ids.map((id) => [id, random()]))
    return (id: string) => drawn.get(id) ?? 1
  }
  return {
    refuses: random(),
    answers: draw(world.questions.map(({ id }) => id)),
    repairs: draw(world.remedies.map(({ id }) => id)),
    probed: draw(world.questions.map(({ id }) => id)),
    facts: draw(model.facts.map(({ id }) => id)),
  }
}

/** Takes what a policy sees; gives all a step can depend on, whatever the order. */
export function keyOf({ facts, unsure, failed, skipped }: Seen): string {
  const told = [...facts.values()].map(({ kind, value, source }) => `${kind}=${value}${source[0]}`)
  return [told, [...unsure], failed, [...skipped]]
    .map((list) => list.toSorted().join(' '))
    .join('|')
}

/** Takes a number from 0 to 1 and shares that sum to one; gives where in them it falls. */
export function pick(drawn: number, shares: readonly number[]): number {
  let left = drawn
  for (const [at, share] of shares.entries()) {
    left -= share
    if (left < 0) return at
  }
  return shares.length - 1
}
