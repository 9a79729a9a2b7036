import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type Database, databaseOf } from './database.ts'
import { DiskFull, StoreError, StoreUnavailable } from './store-error.ts'
import type { Tables } from './tables.ts'

/** How long anything may take, in milliseconds. */
type Patience = {
  /** The server ends a statement after this long; a lost server cannot, so the client stops waiting a little later. */
  readonly statement_timeout: number
  readonly query_timeout: number
  /** A table that somebody locks refuses writes; Slack sends them again. */
  readonly lock_timeout: number
  readonly idle_in_transaction_session_timeout: number
}

const PATIENCE: Patience = {
  statement_timeout: 8_000,
  query_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
}

/** Takes a PostgreSQL URL; gives the database behind it once a connection stands. Throws `StoreUnavailable`. */
export async function openPostgres(
  databaseUrl: string,
  patience: Patience = PATIENCE,
): Promise<Database> {
  const server = serverOf(databaseUrl)
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'tfauth',
    // A server that does not answer must not keep a paste waiting longer than a person does.
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    ...patience,
  })
  // A lost connection is met again by the next query; unheard, these two would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))

  const connect = () =>
    pool.connect().then(
      (client) => dropWhenSilent(client),
      (error: unknown) => {
        throw unavailable(server, error)
      },
    )
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: { connect, end: () => pool.end(), options: pool.options },
    }),
  })
  try {
    const client = await connect()
    client.release()
  } catch (error) {
    await pool.end()
    throw error
  }
  return databaseOf({
    kind: 'postgres',
    db,
    beforeWrite: async () => {},
    wrote: () => {},
    explain: (error) => explain(server, error),
    close: () => db.destroy(),
  })
}

/**
 * A connection that no answer comes back on, as after a failover that left it standing, is dead for whoever takes it
 * next: it leaves the pool instead of going back. pg marks it by the message of its own timeout and nothing else.
 */
function dropWhenSilent(client: pg.PoolClient): pg.PoolClient {
  const { query, release } = client
  let silent = false
  const send = query.bind(client) as (...given: readonly unknown[]) => unknown
  const watched = (...given: readonly unknown[]): unknown => {
    const answer = send(...given)
    if (answer instanceof Promise)
      answer.catch((error: unknown) => {
        silent ||= error instanceof Error && error.message === 'Query read timeout'
      })
    return answer
  }
  return Object.assign(client, {
    query: watched,
    release: (broken?: Error | boolean) => {
      // The pool hands the same object out again.
      Object.assign(client, { query, release })
      release.call(client, silent || broken)
    },
  })
}

/** Where a URL leads, without its password. */
type Server = { readonly host: string; readonly database: string; readonly user: string }

function serverOf(databaseUrl: string): Server {
  try {
    if (!/^(postgres(ql)?|socket):/.test(databaseUrl)) throw new TypeError('another scheme')
    // pg's own reading of the URL, so that what we name is what it connects to.
    const { host, port, database = '', user = '' } = new pg.Client(databaseUrl)
    return { host: host.startsWith('/') ? host : `${host}:${port}`, database, user }
  } catch {
    // Without its cause, which repeats the URL and so the password.
    throw new StoreUnavailable(
      'DATABASE_URL is not a PostgreSQL URL. It looks like postgres://user:password@host:5432/database, ' +
        'with special characters of the password percent-encoded.',
    )
  }
}

/** PostgreSQL's names for what it refuses at the door: https://www.postgresql.org/docs/15/errcodes-appendix.html */
const REFUSALS: Readonly<Record<string, (server: Server) => string>> = {
  '28P01': ({ user }) =>
    `refused the password of user "${user}". Correct user or password in DATABASE_URL`,
  '28000': ({ user }) =>
    `does not let user "${user}" in from here. Check pg_hba.conf, and TLS (sslmode) in DATABASE_URL`,
  '3D000': ({ database }) =>
    `has no database "${database}". Create it, or correct its name in DATABASE_URL`,
  '53300': () => 'has no connection left. Raise max_connections or run fewer replicas',
  '57P03': () => 'is starting up or shutting down. Try again in a moment',
}

function unavailable(server: Server, error: unknown): StoreUnavailable {
  const code = codeOf(error)
  const refusal = REFUSALS[code]?.(server)
  const reason = code || (error instanceof Error ? error.message : String(error))
  const says =
    refusal ??
    `cannot be reached (${reason}). Check that it runs, that this machine may connect to it, and DATABASE_URL`
  return new StoreUnavailable(`The database at ${server.host} ${says}.`, { cause: error })
}

function explain(server: Server, error: unknown): unknown {
  if (error instanceof StoreError || error instanceof TypeError) return error
  const code = codeOf(error)
  if (code === '53100') {
    return new DiskFull(
      `The disk of the database at ${server.host} is full. Free space there; nothing was written.`,
      { cause: error },
    )
  }
  // The server ends a connection with class 57P or 08; what did not come from the server is the connection itself.
  const lost = !(error instanceof pg.DatabaseError) || /^(57P|08)/.test(code)
  return lost ? unavailable(server, error) : error
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
