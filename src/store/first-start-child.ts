import { startPglite } from './start-pglite.ts'

// The parent holds our input open: when it is gone, nobody waits for the database any more.
process.stdin.on('end', () => process.exit(1)).resume()

const pglite = await startPglite(process.argv[2] ?? '')
await pglite.close()
process.exit(0)
