import { defineConfig } from 'vitest/config'

/** What properties are tried with, and the order of tests: the same each time, unless someone looks for more. */
const seed = Number(process.env.TFAUTH_SEED ?? 1)

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Node's own loader runs the tests too, so what is green here also starts in production.
    experimental: { viteModuleRunner: false },
    sequence: { shuffle: true, seed },
    provide: { seed },
    setupFiles: ['test/seed.ts'],
    // Most tests wait for programs, not for the processor; on two cores the default leaves one idle.
    maxWorkers: '100%',
    // An embedded PostgreSQL takes seconds to start cold on a busy two-core machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
