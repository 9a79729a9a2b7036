import type { Slot } from '../../app/reply/reply.ts'
import { boundedMap } from '../../core/bounded-map.ts'

/** Which message of ours shows a slot, and which revision of the case it was drawn from. */
export type PostedSlots = Map<Slot, { readonly message: string; readonly revision: number }>

// Enough for every thread that is being worked on; an older one is found through its case.
const MOST_THREADS = 1_000

/** Gives a memory of what this process posted in each thread, by case: newer than what a case was read with. */
export function threadMemory(): (caseId: string) => PostedSlots {
  const threads = boundedMap<PostedSlots>(MOST_THREADS)
  return (caseId) => {
    const known = threads.get(caseId) ?? new Map()
    threads.set(caseId, known)
    return known
  }
}
