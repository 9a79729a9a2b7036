import type { Case, CaseEvent } from '../core/case.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { Answer, AppDeps } from './app.ts'
import { composeCase } from './compose-case.ts'
import type { Deed, Press, Saying } from './reply.ts'
import { movedOn, unknownButton } from './words.ts'

/** Someone's press, with the surface it came in at: a button of one surface is no button of another. */
export type Pressed = {
  readonly delivery: string
  readonly surface: Case['place']['surface']
  readonly press: Press
  readonly presser: string
}

/**
 * Takes a press; gives what to say, once it is durable. A press drawn from an older revision changes nothing and
 * gets the newest step; a press on a case we do not have is `undefined`.
 */
export async function pressButton(deps: AppDeps, pressed: Pressed): Promise<Answer | undefined> {
  const { knowledge, cases } = deps
  const { delivery, press, presser } = pressed
  const before = await cases.load(press.case)
  if (before?.place.surface !== pressed.surface) return undefined
  const event = eventOf(press.do, knowledge)
  if (!event) return stale(deps, pressed, before, unknownButton())
  const after = await cases.append(press.case, press.revision, event, delivery)
  if (!after) return stale(deps, pressed, (await cases.load(press.case)) ?? before, movedOn())
  return { delivery, case: after, asker: presser, sayings: composeCase(knowledge, after) }
}

function stale(deps: AppDeps, pressed: Pressed, now: Case, word: Saying): Answer {
  const { delivery, presser } = pressed
  return {
    delivery,
    case: now,
    asker: presser,
    sayings: [...composeCase(deps.knowledge, now), word],
  }
}

/** What a press adds to the record; undefined when it names something the knowledge does not have (any more). */
function eventOf(deed: Deed, knowledge: Knowledge): CaseEvent | undefined {
  const question =
    'question' in deed ? knowledge.questions.find(({ id }) => id === deed.question) : undefined
  const remedy =
    'remedy' in deed &&
    knowledge.causes.some(({ remedies }) => remedies.some(({ id }) => id === deed.remedy))
  switch (deed.kind) {
    case 'start':
      return { kind: 'started' }
    case 'answer': {
      const known = question?.answers.some(({ value }) => value === deed.answer)
      return known ? { kind: 'answered', question: deed.question, answer: deed.answer } : undefined
    }
    case 'not-sure':
      return question && { kind: 'not-sure', question: question.id }
    case 'fixed':
      return remedy ? { kind: 'tried', remedy: deed.remedy, worked: true } : undefined
    case 'still-failing':
      return remedy ? { kind: 'tried', remedy: deed.remedy, worked: false } : undefined
    case 'skip':
      return isStep(deed.step, knowledge) ? { kind: 'skipped', step: deed.step } : undefined
    case 'back':
      return { kind: 'back' }
    case 'stop':
      return { kind: 'stopped' }
    case 'hand-over':
      return { kind: 'handed-over' }
  }
}

function isStep(step: string, { questions, causes }: Knowledge): boolean {
  return (
    step === 'probe:probe' ||
    questions.some(({ id }) => step === `question:${id}`) ||
    causes.some(({ remedies }) => remedies.some(({ id }) => step === `remedy:${id}`))
  )
}
