import type { Remedy } from '../knowledge.ts'

/** What steps cost the asker, in seconds, and how often an answer does not come. */
export type Prices = {
  /** Reading a message and answering it. */
  readonly message: number
  /** Running plan again to see whether a remedy helped. */
  readonly retry: number
  readonly handOver: number
  readonly risk: Readonly<Record<Remedy['risk'], number>>
  /** How often a person does not know the answer to a question. */
  readonly unsure: number
  /** How often someone does not want to paste the command. */
  readonly refused: number
}

export const PRICES: Prices = {
  message: 20,
  retry: 25,
  // A colleague has to be found, and reads everything again.
  handOver: 3600,
  risk: { low: 0, medium: 30, high: 180 },
  unsure: 0.1,
  refused: 0.1,
}

/** The rules of courtesy that stand above the arithmetic. */
export type PlanRules = {
  /** People came for a fix: after so many questions something is proposed. */
  readonly mostQuestions: number
  /** A remedy that breaks other people's work needs so much of the belief behind it. */
  readonly highRiskNeeds: number
  /** The next of the published levels opens when the open ones hold less than this; 0 opens all at once. */
  readonly levelOpens: number
}

export const RULES: PlanRules = { mostQuestions: 3, highRiskNeeds: 0.5, levelOpens: 0.5 }
