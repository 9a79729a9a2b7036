import { setFlagsFromString } from 'node:v8'
import { PGlite, types } from '@electric-sql/pglite'

// Optimising PostgreSQL's compiled code takes 500 MB for a while and makes it no faster (measured).
const FRUGAL = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']

/** Takes the directory of a database, which is made when it is missing; gives the running PGlite. */
export function startPglite(home: string): Promise<PGlite> {
  // Harmless when V8 no longer knows a flag: it only says so.
  for (const flag of FRUGAL) setFlagsFromString(flag)
  return PGlite.create({
    dataDir: home,
    // The default of 128 MB costs 200 MB of memory (measured), and our tables are small.
    postgresqlconf: ['shared_buffers=16MB'],
    // As `pg` reads them, so that both databases give equal values.
    parsers: {
      [types.INT8]: (text) => text,
      [types.BYTEA]: (text) => Buffer.from(text.slice('\\x'.length), 'hex'),
    },
  })
}
