import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App } from '../app/app.ts'
import type { Library } from '../app/lookup/library.ts'
import type { Parser } from '../app/ports/json-parser.ts'
import type { TreeNode } from '../core/knowledge.ts'
import { makeRoute } from './route.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

export type SandboxOptions = {
  readonly app: App
  readonly library: Library
  readonly tree: readonly TreeNode[]
  /** Parses long requests elsewhere; without it every one is parsed in place. */
  readonly parse?: Parser | undefined
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** What opens the page where it listens beyond this machine. */
  readonly token?: string | undefined
  /** Whether the app can answer now: the store is open and responds. */
  readonly health: () => Promise<boolean>
  /** Told of what broke, so that it can be logged; the person gets a sentence either way. */
  readonly report?: (error: unknown) => void
}

// Far more than the people of one page open; each one held open costs memory.
const MOST_CONNECTIONS = 256

export type Sandbox = { readonly url: string; close(): Promise<void> }

/** Serves the page and the app behind it; gives its address once it listens. Throws what listening throws. */
export async function serveSandbox(options: SandboxOptions): Promise<Sandbox> {
  const route = makeRoute(options)
  const server = createServer((request, response) => {
    route(request).then(
      ({ status, headers, body }) => {
        response.writeHead(status, { ...SECURITY_HEADERS, ...headers })
        response.end(body)
      },
      (error: unknown) => fail(request, response, error, options),
    )
  })
  // A paste of 10 MB over a slow network fits; a connection held open for nothing does not.
  server.requestTimeout = 60_000
  server.maxConnections = MOST_CONNECTIONS
  await listen(server, options)
  return { url: urlOf(server, options.host), close: () => close(server) }
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo
  // Every address of the machine is meant; the one that certainly works in a browser here is named.
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function fail(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  { report }: SandboxOptions,
): void {
  // Someone who closed the page while it was sending is no fault of ours.
  if (request.destroyed && !request.complete) return
  report?.(error)
  response.writeHead(500, { ...SECURITY_HEADERS, 'content-type': 'application/json' })
  response.end(
    JSON.stringify({ error: 'Something broke on this side. Nothing you did; please try again.' }),
  )
}

function listen(server: Server, { port, host }: SandboxOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    // Answers under way get this long; connections that browsers hold open without asking anything do not end at all.
    const impatient = setTimeout(() => server.closeAllConnections(), 2000)
    server.close((error) => {
      clearTimeout(impatient)
      if (error) reject(error)
      else resolve()
    })
    server.closeIdleConnections()
  })
}
