import { PGlite, types } from '@electric-sql/pglite'

/** Takes the directory of a database, which is made when it is missing; gives the running PGlite. */
export function startPglite(home: string): Promise<PGlite> {
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
