import { maskedId } from '../aws-ids/mask-ids.ts'
import type { CaseEvent } from '../case/case.ts'
import type { State } from '../case/case-state.ts'
import { fold } from '../case/fold-events.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Fact, Reading } from '../fact.ts'
import { type Knowledge, WORDS } from '../knowledge.ts'
import { type CheckOption, nextStep, type Step } from '../plan/next-step.ts'
import { read } from '../read/read-paste.ts'
import { truthOf } from './true-answer.ts'

/** Who walks: someone who has a cause and says the truth, or someone who gives just these answers. */
export type WalkInput = {
  readonly text: string
  /** The cause they have: questions are answered from the knowledge, and remedies for it work. */
  readonly cause?: string | undefined
  /** Answers by question or by kind of fact; they come before what the cause would say. */
  readonly answers?: Readonly<Record<string, string>> | undefined
  /** The remedy that helps, or the cause whose remedies do, for someone whose cause is not given. */
  readonly fixedBy?: string | undefined
  /** Whether the accounts the text names can be asked: checks then answer as questions do. */
  readonly linked?: boolean | undefined
}

/** The checks of a linked account that can be steps: how many there are, and which make sense for what is known. */
export type CheckSteps = {
  readonly count: number
  readonly possible: (state: State) => readonly CheckOption[]
}
const NO_CHECKS: CheckSteps = { count: 0, possible: () => [] }

type WalkStep = {
  readonly kind: Step['kind']
  readonly id: string
  readonly seconds: number
  /** What they answered: a value, or "not sure"; of a command, the facts it settled. */
  readonly answer?: string
  readonly outcome?: 'fixed' | 'failed' | 'skipped'
}

/** What a walkthrough without a person came to. */
export type Walk = {
  readonly steps: readonly WalkStep[]
  readonly questions: number
  readonly seconds: number
  readonly fixedBy: string | null
  readonly handedOver: boolean
}

/** How often a remedy must end a cause for someone who has it to say that it helped. */
const HELPS = 0.5

/**
 * Takes the knowledge and who walks; gives the guided walkthrough they get, played to its end: a remedy that helps,
 * or a hand-over. It is the same walkthrough that people get, and never longer than all questions and remedies.
 */
export function walk(
  knowledge: Knowledge,
  input: WalkInput,
  checkSteps: CheckSteps = NO_CHECKS,
): Walk {
  const reading = read(input.text, knowledge)
  const events: CaseEvent[] = [
    { kind: 'pasted', reading, ...(input.linked ? { linked: accountsIn(reading) } : {}) },
  ]
  const steps: WalkStep[] = []
  let fixedBy: string | null = null
  for (let left = mostSteps(knowledge) + 2 * checkSteps.count; left > 0; left--) {
    const state = fold(events, knowledge)
    const diagnosis = diagnose(knowledge, state)
    // Nothing is offered for what is no sign-in error, so there is nothing to hand over.
    if (diagnosis.outcome === 'not-auth') break
    const checks = checkSteps.possible(state)
    const step = nextStep(knowledge, state, diagnosis, { checks })
    const taken = take(knowledge, input, { state, checks }, step)
    steps.push({ kind: step.kind, id: step.id, seconds: step.seconds, ...taken.told })
    if (!taken.event) break
    events.push(taken.event)
    if (taken.told.outcome === 'fixed') {
      fixedBy = step.id
      break
    }
  }
  return {
    steps,
    questions: steps.filter(({ kind }) => kind === 'question').length,
    seconds: steps.reduce((sum, step) => sum + step.seconds, 0),
    fixedBy,
    handedOver: steps.at(-1)?.kind === 'hand-over',
  }
}

/**
 * The most steps a walkthrough can have where no account is linked: each remedy once, each question twice at most, one
 * command, one hand-over. Each check of a linked account may come twice more.
 */
export function mostSteps({ questions, causes }: Knowledge): number {
  return 2 * questions.length + causes.reduce((sum, one) => sum + one.remedies.length, 0) + 2
}

type Taken = { readonly event?: CaseEvent; readonly told: Partial<WalkStep> }

type Known = { readonly state: State; readonly checks: readonly CheckOption[] }

function take(knowledge: Knowledge, input: WalkInput, { state, checks }: Known, step: Step): Taken {
  switch (step.kind) {
    case 'probe':
      return probe(knowledge, input, state)
    case 'question': {
      const question = knowledge.questions.find(({ id }) => id === step.id)
      const value = question && answerTo(knowledge, input, question.fact, question.answers, step.id)
      return value
        ? { event: { kind: 'answered', question: step.id, answer: value }, told: { answer: value } }
        : { event: { kind: 'not-sure', question: step.id }, told: { answer: 'not sure' } }
    }
    case 'remedy': {
      const worked = helps(knowledge, input, step.id)
      return {
        event: { kind: 'tried', remedy: step.id, worked },
        told: { outcome: worked ? 'fixed' : 'failed' },
      }
    }
    case 'hand-over':
      return { told: {} }
    case 'check':
      return check(knowledge, input, { state, checks }, step.id)
  }
}

/** The command's output settles what it can; someone who gives just some answers has run it only if it settles those. */
function probe(knowledge: Knowledge, input: WalkInput, state: State): Taken {
  const facts = looked(knowledge, input, state, knowledge.probe.settles, 'probe')
  if (facts.length === 0)
    return { event: { kind: 'skipped', step: 'probe:probe' }, told: { outcome: 'skipped' } }
  const reading: Reading = { auth: false, errors: [], facts, secrets: [] }
  return {
    event: { kind: 'pasted', reading },
    told: { answer: facts.map(({ kind, value }) => `${kind}=${value}`).join(' ') },
  }
}

/** AWS settles what it can; someone who gives just some answers has it settle those. */
function check(
  knowledge: Knowledge,
  input: WalkInput,
  { state, checks }: Known,
  id: string,
): Taken {
  const possible = checks.find((one) => one.id === id)
  if (!possible)
    return { event: { kind: 'skipped', step: `check:${id}` }, told: { outcome: 'skipped' } }
  const facts = looked(knowledge, input, state, possible.settles, 'check')
  const grade = facts.length > 0 ? 'shown' : 'cannot-tell'
  return {
    event: { kind: 'checked', check: possible.id, grade, facts, account: null, at: '' },
    told: { answer: facts.map(({ kind, value }) => `${kind}=${value}`).join(' ') || grade },
  }
}

/** The facts that looking settles: what is not known, and has an answer. */
function looked(
  knowledge: Knowledge,
  input: WalkInput,
  state: State,
  kinds: readonly string[],
  source: Fact['source'],
): readonly Fact[] {
  return kinds.flatMap((kind): readonly Fact[] => {
    const values = Object.keys(knowledge.facts.find(({ id }) => id === kind)?.values ?? {})
    if (state.facts.has(kind) || values.length === 0) return []
    const offered = values.map((value) => ({ value }))
    const value = answerTo(knowledge, input, kind, offered)
    return value ? [{ kind, value, quote: '', source }] : []
  })
}

/** The accounts a text names, masked; one of no name where it names none. */
function accountsIn({ facts }: Reading): readonly string[] {
  const named = facts.flatMap(({ value }) => /(?<!\d)\d{12}(?!\d)/.exec(value)?.[0] ?? [])
  return [...new Set(named.length > 0 ? named : ['000000000000'])].map(maskedId)
}

function answerTo(
  knowledge: Knowledge,
  input: WalkInput,
  fact: string,
  offered: readonly { readonly value: string }[],
  question?: string,
): string | undefined {
  const given = input.answers?.[question ?? fact] ?? input.answers?.[fact]
  if (given !== undefined) return offered.find(({ value }) => value === given)?.value
  const cause = knowledge.causes.find(({ id }) => id === input.cause)
  return (
    cause &&
    truthOf(
      knowledge,
      cause,
      fact,
      offered.map(({ value }) => value),
    )
  )
}

function helps(knowledge: Knowledge, { cause, fixedBy }: WalkInput, id: string): boolean {
  if (fixedBy === id) return true
  const remedy = knowledge.causes.flatMap(({ remedies }) => remedies).find((one) => one.id === id)
  const word = remedy?.cures[cause ?? fixedBy ?? '']
  return word !== undefined && WORDS[word] >= HELPS
}
