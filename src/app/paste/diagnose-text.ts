import type { State } from '../../core/case/case-state.ts'
import { fold } from '../../core/case/fold-events.ts'
import { diagnose, type RankedCause } from '../../core/diagnosis/diagnose.ts'
import type { Fact, ReadError, SecretCount } from '../../core/fact.ts'
import type { Knowledge, Symptom } from '../../core/knowledge.ts'
import { nextStep, type Step } from '../../core/plan/next-step.ts'
import { read } from '../../core/read/read-paste.ts'
import { reasonsFor } from '../reply/reasons.ts'
import { flat, text as spans } from '../reply/text.ts'

/** The result that outside programs rely on: fields are only ever added. */
export type Result = {
  readonly outcome: 'found' | 'undecided' | 'unknown' | 'not-auth'
  readonly errors: readonly ReadError[]
  readonly facts: readonly Fact[]
  readonly causes: readonly {
    readonly id: string
    readonly confidence: 'certain' | 'likely' | 'possible'
    readonly probability: number
    readonly because: readonly string[]
  }[]
  readonly next: {
    readonly kind: 'probe' | 'question' | 'check' | 'remedy' | 'hand-over'
    readonly id: string
    readonly text: string
    readonly command: string | null
    readonly seconds: number
  }
  readonly secrets: readonly SecretCount[]
}

/** Takes one paste; gives what it says, the causes in order and the next step. Keeps nothing. */
export function diagnoseText(knowledge: Knowledge, paste: string): Result {
  const reading = read(paste, knowledge)
  const state = fold([{ kind: 'pasted', reading }], knowledge)
  const diagnosis = diagnose(knowledge, state)
  const { outcome, symptom, causes } = diagnosis
  return {
    outcome,
    errors: reading.errors,
    facts: reading.facts,
    causes: causes.map((ranked) => ({
      id: ranked.cause.id,
      confidence: ranked.confidence,
      probability: Math.round(ranked.probability * 1000) / 1000,
      because: because(knowledge, state, ranked, symptom),
    })),
    next: describe(knowledge, state, nextStep(knowledge, state, diagnosis)),
    secrets: reading.secrets,
  }
}

function because(
  knowledge: Knowledge,
  { facts }: State,
  ranked: RankedCause,
  symptom: Symptom | null,
): readonly string[] {
  const share = symptom?.shares.find((one) => one.cause === ranked.cause.id)
  const seen = reasonsFor(knowledge, ranked, facts).map((one) => flat(spans(one)))
  return share
    ? [...seen, `Weight ${share.count} before the facts of this paste (${share.origin}).`]
    : seen
}

function describe(knowledge: Knowledge, state: State, step: Step): Result['next'] {
  const bare = { kind: step.kind, id: step.id, seconds: step.seconds }
  switch (step.kind) {
    case 'probe':
      return {
        ...bare,
        text: words(knowledge.probe.says),
        command: knowledge.probe.commands[0]?.text ?? null,
      }
    case 'question': {
      const question = knowledge.questions.find(({ id }) => id === step.id)
      return {
        ...bare,
        text: words(question?.asks ?? ''),
        command: question?.command?.text ?? null,
      }
    }
    case 'remedy': {
      const remedy = knowledge.causes
        .flatMap(({ remedies }) => remedies)
        .find(({ id }) => id === step.id)
      return {
        ...bare,
        text: words(`${remedy?.title}. ${remedy?.says}`),
        command: remedy?.commands[0]?.text ?? null,
      }
    }
    case 'check':
      return { ...bare, text: 'Look into the linked AWS account.', command: null }
    case 'hand-over':
      return {
        ...bare,
        text: state.auth
          ? 'I have no further step for this. Show these facts to a colleague who knows the account.'
          : 'This is not an AWS sign-in error, so there is nothing for me to do.',
        command: null,
      }
  }
}

function words(sentence: string): string {
  return flat(spans(sentence.trim()))
}
