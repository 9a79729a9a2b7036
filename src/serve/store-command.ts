import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { openStore } from '../store/open-store.ts'
import { readConfig } from './config.ts'

const USAGE = `Usage:
  tfauth store export [FILE]   write all that is stored, to a file or standard output
  tfauth store import FILE|-   read an export into an empty store

From the embedded database to PostgreSQL, with tfauth stopped:
  tfauth store export | DATABASE_URL=postgres://... tfauth store import -
Secrets stay sealed: use the same TFAUTH_SECRET_KEY on both sides.
`

type Streams = {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly writeError: (text: string) => void
}

/** Moves what is stored out or in; gives the exit code. Throws a `StoreError` that says what to do. */
export async function storeCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { stdin, stdout, writeError }: Streams,
): Promise<number> {
  const [verb, file, ...more] = args
  const fits = more.length === 0 && (verb === 'export' || (verb === 'import' && file !== undefined))
  if (!fits) {
    writeError(USAGE)
    return 2
  }
  const { databaseUrl, dataDir, secretKeys } = readConfig(env)
  const [secretKey, ...formerKeys] = secretKeys
  const store = await openStore({ databaseUrl, dataDir, secretKey, formerKeys })
  try {
    if (verb === 'import') {
      const input = file === '-' ? stdin : createReadStream(file ?? '')
      const rows = await store.importRows(
        createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }),
      )
      writeError(`tfauth: ${rows} rows were read into the ${store.kind} store.\n`)
      return 0
    }
    // Of whoever makes it alone, and never over a file that is there: an export holds what people said.
    const target = file === undefined ? undefined : await open(file, 'wx', 0o600)
    const out = target?.createWriteStream() ?? stdout
    const rows = await store.exportRows(async (line) => {
      if (!out.write(`${line}\n`)) await once(out, 'drain')
    })
    if (target) await new Promise<void>((resolve) => out.end(resolve))
    writeError(`tfauth: ${rows} rows were written from the ${store.kind} store.\n`)
    return 0
  } finally {
    await store.close()
  }
}
