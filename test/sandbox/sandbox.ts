import { join } from 'node:path'
import { type App, makeApp } from '../../src/app/app.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { type Sandbox, type SandboxOptions, serveSandbox } from '../../src/sandbox/serve-sandbox.ts'
import { casesInMemory } from './cases-in-memory.ts'

/** The app as people run it, but for its memory. */
export function app(): App {
  const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
  return makeApp({ knowledge, cases: casesInMemory() })
}

/** Serves a sandbox on a free port. */
export function sandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return serveSandbox({
    app: options.app ?? app(),
    port: 0,
    host: '127.0.0.1',
    health: async () => true,
    ...options,
  })
}

let count = 0
/** A name for a delivery or thread that no other test has. */
export function name(): string {
  count += 1
  return `test-${count}-`.padEnd(24, 'x')
}

export const DEAD_KEY =
  'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 3b1d7c52-90ae-4f3d-8a44-6f0e2c9b51d7, api error InvalidClientTokenId: The security token included in the request is invalid.'
