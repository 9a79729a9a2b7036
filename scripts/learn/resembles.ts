import { fold } from '../../src/core/case/fold-events.ts'
import { diagnose } from '../../src/core/diagnosis/diagnose.ts'
import type { Knowledge, LearnedModel } from '../../src/core/knowledge.ts'
import { read } from '../../src/core/read/read-paste.ts'
import { type Example, learn } from './linear.ts'
import type { Sources } from './sources.ts'

const SIGN_IN = 'sign-in'
/** Being wrong about a text that belongs costs so much more: most texts belong to few causes. */
const BELONGS = 4
/** A cause with a smaller part of a symptom's shares is not what its messages are like. */
const LEAST_SHARE = 0.08

/** Takes the knowledge and what stands beside it to learn from; gives what texts about signing in are like. */
export function learnResembles(knowledge: Knowledge, sources: Sources): LearnedModel {
  const examples = [
    ...knowledge.variants.flatMap(({ samples }) =>
      samples.map(({ text }) => about(text, sharesBehind(text, knowledge))),
    ),
    ...knowledge.causes.flatMap(({ id, samples }) =>
      samples.flatMap(({ text }) =>
        [text, ...messageIn(text, knowledge)].map((one) => about(one, new Map([[id, 1]]))),
      ),
    ),
    ...knowledge.causes.flatMap(({ id, asked_as }) =>
      asked_as.map((text) => about(text, new Map([[id, 1]]), 0)),
    ),
    ...sources.messages.flatMap(({ says, causes }) =>
      printed(says).map((text) => about(text, new Map(causes.map((cause) => [cause, 1])))),
    ),
    ...sources.notSignIn.map((text) => about(text, new Map(), -1)),
  ]
  return learn(examples, [SIGN_IN, ...knowledge.causes.map(({ id }) => id)], {
    families: ['words', 'pairs', 'skips', 'letters'],
    least: 3,
  })
}

/** A text with the part each cause has in what it is like; none: it tells no causes apart. */
function about(text: string, causes: ReadonlyMap<string, number>, signIn = 1): Example {
  const most = Math.max(...causes.values())
  return {
    text,
    belongs: (label) => {
      if (label === SIGN_IN) return signIn
      if (causes.size === 0) return 0
      const part = causes.get(label) ?? 0
      return part < LEAST_SHARE ? -1 : BELONGS * Math.sqrt(part / most)
    },
  }
}

function sharesBehind(text: string, knowledge: Knowledge): ReadonlyMap<string, number> {
  const state = fold([{ kind: 'pasted', reading: read(text, knowledge) }], knowledge)
  const shares = diagnose(knowledge, state).symptom?.shares ?? []
  const total = shares.reduce((sum, { count }) => sum + count, 0)
  return new Map(shares.map(({ cause, count }) => [cause, count / total]))
}

function messageIn(text: string, knowledge: Knowledge): readonly string[] {
  return read(text, knowledge)
    .errors.slice(0, 1)
    .map(({ message }) => message)
}

/** A message as it is met: what an API answers stands in the frames of SDKs, what a program says behind its own. */
function printed(says: string): readonly string[] {
  const { operation, code, words } =
    /^(?<operation>[A-Z]\w+) (?<code>[A-Z][\w.]+): (?<words>.+)$/su.exec(says)?.groups ?? {}
  if (!operation || !code || !words) return [says, `Error: ${says}`]
  return [
    `operation error: ${operation}, https response error StatusCode: 403, RequestID: 0b1c2d3e-4f50-4a1b-8c2d-3e4f5a6b7c8d, api error ${code}: ${words}`,
    `An error occurred (${code}) when calling the ${operation} operation: ${words}`,
  ]
}
