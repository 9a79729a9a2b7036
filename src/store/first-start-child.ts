import { startPglite } from './start-pglite.ts'

// The parent holds our input open: when it is gone, nobody waits for the database any more.
// Not by an exit, which was seen to hang for ever on V8's compiling threads.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL')).resume()

const pglite = await startPglite(process.argv[2] ?? '')
await pglite.close()
process.exit(0)
