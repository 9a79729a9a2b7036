import type { PlanRules } from '../../src/core/plan/prices.ts'
import { articles, type Model, pricesOf, type Setting, sharesFrom, tablesFrom } from './model.ts'
import { keyOf, type Played, play } from './play.ts'
import type { Move, Policy, Told } from './policies.ts'

export const SEED = 1
/** The arithmetic alone: no rule of courtesy above it. */
export const FREE: PlanRules = { mostQuestions: 99, highRiskNeeds: 0, levelOpens: 0 }

type Playing = {
  readonly model: Model
  readonly believed: Model
  readonly facts: boolean
  readonly probe: boolean
  readonly rules: Partial<PlanRules>
}
/** What makes a policy, and under which conditions it plays; what is left out is not there. */
export type Line = readonly [
  name: string,
  policy: (told: Told) => Policy,
  playing: Partial<Playing>,
]

/** Plays a policy that believes one model in the world of another. */
export function playWith(
  policy: (told: Told) => Policy,
  setting: Setting,
  cases: number,
  {
    model = articles,
    believed = model,
    facts = false,
    probe = false,
    rules = {},
  }: Partial<Playing>,
): Played {
  const all = { ...FREE, ...rules }
  const made = policies.get(believed) ?? new Map<string, Policy>()
  policies.set(believed, made)
  const key = JSON.stringify([policy.name, setting, probe, all])
  const plays = made.get(key) ?? remembered(policy(toldOf(believed, setting, all, probe)))
  made.set(key, plays)
  return play(model, tablesFrom(model, setting), setting, plays, { cases, seed: SEED, facts })
}

/** What is believed decides, whatever the world is: a policy is made once, and remembers what it said. */
const policies = new WeakMap<Model, Map<string, Policy>>()

function remembered(policy: Policy): Policy {
  const known = new Map<string, Move>()
  return (seen) => {
    const key = keyOf(seen)
    const move = known.get(key) ?? policy(seen)
    known.set(key, move)
    return move
  }
}

/** Takes a model; gives what a policy is made from. */
export function toldOf(model: Model, setting: Setting, rules: PlanRules, probe: boolean): Told {
  const tables = tablesFrom(model, setting)
  return {
    model,
    tables: probe ? tables : { ...tables, probe: { ...tables.probe, settles: [] } },
    shares: sharesFrom(model),
    options: { prices: pricesOf(model, setting), rules },
  }
}
