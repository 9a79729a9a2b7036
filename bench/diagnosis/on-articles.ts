import { RULES } from '../../src/core/plan/prices.ts'
import { articles, inWords, reduce, SETTINGS } from './model.ts'
import { expectation, optimum } from './optimum.ts'
import { FREE, type Line, playWith, toldOf } from './playing.ts'
import {
  chanceOverPrice,
  flatList,
  ours,
  type Policy,
  published,
  publishedThenRest,
} from './policies.ts'
import { percent, type Row } from './print.ts'

/** What our command settles of the articles' questions; it does not look at the characters of a secret. */
const OUR_PROBE = [
  ...['env_set', 'cli_ok', 'asia', 'token_set', 'in_ci', 'creds_present', 'in_docker'],
  ...['file_exists', 'custom_path', 'region_optin', 'clock_ok'],
]
const FULL = { facts: true, probe: true }
const PROBING = { ...articles, probe: { ...articles.probe, settles: OUR_PROBE } }

const LINES: readonly Line[] = [
  ['published order', published, {}],
  ['baseline: published order, then the repairs it forgot', publishedThenRest, {}],
  ['flat list by share', flatList, {}],
  ['ours, remedies only (chance over price)', chanceOverPrice, {}],
  ['ours, questions, no facts of the paste, no probe', ours, {}],
  ['ours, with facts', ours, { facts: true }],
  ['ours, with the probe', ours, { probe: true }],
  ['ours, with facts and probe', ours, FULL],
  ['… at most 3 questions before a proposal', ours, { ...FULL, rules: { mostQuestions: 3 } }],
  ['… risky repairs gated', ours, { ...FULL, rules: { highRiskNeeds: 0.5 } }],
  ['… published levels', ours, { ...FULL, rules: { levelOpens: 0.5 } }],
  ['… all rules of the product', ours, { ...FULL, rules: RULES }],
  [
    '… all rules, likelihoods in five words',
    ours,
    { ...FULL, believed: inWords(articles), rules: RULES },
  ],
  ['arithmetic, with what our command settles', ours, { ...FULL, model: PROBING }],
  ['all rules, with what our command settles', ours, { ...FULL, model: PROBING, rules: RULES }],
]

/** Every policy on the articles' own model, with what it costs in each setting. */
export function onTheArticles(cases: number): readonly Row[] {
  return [
    ['policy', ...SETTINGS.flatMap((one) => [one, '±', 'asked', 'tried', 'handed over'])],
    ...LINES.map(
      ([name, policy, playing]): Row => [
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
      ],
    ),
  ]
}

/** The reduced models, solved exactly: what we need more than the best possible. */
export function againstTheOptimum(quick: boolean): readonly Row[] {
  const rows = (['core', 'wide'] as const).flatMap((name) =>
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
  const head = [
    'model',
    'optimum, s',
    'ours',
    'chance over price',
    'baseline',
    'ours with its rules',
  ]
  return [head, ...rows]
}
