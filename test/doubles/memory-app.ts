import { NO_ACCOUNTS } from '../../src/app/accounts/ask-accounts.ts'
import type { App } from '../../src/app/app.ts'
import type { Paste } from '../../src/app/paste/paste.ts'
import type { AppDeps } from '../../src/app/ports/app-deps.ts'
import type { Cases, Workspaces } from '../../src/app/ports/case-store.ts'
import { KEPT_DAYS } from '../../src/app/ports/channel-store.ts'
import type { Answer } from '../../src/app/reply/answer.ts'
import type { Case } from '../../src/core/case/case.ts'
import type { Knowledge } from '../../src/core/knowledge.ts'
import { read } from '../../src/core/read/read-paste.ts'
import { THREADS } from '../../src/slack/protocol/thread-ref.ts'
import { memoryCases } from './memory-cases.ts'
import { memoryChannels } from './memory-channels.ts'

const NOTHING_LEARNT: Workspaces = {
  solved: () => Promise.resolve([]),
  learning: () => Promise.resolve({ on: false, since: null }),
  setLearning: () => Promise.resolve(),
  resetLearning: () => Promise.resolve(),
  sharing: () => Promise.resolve([]),
  marked: () => Promise.resolve([]),
}

/** All that the app needs, in memory; what a test is about is given. */
export function memoryDeps(knowledge: Knowledge, more: Partial<AppDeps> = {}): AppDeps {
  const cases: Cases & { readonly all?: () => readonly Case[] } = more.cases ?? memoryCases()
  return {
    knowledge,
    cases,
    read: (text) => Promise.resolve(read(text, knowledge)),
    workspaces: NOTHING_LEARNT,
    fingerprint: (text) => text,
    threads: THREADS,
    ...memoryChannels(cases.all ?? (() => [])),
    retention: { keptDays: () => Promise.resolve(KEPT_DAYS), keepFor: () => Promise.resolve() },
    accounts: NO_ACCOUNTS,
    admins: [],
    ...more,
  }
}

/** Pastes, and composes the answer at once. */
export async function pasteInto(app: App, paste: Paste): Promise<Answer | undefined> {
  return (await app.paste(paste))?.compose()
}
