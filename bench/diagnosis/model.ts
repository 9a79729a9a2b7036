import { readFileSync } from 'node:fs'
import {
  type FactTable,
  type Likelihoods,
  milli,
  sourced,
} from '../../src/core/diagnosis/likelihood-tables.ts'
import { WORDS } from '../../src/core/knowledge.ts'
import type { Prices } from '../../src/core/plan/prices.ts'

export type Setting = 'published' | 'thread' | 'field'
export const SETTINGS = ['published', 'thread', 'field'] as const
type Seconds = { readonly published: number; readonly field: number }
type Chances = Readonly<Record<string, number>>

/** The articles' troubleshooting problem; `about` in the file says where its numbers come from. */
export type Model = {
  readonly noise: { readonly wrong: number; readonly unsure: number }
  readonly settings: Readonly<
    Record<Setting, { readonly about: string; readonly message: number; readonly retry: number }>
  >
  readonly causes: readonly {
    readonly id: string
    readonly family: string
    readonly level: number
    readonly share: number
  }[]
  readonly questions: readonly (Seconds & {
    readonly id: string
    readonly level: number
    readonly default: number
    readonly yes: Chances
  })[]
  readonly repairs: readonly (Seconds & {
    readonly id: string
    readonly level: number
    readonly risk: 'low' | 'medium' | 'high'
    readonly cures: Chances
  })[]
  readonly handOver: Seconds
  readonly facts: readonly {
    readonly id: string
    readonly default: number
    readonly yes: Chances
  }[]
  readonly probe: Seconds & {
    readonly settles: readonly string[]
    readonly wrong: number
    readonly refused: number
  }
  readonly order: readonly OrderLine[]
  readonly reduced: Readonly<Record<'core' | 'wide', Reduction>>
  readonly worlds: Readonly<Record<string, Chances>>
}
/** A line of the published order: a question or a repair, where its conditions on answers hold. */
export type OrderLine = {
  readonly ask?: string
  readonly repair?: string
  /** Asked together with the line before, at no cost. */
  readonly free?: boolean
  readonly when?: Readonly<Record<string, string>>
  readonly unless?: Readonly<Record<string, string>>
}
export type Reduction = {
  readonly causes: readonly string[]
  readonly questions: readonly string[]
  readonly repairs: readonly string[]
  readonly world: string | null
}

export const articles: Model = JSON.parse(
  readFileSync(new URL('./model.json', import.meta.url), 'utf8'),
)

/** Takes a model and other shares; gives the model with them. */
export function inWorld(model: Model, shares: Chances): Model {
  const total = model.causes.reduce((sum, { id }) => sum + (shares[id] ?? 0), 0)
  const causes = model.causes.map((one) => ({ ...one, share: (shares[one.id] ?? 0) / total }))
  return { ...model, causes }
}

/** Takes a model; gives it with its shares drawn together: each the square root, as a doubter would believe them. */
export function tempered(model: Model): Model {
  const roots = model.causes.map(({ id, share }) => [id, Math.sqrt(share)] as const)
  return inWorld(model, Object.fromEntries(roots))
}

/** Takes a model; gives it as it could be written in `knowledge/`: each likelihood the nearest of the five words. */
export function inWords(model: Model): Model {
  const snapped = (chances: Chances) =>
    Object.fromEntries(Object.entries(chances).map(([id, chance]) => [id, nearestWord(chance)]))
  return {
    ...model,
    questions: model.questions.map((one) => ({ ...one, yes: snapped(one.yes) })),
    facts: model.facts.map((one) => ({ ...one, yes: snapped(one.yes) })),
    repairs: model.repairs.map((one) => ({
      ...one,
      cures: Object.fromEntries(
        Object.entries(one.cures).map(([id, cure]) => [id, Math.min(0.9, nearestWord(cure))]),
      ),
    })),
  }
}

function nearestWord(chance: number): number {
  const odds = (one: number) => Math.log(one / (1 - one))
  const distance = (word: number) => Math.abs(odds(word) - odds(Math.min(0.99, chance)))
  return Object.values(WORDS).reduce<number>(
    (best, word) => (distance(word) < distance(best) ? word : best),
    0.5,
  )
}

/** Takes a model and a part of it; gives that part, its shares summing to one. */
export function reduce(model: Model, { causes, questions, repairs, world }: Reduction): Model {
  const has = (list: readonly string[]) => (one: { readonly id: string }) => list.includes(one.id)
  const part: Model = {
    ...model,
    causes: model.causes.filter(has(causes)),
    questions: model.questions.filter(has(questions)),
    repairs: model.repairs.filter(has(repairs)),
    facts: [],
  }
  const shares =
    (world === null ? undefined : model.worlds[world]) ??
    Object.fromEntries(part.causes.map(({ id, share }) => [id, share]))
  return inWorld(part, shares)
}

/** Takes a model; gives what the product is told about prices: the articles price a risky repair in its seconds. */
export function pricesOf({ settings, handOver, noise, probe }: Model, setting: Setting): Prices {
  return {
    message: settings[setting].message,
    retry: settings[setting].retry,
    handOver: handOver[unit(setting)],
    risk: { low: 0, medium: 0, high: 0 },
    unsure: noise.unsure,
    refused: probe.refused,
  }
}

/** Takes a model; gives it in the product's own tables, so that the product's code plays it unchanged. */
export function tablesFrom(model: Model, setting: Setting): Likelihoods {
  const causes = model.causes.toSorted(byId)
  const row = (chances: Chances, rest: number) =>
    Float64Array.from(causes, ({ id }) => chances[id] ?? rest)
  const facts = new Map(
    [
      ...model.questions.map((one) => ({ ...one, exact: false })),
      ...model.facts.map((one) => ({ ...one, exact: true })),
    ]
      .toSorted(byId)
      .map(
        (one) => [one.id, factTable(one.id, row(one.yes, one.default), model, one.exact)] as const,
      ),
  )
  const remedies = model.repairs.toSorted(byId).map(({ id, level, risk, cures, ...seconds }) => ({
    id,
    level,
    risk,
    seconds: seconds[unit(setting)],
    cures: row(cures, 0),
  }))
  const settles = model.probe.settles.toSorted().flatMap((id) => facts.get(id) ?? [])
  return {
    causes: causes.map(({ id }) => id),
    families: causes.map(({ family }) => family),
    levels: causes.map(({ level }) => level),
    facts,
    remedies,
    cures: new Map(remedies.map(({ id, cures }) => [id, cures])),
    questions: model.questions.toSorted(byId).flatMap(({ id, level, ...seconds }) => {
      const fact = facts.get(id)
      return fact ? [{ id, level, seconds: seconds[unit(setting)], fact, offered: [0, 1] }] : []
    }),
    probe: { seconds: model.probe[unit(setting)], settles },
  }
}

/** Takes a model and tables; gives its shares as the product wants them. */
export function sharesFrom({ causes }: Model): Int32Array {
  return Int32Array.from(causes.toSorted(byId), ({ share }) => milli(share))
}

function factTable(id: string, yes: Float64Array, model: Model, exact: boolean): FactTable {
  const chances = sourced((source) => {
    const wrong =
      exact || source === 'paste' ? 0 : source === 'answer' ? model.noise.wrong : model.probe.wrong
    const seen = yes.map((one) => (1 - wrong) * one + wrong * (1 - one))
    return Float64Array.from([...seen, ...seen.map((one) => 1 - one)])
  })
  const weights = sourced((source) => Int32Array.from(chances[source], milli))
  return { kind: id, group: null, values: ['yes', 'no'], chances, weights }
}

export function unit(setting: Setting): 'published' | 'field' {
  return setting === 'field' ? 'field' : 'published'
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}
