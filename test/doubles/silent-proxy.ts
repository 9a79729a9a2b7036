import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a server that can be made to fall silent: what is connected then stays open and answers nothing. */
export async function silentProxy(target: { readonly host: string; readonly port: number }) {
  const pairs = new Set<readonly [Socket, Socket]>()
  const server = createServer((near) => {
    const far = connect(target)
    const pair = [near, far] as const
    pairs.add(pair)
    near.pipe(far).pipe(near)
    for (const one of pair) one.on('error', () => end(pair))
    near.on('close', () => {
      far.destroy()
      pairs.delete(pair)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    /** Gives how many connections answer nothing from now on; new ones work. */
    fallSilent(): number {
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
        // Read on, so that nothing but the missing answer tells.
        near.resume()
        far.resume()
      }
      return pairs.size
    },
    close(): void {
      server.close()
      for (const pair of pairs) end(pair)
    },
  }
}

function end(pair: readonly [Socket, Socket]): void {
  for (const one of pair) one.destroy()
}
