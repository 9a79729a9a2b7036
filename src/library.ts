import { builtKnowledge } from './knowledge/built-knowledge.ts'

/** The digest of the knowledge that was built with this library; the build puts it in. */
declare const KNOWLEDGE_DIGEST: string

/** Gives what tfauth knows. Read once, when it is first asked for; it never changes while the program runs. */
export const { knowledge } = builtKnowledge(
  new URL('./knowledge.json', import.meta.url),
  KNOWLEDGE_DIGEST,
)

export { diagnoseText, type Result } from './app/paste/diagnose-text.ts'
export type { State } from './core/case/case-state.ts'
export { fold } from './core/case/fold-events.ts'
export { type Diagnosis, diagnose } from './core/diagnosis/diagnose.ts'
export type { Fact, ReadError, Reading } from './core/fact.ts'
export type { Knowledge } from './core/knowledge.ts'
export { nextStep, type Step } from './core/plan/next-step.ts'
export { read } from './core/read/read-paste.ts'
export { redact } from './core/redact/redact.ts'
