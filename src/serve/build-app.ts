import { type Logger, pino } from 'pino'
import type { Accounts } from '../app/accounts/ask-accounts.ts'
import { type App, makeApp } from '../app/app.ts'
import { type Library, makeLibrary } from '../app/lookup/library.ts'
import { type Metrics, makeMetrics } from '../app/ports/metrics.ts'
import type { Knowledge } from '../core/knowledge.ts'
import { makeSearch } from '../knowledge/search/search.ts'
import { makeReader } from '../reading/background-reader.ts'
import { THREADS } from '../slack/protocol/thread-ref.ts'
import type { Store } from '../store/open-store.ts'
import { cachedSolved } from '../store/workspaces/cached-solved.ts'
import type { Config } from './config.ts'
import { counting } from './count-failures.ts'

/** What every surface stands on. */
export type Services = {
  readonly config: Config
  readonly knowledge: Knowledge
  readonly store: Store
  readonly log: Logger
  readonly metrics: Metrics
  readonly reader: ReturnType<typeof makeReader>
  readonly library: Library
  /** The app, with the accounts that can be asked. */
  readonly appWith: (accounts: Accounts) => App
}

/** Takes what was read and opened; gives the house around it. */
export function buildServices(config: Config, knowledge: Knowledge, store: Store): Services {
  const metrics = makeMetrics()
  const reader = makeReader({ knowledge })
  return {
    config,
    knowledge,
    store,
    log: pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }),
    metrics,
    reader,
    library: makeLibrary(knowledge, makeSearch(knowledge)),
    appWith: (accounts) =>
      makeApp({
        knowledge,
        cases: counting(store.cases, metrics.storeFailed),
        read: reader.read,
        workspaces: cachedSolved(store.workspaces),
        fingerprint: store.fingerprint,
        threads: THREADS,
        history: store.history,
        channels: store.channels,
        retention: store.retention,
        admins: config.admins,
        accounts,
      }),
  }
}
