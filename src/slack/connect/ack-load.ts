import { performance } from 'node:perf_hooks'

/** The deliveries that wait for their acknowledgement, and whether answers should wait for them. */
export type AckLoad = {
  began(): void
  ended(): void
  /** More than one waits, and the process has its hands full: one that waits for a download is no reason. */
  busy(): boolean
}

const MANY = 1
// Of the last moment; beyond it, whatever else is done makes Slack wait.
const FULL = 0.4
const MOMENT_MS = 50

/** Gives a counter that starts at zero. */
export function makeAckLoad(): AckLoad {
  let waiting = 0
  let looked = Number.NEGATIVE_INFINITY
  let full = false
  let before = performance.eventLoopUtilization()
  return {
    began: () => {
      waiting += 1
    },
    ended: () => {
      waiting -= 1
    },
    busy() {
      if (waiting <= MANY) return false
      if (performance.now() - looked > MOMENT_MS) {
        full = performance.eventLoopUtilization(before).utilization > FULL
        before = performance.eventLoopUtilization()
        looked = performance.now()
      }
      return full
    },
  }
}
