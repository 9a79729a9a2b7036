import type { Fact } from '../../../core/fact.ts'

/** Takes a kind, a value and the words AWS answered; gives the fact. */
export function checked(kind: string, value: string, quote: string): Fact {
  return { kind, value, quote: quote.slice(0, 200), source: 'check' }
}
