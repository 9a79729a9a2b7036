import { describe, expect, test } from 'vitest'
import {
  articles,
  pricesOf,
  reduce,
  SETTINGS,
  sharesFrom,
  tablesFrom,
} from '../../../bench/diagnosis/model.ts'
import { expectation, optimum } from '../../../bench/diagnosis/optimum.ts'
import { ours, publishedThenRest } from '../../../bench/diagnosis/policies.ts'

/** Without the rules of courtesy, which the optimum does not know either. */
const RULES = { mostQuestions: 99, highRiskNeeds: 0, levelOpens: 0 }

describe.each(['core', 'wide'] as const)('on the %s reduction, solved exactly', (name) => {
  test.each(SETTINGS)('our order is within a fiftieth of the best possible: %s', (setting) => {
    const part = articles.reduced[name]
    const model = reduce(articles, {
      ...part,
      questions: part.questions.slice(0, 6),
      repairs: part.repairs.slice(0, 7),
    })
    const all = tablesFrom(model, setting)
    const tables = { ...all, probe: { ...all.probe, settles: [] } }
    const options = { prices: pricesOf(model, setting), rules: RULES }
    const told = { model, tables, shares: sharesFrom(model), options }
    const best = optimum(model, tables, setting)
    const ratio = expectation(model, tables, setting, ours(told)) / best
    expect(ratio).toBeGreaterThan(1 - 1e-6)
    expect(ratio).toBeLessThanOrEqual(1.02)
    // The published order, even with the repairs it forgot, is what we are faster than.
    const baseline = expectation(model, tables, setting, publishedThenRest(told)) / best
    expect(ratio).toBeLessThan(baseline)
  })
})
