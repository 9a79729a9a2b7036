import fc from 'fast-check'
import { inject } from 'vitest'

// A gate must not depend on luck: the seed is fixed, and TFAUTH_SEED explores further (CONTRIBUTING.md).
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: inject('seed') })

declare module 'vitest' {
  interface ProvidedContext {
    seed: number
  }
}
