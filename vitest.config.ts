import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Node's own loader runs the tests too, so what is green here also starts in production.
    experimental: { viteModuleRunner: false },
    sequence: { shuffle: true },
    // An embedded PostgreSQL takes seconds to start cold on a busy two-core machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
