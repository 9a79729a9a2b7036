import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { METRICS_TYPE, type Metrics } from '../app/ports/metrics.ts'
import type { Route } from '../slack/connect/http-receiver.ts'

/** The pages of a transport that has no HTTP server of its own. */
export async function servePages(
  pages: readonly Route[],
  at: { readonly host: string; readonly port: number },
): Promise<Server> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]
    const page = request.method === 'GET' && pages.find((one) => one.path === path)
    if (page) page.handler(request, response)
    else response.writeHead(404).end()
  })
  await once(server.listen(at.port, at.host), 'listening')
  return server
}

/** Alive is not ready: a process that waits for its database should not be restarted, only not be asked. */
export function healthPages(ready: () => Promise<boolean>): readonly Route[] {
  const answer = (response: ServerResponse, well: boolean) =>
    void response
      .writeHead(well ? 200 : 503, { 'content-type': 'text/plain' })
      .end(well ? 'ok' : 'not ready')
  return [
    { path: '/healthz', handler: (_, response) => answer(response, true) },
    {
      path: '/readyz',
      handler: (_, response) => void ready().then((well) => answer(response, well)),
    },
  ]
}

// A database that hangs must not take the counts along.
const OWED_WITHIN_MS = 1_500

type Owed = Parameters<Metrics['render']>[0]

/** Counts only: the page may be read by whoever reaches the port. What is owed is left out while nobody can say. */
export function metricsPage(metrics: Metrics, owed: () => Promise<Owed>): Route {
  return {
    path: '/metrics',
    handler: (_, response) =>
      void Promise.race([owed(), setTimeout(OWED_WITHIN_MS, undefined, { ref: false })])
        .catch(() => undefined)
        .then((count) =>
          response.writeHead(200, { 'content-type': METRICS_TYPE }).end(metrics.render(count)),
        ),
  }
}
