import { join } from 'node:path'
import process from 'node:process'
import { fold } from '../src/core/case/fold-events.ts'
import { diagnose } from '../src/core/diagnosis/diagnose.ts'
import type { Knowledge } from '../src/core/knowledge.ts'
import { nextStep } from '../src/core/plan/next-step.ts'
import { read } from '../src/core/read/read-paste.ts'
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts'
import { learning, wrongShares } from './diagnosis/learning.ts'
import { againstTheOptimum, onTheArticles } from './diagnosis/on-articles.ts'
import { SEED } from './diagnosis/playing.ts'
import { percent, print, type Row } from './diagnosis/print.ts'
import { type Walked, walkEachCause } from './diagnosis/walks.ts'
import { percentile } from './measure.ts'

const CASES = 2500
const LEARNING_CASES = 600

/** `npm run bench -- diagnosis [--quick]`: how fast our order of steps is, and how far from the best possible. */
export function benchDiagnosis(args: readonly string[] = process.argv.slice(3)): void {
  const quick = args.includes('--quick')
  const cases = quick ? CASES / 10 : CASES
  const fewer = quick ? LEARNING_CASES / 10 : LEARNING_CASES
  print(
    `Seconds to the fix on the articles' model, ${cases} cases, seed ${SEED}`,
    onTheArticles(cases),
  )
  print(`The world is not what the articles say: seconds, ${cases} cases`, wrongShares(cases))
  print(`Learning, starting with the articles' shares: seconds, ${fewer} cases`, learning(fewer))
  print('Ratio to the exact optimum', againstTheOptimum(quick))
  const knowledge = loadKnowledge(join(import.meta.dirname, '../knowledge'))
  const walked = walkEachCause(knowledge)
  print('Our knowledge, every question answered truthfully', [
    ['cause', 'walks', 'right', 'handed over', 'steps', 'questions', 'seconds'],
    ...walked.map(walkedRow),
    walkedRow(overall(walked)),
  ])
  print('Milliseconds', [['', 'p50', 'p99'], ...speed(knowledge)])
}

function walkedRow(one: Walked): Row {
  return [
    one.cause,
    one.walks,
    percent(one.right),
    percent(one.handedOver),
    ...[one.steps, one.questions, one.seconds].map((value) => value.toFixed(1)),
  ]
}

function overall(walked: readonly Walked[]): Walked {
  const walks = walked.reduce((sum, one) => sum + one.walks, 0)
  const mean = (of: (one: Walked) => number) =>
    walked.reduce((sum, one) => sum + of(one) * one.walks, 0) / walks
  return {
    cause: 'all',
    walks,
    right: mean(({ right }) => right),
    handedOver: mean(({ handedOver }) => handedOver),
    steps: mean(({ steps }) => steps),
    questions: mean(({ questions }) => questions),
    seconds: mean(({ seconds }) => seconds),
  }
}

/** After every sample of every cause, warmed up; not a test, since a machine is rarely alone. */
function speed(knowledge: Knowledge): readonly Row[] {
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
  return Object.entries(times).map(([name, values]) => [
    name,
    ...[0.5, 0.99].map((share) => percentile(values, share).toFixed(3)),
  ])
}
