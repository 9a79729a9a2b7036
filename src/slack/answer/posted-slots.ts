import type { Slot } from '../../app/reply/reply.ts'

/** Which message of ours shows a slot, and which revision of the case it was drawn from. */
export type PostedSlots = Map<Slot, { readonly message: string; readonly revision: number }>

// Enough for every thread that is being worked on; an older one is found through its case.
const MOST_THREADS = 1_000

/** Gives a memory of what this process posted in each thread, by case: newer than what a case was read with. */
export function threadMemory(): (caseId: string) => PostedSlots {
  const threads = new Map<string, PostedSlots>()
  return (caseId) => {
    const known = threads.get(caseId) ?? new Map()
    threads.delete(caseId)
    threads.set(caseId, known)
    const oldest = threads.keys().next().value
    if (threads.size > MOST_THREADS && oldest !== undefined) threads.delete(oldest)
    return known
  }
}
