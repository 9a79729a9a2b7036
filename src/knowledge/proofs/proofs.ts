import type { Lint } from '../lints/lint.ts'
import { noOrphans } from './no-orphans.ts'
import { programsAreRead } from './programs-are-read.ts'
import { spelledThreeWays } from './spelled-three-ways.ts'

/** Lints that read every sample as a paste: too slow for each start, so only the tests run them. */
export const PROOFS: readonly Lint[] = [noOrphans, programsAreRead, spelledThreeWays]
