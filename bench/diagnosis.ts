import { join } from 'node:path'
import { diagnose } from '../src/core/diagnose.ts'
import { nextStep } from '../src/core/next-step.ts'
import { RULES, type Rules } from '../src/core/prices.ts'
import { read } from '../src/core/read.ts'
import { fold } from '../src/core/state.ts'
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts'
import {
  articles,
  inWords,
  inWorld,
  type Model,
  pricesOf,
  reduce,
  SETTINGS,
  type Setting,
  sharesFrom,
  tablesFrom,
  tempered,
} from './diagnosis/model.ts'
import { expectation, optimum } from './diagnosis/optimum.ts'
import { play } from './diagnosis/play.ts'
import {
  chanceOverPrice,
  flatList,
  ours,
  type Policy,
  published,
  publishedThenRest,
  type Told,
} from './diagnosis/policies.ts'
import { walkEachCause } from './diagnosis/walks.ts'

const SEED = 1
const CASES = 20_000
const WRONG_CASES = 8000
/** The arithmetic alone: no rule of courtesy above it. */
const FREE: Rules = { mostQuestions: 99, highRiskNeeds: 0, levelOpens: 0 }
/** What our command settles of the articles' questions; it does not look at the characters of a secret. */
const OUR_PROBE = [
  ...['env_set', 'cli_ok', 'asia', 'token_set', 'in_ci', 'creds_present', 'in_docker'],
  ...['file_exists', 'custom_path', 'region_optin', 'clock_ok'],
]

type Row = readonly (string | number)[]

/** `npm run bench -- diagnosis [--quick]`: how fast our order of steps is, and how far from the best possible. */
export function benchDiagnosis(args: readonly string[] = process.argv.slice(3)): void {
  const quick = args.includes('--quick')
  const cases = quick ? CASES / 10 : CASES
  print(`Seconds to the fix on the articles' model, ${cases} cases, seed ${SEED}`, [
    ['policy', ...SETTINGS.flatMap((one) => [one, '±', 'asked', 'tried', 'handed over'])],
    ...onTheArticles(cases),
  ])
  print('The world is not what the articles say: seconds', [
    ['the engine believes', ...WORLDS.flatMap((world) => [`${world}, thread`, 'field'])],
    ...inOtherWorlds(quick ? WRONG_CASES / 10 : WRONG_CASES),
  ])
  print('Ratio to the exact optimum', [
    ['model', 'optimum, s', 'ours', 'chance over price', 'baseline', 'ours with its rules'],
    ...againstTheOptimum(quick),
  ])
  const knowledge = loadKnowledge(join(import.meta.dirname, '../knowledge'))
  const walked = walkEachCause(knowledge)
  print('Our knowledge, every question answered truthfully', [
    ['cause', 'walks', 'right', 'handed over', 'steps', 'questions', 'seconds'],
    ...walked.map(
      (one): Row => [
        one.cause,
        one.walks,
        percent(one.right),
        percent(one.handedOver),
        ...[one.steps, one.questions, one.seconds].map((value) => value.toFixed(1)),
      ],
    ),
    overall(walked),
  ])
  print('Milliseconds', [['', 'p50', 'p99'], ...speed(knowledge)])
}

function onTheArticles(cases: number): readonly Row[] {
  const worded = inWords(articles)
  const probing = { ...articles, probe: { ...articles.probe, settles: OUR_PROBE } }
  const rows: readonly (readonly [string, (told: Told) => Policy, Partial<Playing>])[] = [
    ['published order', published, {}],
    ['baseline: published order, then the repairs it forgot', publishedThenRest, {}],
    ['flat list by share', flatList, {}],
    ['ours, remedies only (chance over price)', chanceOverPrice, {}],
    ['ours, questions, no facts of the paste, no probe', ours, {}],
    ['ours, with facts', ours, { facts: true }],
    ['ours, with facts and probe', ours, { facts: true, probe: true }],
    ['… at most 3 questions', ours, { facts: true, probe: true, rules: { mostQuestions: 3 } }],
    ['… risky repairs gated', ours, { facts: true, probe: true, rules: { highRiskNeeds: 0.5 } }],
    ['… published levels', ours, { facts: true, probe: true, rules: { levelOpens: 0.5 } }],
    ['… all rules of the product', ours, { facts: true, probe: true, rules: RULES }],
    [
      '… and likelihoods in five words',
      ours,
      { facts: true, probe: true, believed: worded, rules: RULES },
    ],
    [
      'arithmetic, with what our command settles',
      ours,
      { facts: true, probe: true, model: probing },
    ],
    [
      'all rules, with what our command settles',
      ours,
      { facts: true, probe: true, model: probing, rules: RULES },
    ],
  ]
  return rows.map(([name, policy, playing]) => [
    name,
    ...SETTINGS.flatMap((setting) => {
      const played = playWith(policy, setting, cases, playing)
      return [
        played.seconds.toFixed(1),
        played.error.toFixed(1),
        played.questions.toFixed(2),
        played.repairs.toFixed(2),
        percent(played.handedOver),
      ]
    }),
  ])
}

type Playing = {
  readonly model: Model
  readonly believed: Model
  readonly facts: boolean
  readonly probe: boolean
  readonly rules: Partial<Rules>
}

/** Plays a policy that believes one model in the world of another. */
function playWith(
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
) {
  const told = toldOf(believed, setting, { ...FREE, ...rules }, probe)
  return play(model, tablesFrom(model, setting), setting, policy(told), {
    cases,
    seed: SEED,
    facts,
  })
}

function toldOf(model: Model, setting: Setting, rules: Rules, probe: boolean): Told {
  const tables = tablesFrom(model, setting)
  return {
    model,
    tables: probe ? tables : { ...tables, probe: { ...tables.probe, settles: [] } },
    shares: sharesFrom(model),
    options: { prices: pricesOf(model, setting), rules },
  }
}

const WORLDS = Object.keys(articles.worlds)

function inOtherWorlds(cases: number): readonly Row[] {
  const rows: readonly (readonly [
    string,
    (told: Told) => Policy,
    (world: Model) => Model,
    boolean,
  ])[] = [
    ['baseline', publishedThenRest, () => articles, false],
    ["ours, the articles' shares", ours, () => articles, true],
    ['ours, the same tempered', ours, () => tempered(articles), true],
    ['ours, the true shares', ours, (world) => world, true],
  ]
  return rows.map(([name, policy, believes, full]) => [
    name,
    ...WORLDS.flatMap((world) => {
      const model = inWorld(articles, articles.worlds[world] ?? {})
      const believed = believes(model)
      return (['thread', 'field'] as const).map((setting) =>
        playWith(policy, setting, cases, {
          model,
          believed,
          facts: full,
          probe: full,
        }).seconds.toFixed(0),
      )
    }),
  ])
}

function againstTheOptimum(quick: boolean): readonly Row[] {
  return (['core', 'wide'] as const).flatMap((name) =>
    SETTINGS.map((setting): Row => {
      const all = articles.reduced[name]
      const part = quick
        ? { ...all, questions: all.questions.slice(0, 6), repairs: all.repairs.slice(0, 7) }
        : all
      const model = reduce(articles, part)
      const told = toldOf(model, setting, FREE, false)
      const best = optimum(model, told.tables, setting)
      const ratio = (policy: Policy) =>
        (expectation(model, told.tables, setting, policy) / best).toFixed(4)
      return [
        `${name}, ${setting}: ${part.causes.length} causes, ${part.questions.length} questions, ${part.repairs.length} repairs`,
        best.toFixed(2),
        ratio(ours(told)),
        ratio(chanceOverPrice(told)),
        ratio(publishedThenRest(told)),
        ratio(ours({ ...told, options: { ...told.options, rules: RULES } })),
      ]
    }),
  )
}

function overall(walked: ReturnType<typeof walkEachCause>): Row {
  const walks = walked.reduce((sum, one) => sum + one.walks, 0)
  const mean = (of: (one: (typeof walked)[number]) => number) =>
    walked.reduce((sum, one) => sum + of(one) * one.walks, 0) / walks
  return [
    'all',
    walks,
    percent(mean(({ right }) => right)),
    percent(mean(({ handedOver }) => handedOver)),
    mean(({ steps }) => steps).toFixed(1),
    mean(({ questions }) => questions).toFixed(1),
    mean(({ seconds }) => seconds).toFixed(1),
  ]
}

/** After every sample of every cause, warmed up; not a test, since a machine is rarely alone. */
function speed(knowledge: ReturnType<typeof loadKnowledge>): readonly Row[] {
  const states = knowledge.causes
    .flatMap(({ samples }) => samples)
    .map(({ text }) => fold([{ kind: 'pasted', reading: read(text, knowledge) }], knowledge))
  const times = { diagnose: [] as number[], 'next step': [] as number[] }
  for (let round = 0; round < 12; round++) {
    for (const state of states) {
      const start = performance.now()
      const diagnosis = diagnose(knowledge, state)
      const between = performance.now()
      nextStep(knowledge, state, diagnosis)
      if (round < 4) continue
      times.diagnose.push(between - start)
      times['next step'].push(performance.now() - between)
    }
  }
  return Object.entries(times).map(([name, values]) => {
    const sorted = values.toSorted((a, b) => a - b)
    const at = (part: number) => (sorted[Math.floor(part * sorted.length)] ?? 0).toFixed(3)
    return [name, at(0.5), at(0.99)]
  })
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)}%`
}

/** One table; the first column to the left, the others to the right. */
function print(title: string, rows: readonly Row[]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => `${row[at]}`.length)))
  const lines = rows.map((row) =>
    row
      .map((cell, at) =>
        at === 0 ? `${cell}`.padEnd(widths[0] ?? 0) : `${cell}`.padStart(widths[at] ?? 0),
      )
      .join('  '),
  )
  console.log(`${title}\n\n${lines.join('\n')}\n`)
}
