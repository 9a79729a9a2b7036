import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, makeApp } from '../../src/app/app.ts'
import { makeLibrary } from '../../src/app/lookup/library.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { makeSearch } from '../../src/knowledge/search/search.ts'
import { type Sandbox, type SandboxOptions, serveSandbox } from '../../src/sandbox/serve-sandbox.ts'
import { openStore } from '../../src/store/open-store.ts'
import { memoryDeps } from '../doubles/memory-app.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
const library = makeLibrary(knowledge, makeSearch(knowledge))

/** The app as people run it: the real knowledge, and the real store in a folder of its own. */
export type OpenApp = {
  readonly app: App
  readonly health: () => Promise<boolean>
  /** Ends it as a process does and gives the next one, on the same folder. */
  restart(): Promise<OpenApp>
  /** Ends it and removes its folder. */
  close(): Promise<void>
}

export async function openApp(folder?: string): Promise<OpenApp> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'tfauth-sandbox-')))
  const store = await openStore({ dataDir })
  return {
    app: makeApp(memoryDeps(knowledge, { cases: store.cases })),
    health: () => store.healthy(),
    restart: async () => {
      await store.close()
      return openApp(dataDir)
    },
    close: async () => {
      await store.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Serves an app on a free port. */
export function serve(
  { app, health }: Pick<OpenApp, 'app' | 'health'>,
  options: Partial<SandboxOptions> = {},
): Promise<Sandbox> {
  const served = { app, library, tree: knowledge.tree, port: 0, host: '127.0.0.1', health }
  return serveSandbox({ ...served, ...options })
}

let count = 0
/** A name for a delivery or thread that no other test has. */
export function name(): string {
  count += 1
  return `test-${count}-`.padEnd(24, 'x')
}

export const DEAD_KEY =
  'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 3b1d7c52-90ae-4f3d-8a44-6f0e2c9b51d7, api error InvalidClientTokenId: The security token included in the request is invalid.'
