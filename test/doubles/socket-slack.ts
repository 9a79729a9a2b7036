import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { object } from './fixtures.ts'

export type SocketSlack = {
  /** Where `apps.connections.open` sends whoever asks. */
  readonly url: string
  /** Sends an envelope as Slack does; gives what came back with its acknowledgement. */
  deliver(
    type: 'events_api' | 'slash_commands' | 'interactive',
    payload: object,
  ): Promise<Record<string, unknown>>
  /** Ends the connection without a word, as an outage does. */
  drop(): void
  readonly connected: () => number
  close(): Promise<void>
}

// https://www.rfc-editor.org/rfc/rfc6455#section-1.3
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** A local server in the place of Slack's Socket Mode: real WebSockets, one frame a message. */
export async function socketSlack(): Promise<SocketSlack> {
  const sockets = new Set<Duplex>()
  const waiting = new Map<string, (payload: Record<string, unknown>) => void>()
  let count = 0
  let connections = 0
  const heard = (text: string) => {
    const said = object(JSON.parse(text))
    const resolve = waiting.get(String(said.envelope_id))
    waiting.delete(String(said.envelope_id))
    resolve?.(said.payload === undefined ? {} : object(said.payload))
  }
  const server = createServer()
  server.on('upgrade', (request, socket) => {
    const key = `${request.headers['sec-websocket-key']}${MAGIC}`
    const accept = createHash('sha1').update(key).digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
    )
    let bytes = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      for (let read = frameIn(bytes); read; read = frameIn(bytes)) {
        bytes = bytes.subarray(read.size)
        if (read.code === 9) socket.write(frame(10, read.data))
        else if (read.code === 8) socket.end(frame(8, read.data))
        else if (read.code === 1) heard(read.data.toString())
      }
    })
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    sockets.add(socket)
    connections += 1
    socket.write(frame(1, Buffer.from('{"type":"hello","num_connections":1}')))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `ws://127.0.0.1:${port}/link`,
    connected: () => connections,
    deliver: (type, payload) => {
      const [socket] = sockets
      count += 1
      const envelope_id = `envelope-${count}`
      const words = { type, envelope_id, payload, accepts_response_payload: true, retry_attempt: 0 }
      socket?.write(frame(1, Buffer.from(JSON.stringify(words))))
      return new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error('no acknowledgement within 3 seconds')), 3_000).unref()
        waiting.set(envelope_id, resolve)
      })
    },
    drop: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** What a server sends is not masked. */
function frame(code: number, data: Buffer): Buffer {
  const { length } = data
  const head =
    length < 126
      ? Buffer.from([128 | code, length])
      : Buffer.from([128 | code, 127, 0, 0, 0, 0, ...word(length)])
  return Buffer.concat([head, data])
}

function word(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

/** The first whole frame, unmasked. */
function frameIn(bytes: Buffer): { code: number; data: Buffer; size: number } | undefined {
  if (bytes.length < 2) return undefined
  const short = (bytes[1] ?? 0) & 127
  const wide = short === 126 ? 2 : short === 127 ? 8 : 0
  const start = 2 + wide
  if (bytes.length < start + 4) return undefined
  const length = wide === 0 ? short : bytes.readUIntBE(start - Math.min(wide, 6), Math.min(wide, 6))
  const size = start + 4 + length
  if (bytes.length < size) return undefined
  const mask = bytes.subarray(start, start + 4)
  const data = Buffer.from(bytes.subarray(start + 4, size))
  for (let at = 0; at < length; at += 1) data[at] = (data[at] ?? 0) ^ (mask[at % 4] ?? 0)
  return { code: (bytes[0] ?? 0) & 15, data, size }
}
