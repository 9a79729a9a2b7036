import type { Source } from '../fact.ts'
import {
  type Cause,
  type FactKind,
  type Knowledge,
  type Question,
  type Remedy,
  type Symptom,
  WORDS,
} from '../knowledge.ts'

/** How often a source gets a fact wrong: an exact quote hardly ever, a person answering one time in twenty. */
export const RELIABILITY: Readonly<Record<Source, number>> = {
  paste: 0.002,
  probe: 0.01,
  check: 0.01,
  answer: 0.05,
}
const SOURCES = ['paste', 'probe', 'check', 'answer'] as const
/** Even the right remedy is not always applied rightly. */
const MOST_CURED = 0.9
/** From here on a remedy counts as a cure of a cause, and not as something that happens to help. */
export const A_CURE = 0.5

/** One kind of fact against the causes of a symptom: entry [value × causes + cause], values in their own order. */
export type FactTable = {
  readonly kind: string
  readonly group: string | null
  readonly values: readonly string[]
  /** P(value | cause), softened by how often the source is wrong; never zero. */
  readonly chances: Readonly<Record<Source, Float64Array>>
  /** The same in thousandths of a decade. */
  readonly weights: Readonly<Record<Source, Int32Array>>
}

type RemedyTable = {
  readonly id: string
  readonly seconds: number
  readonly risk: Remedy['risk']
  readonly level: number
  /** P(it ends the fault | cause). */
  readonly cures: Float64Array
}

type QuestionTable = {
  readonly id: string
  readonly seconds: number
  readonly level: number
  readonly fact: FactTable
  /** Which values of the fact can be answered. */
  readonly offered: readonly number[]
}

/** What the knowledge says about one symptom, as numbers: everything in the order of its ids. */
export type Likelihoods = {
  /** Ids of the causes, their families and levels, side by side. */
  readonly causes: readonly string[]
  readonly families: readonly string[]
  readonly levels: readonly number[]
  readonly facts: ReadonlyMap<string, FactTable>
  readonly remedies: readonly RemedyTable[]
  /** Of every remedy that cures a cause of these, also the remedies of other symptoms. */
  readonly cures: ReadonlyMap<string, Float64Array>
  /** Only those whose answer some cause has something to say of. */
  readonly questions: readonly QuestionTable[]
  readonly probe: { readonly seconds: number; readonly settles: readonly FactTable[] }
}

type Compiled = { readonly from: Knowledge; readonly tables: Likelihoods }
const compiled = new WeakMap<readonly Cause[], Map<string, Compiled>>()

/** Takes a symptom; gives its causes in the order of their ids. */
export function causesOf(knowledge: Knowledge, symptom: Symptom): readonly Cause[] {
  return symptom.shares
    .flatMap(({ cause }) => knowledge.causes.find(({ id }) => id === cause) ?? [])
    .sort(byId)
}

/** Takes a symptom; gives its tables. They do not hold the shares, so that learning does not compile anew. */
export function likelihoodsOf(knowledge: Knowledge, symptom: Symptom): Likelihoods {
  const known = compiled.get(knowledge.causes) ?? new Map<string, Compiled>()
  const key = symptom.shares.map(({ cause }) => cause).join(' ')
  const found = known.get(key)
  if (found && isSame(found.from, knowledge)) return found.tables
  const tables = compile(knowledge, causesOf(knowledge, symptom))
  known.set(key, { from: knowledge, tables })
  compiled.set(knowledge.causes, known)
  return tables
}

function isSame(a: Knowledge, b: Knowledge): boolean {
  return a.facts === b.facts && a.questions === b.questions && a.probe === b.probe
}

function compile(knowledge: Knowledge, causes: readonly Cause[]): Likelihoods {
  const facts = new Map(
    knowledge.facts
      .filter(({ id }) => causes.some(({ evidence }) => evidence.some(({ fact }) => fact === id)))
      .toSorted(byId)
      .map((kind) => [kind.id, factTable(kind, causes)] as const),
  )
  const levelOf = (fact: string) =>
    Math.min(
      ...causes
        .filter(({ evidence }) => evidence.some((line) => line.fact === fact))
        .map(({ level }) => level),
    )
  const cures = new Map(
    knowledge.causes
      .flatMap(({ remedies }) => remedies)
      .map((one) => [one.id, Float64Array.from(causes, ({ id }) => cureRate(one.cures[id]))]),
  )
  return {
    causes: causes.map(({ id }) => id),
    families: causes.map(({ family }) => family),
    levels: causes.map(({ level }) => level),
    facts,
    remedies: causes
      .flatMap(({ remedies, level }) => remedies.map((remedy) => ({ remedy, level })))
      .map(({ remedy: { id, seconds, risk }, level }) => ({
        id,
        seconds,
        risk,
        level,
        cures: cures.get(id) ?? new Float64Array(causes.length),
      }))
      .sort(byId),
    cures,
    questions: knowledge.questions
      .toSorted(byId)
      .flatMap((question) => questionTable(question, facts, levelOf(question.fact))),
    probe: {
      seconds: knowledge.probe.seconds,
      settles: knowledge.probe.settles.toSorted().flatMap((kind) => facts.get(kind) ?? []),
    },
  }
}

function factTable(kind: FactKind, causes: readonly Cause[]): FactTable {
  const values = Object.keys(kind.values)
  const size = values.length * causes.length
  const chances = sourced((source) => {
    const table = new Float64Array(size)
    for (const [v, value] of values.entries()) {
      for (const [c, cause] of causes.entries()) {
        table[v * causes.length + c] = likelihood(kind, cause, value, RELIABILITY[source])
      }
    }
    return table
  })
  return {
    kind: kind.id,
    group: kind.group ?? null,
    values,
    chances,
    weights: sourced((source) => Int32Array.from(chances[source], milli)),
  }
}

/** Takes something made for each source; gives it by source. */
export function sourced<Made>(make: (source: Source) => Made): Readonly<Record<Source, Made>> {
  return Object.fromEntries(SOURCES.map((source) => [source, make(source)])) as Record<Source, Made>
}

function questionTable(
  { id, seconds, fact, answers }: Question,
  facts: ReadonlyMap<string, FactTable>,
  level: number,
): readonly QuestionTable[] {
  const table = facts.get(fact)
  if (!table) return []
  const offered = answers.map(({ value }) => table.values.indexOf(value)).filter((at) => at >= 0)
  return offered.length > 1 ? [{ id, seconds, level, fact: table, offered }] : []
}

/** P(the fact has this value | this cause), softened by how often the source is wrong. Never zero. */
function likelihood(kind: FactKind, cause: Cause, value: string, wrong: number): number {
  const base = kind.values[value] ?? 0
  const line = cause.evidence.find(({ fact }) => fact === kind.id)
  if (!line) return base
  const named = line.is.reduce((sum, one) => sum + (kind.values[one] ?? 0), 0)
  const inside = line.is.includes(value)
  const share = inside ? base / named : named < 1 ? base / (1 - named) : 0
  const probability = (inside ? WORDS[line.how] : 1 - WORDS[line.how]) * share
  return (1 - wrong) * probability + wrong * base
}

function cureRate(word: keyof typeof WORDS | undefined): number {
  return word ? Math.min(WORDS[word], MOST_CURED) : 0
}

/** A probability in thousandths of a decade: integers add up the same in any order. */
export function milli(probability: number): number {
  return Math.round(1000 * Math.log10(Math.max(probability, 1e-6)))
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
