import type { Fact } from '../../src/core/fact.ts'
import type { Tables } from '../../src/core/tables.ts'
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

/**
 * Takes the world (a model, and its tables with the truth) and a policy; gives what it came to. Each case has its
 * own stream of random numbers, so that every policy meets the same faults, answers and luck.
 */
export function play(
  model: Model,
  world: Tables,
  setting: Setting,
  policy: Policy,
  { cases, seed, facts: shown }: Play,
): Played {
  const price = pricesIn(model, setting)
  const known = new Map<string, Move>()
  const spent = new Float64Array(cases)
  const count = { questions: 0, repairs: 0, handedOver: 0, longest: 0 }
  const shares = world.causes.map((id) => model.causes.find((one) => one.id === id)?.share ?? 0)
  for (let at = 0; at < cases; at++) {
    const random = randomStream(seed * 1_000_003 + at)
    const cause = pick(random(), shares)
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
    for (let step = 1; ; step++) {
      if (step > MOST_STEPS) throw new Error('A walk does not end.')
      const seen = { facts, unsure, failed, skipped, asked }
      const key = keyOf(seen)
      const move = known.get(key) ?? policy(seen)
      known.set(key, move)
      count.longest = Math.max(count.longest, step)
      spent[at] = (spent[at] ?? 0) + (move.free ? 0 : price(move))
      if (move.kind === 'question') {
        asked++
        count.questions++
        const yes = chance(world.facts.get(move.id)?.chances.answer) * (1 - model.noise.unsure)
        const drawn = luck.answers(move.id)
        if (drawn < yes) tell(move.id, 'yes', 'answer')
        else if (drawn < 1 - model.noise.unsure) tell(move.id, 'no', 'answer')
        else unsure.add(move.id)
      } else if (move.kind === 'probe') {
        count.questions++
        if (luck.refuses < model.probe.refused) skipped.add('probe:probe')
        else {
          for (const { kind, chances } of world.probe.settles) {
            tell(kind, luck.probed(kind) < chance(chances.probe) ? 'yes' : 'no', 'probe')
          }
        }
      } else {
        count.repairs++
        if (move.kind === 'hand-over') count.handedOver++
        if (move.kind === 'hand-over' || luck.repairs(move.id) < chance(world.cures.get(move.id)))
          break
        failed.push(move.id)
      }
    }
  }
  const mean = spent.reduce((sum, one) => sum + one, 0) / cases
  const variance = spent.reduce((sum, one) => sum + (one - mean) ** 2, 0) / cases
  return {
    seconds: mean,
    error: Math.sqrt(variance / cases),
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
function lots(random: () => number, world: Tables, model: Model) {
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

/** What a step can depend on, in any order. */
function keyOf({ facts, unsure, failed, skipped }: Seen): string {
  const told = [...facts.values()].map(({ kind, value, source }) => `${kind}=${value}${source[0]}`)
  return [told, [...unsure], failed, [...skipped]]
    .map((list) => list.toSorted().join(' '))
    .join('|')
}

function pick(drawn: number, shares: readonly number[]): number {
  let left = drawn
  for (const [at, share] of shares.entries()) {
    left -= share
    if (left < 0) return at
  }
  return shares.length - 1
}
