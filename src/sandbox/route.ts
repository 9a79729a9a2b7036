import type { IncomingMessage } from 'node:http'
import type { App } from '../app/app.ts'
import type { Library } from '../app/lookup/library.ts'
import type { Parser } from '../app/ports/json-parser.ts'
import type { TreeNode } from '../core/knowledge.ts'
import { answerPasteForm, answerPressForm, showThread } from './answer-request.ts'
import { type DrawnPage, drawPage, drawTies } from './draw.ts'
import { guard } from './guard.ts'
import { makeOnce } from './once.ts'
import { pageFiles } from './page-files.ts'
import { readBody } from './read-body.ts'
import type { Refusal } from './refusal.ts'
import { tokenGate } from './token-gate.ts'
import { treePicture } from './tree-picture.ts'

export type Served = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}
type Deps = {
  readonly app: App
  readonly library: Library
  readonly tree: readonly TreeNode[]
  readonly host: string
  /** What opens the page where it listens beyond this machine. */
  readonly token?: string | undefined
  readonly parse?: Parser | undefined
  readonly health: () => Promise<boolean>
}

// A page retries within seconds; this many deliveries ago is another day.
const REMEMBERED = 100

/** Takes the app and where it is served; gives the function from a request to what is sent back. */
export function makeRoute({ app, library, tree, host, token, parse, health }: Deps) {
  const files = pageFiles()
  const desk = { app, library }
  const gate = token === undefined ? undefined : tokenGate(token)
  const once = makeOnce<DrawnPage | Refusal>(REMEMBERED, (result) => !('error' in result))

  return async (request: IncomingMessage): Promise<Served> => {
    const method = request.method ?? 'GET'
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    // Probes of a container platform name the machine by whatever address they like.
    if (path === '/healthz') return json(200, { status: 'ok' })
    if (path === '/readyz') return ready(await health().catch(() => false))

    const closed = gate?.(request)
    if (closed) return discard(request, closed)
    const allowed = path.startsWith('/api/p') ? ['POST'] : ['GET', 'HEAD']
    const refusal = guard(method, request.headers, gate ? undefined : host)
    if (refusal) return discard(request, refuse(refusal))
    if (!allowed.includes(method)) {
      const { headers, ...rest } = refuse({ status: 405, error: `Please use ${allowed[0]} here.` })
      return discard(request, { ...rest, headers: { ...headers, allow: allowed.join(', ') } })
    }

    const file = files.get(path)
    if (file) {
      return {
        status: 200,
        headers: { 'content-type': file.type, 'cache-control': 'no-cache' },
        body: file.bytes,
      }
    }
    if (path === '/api/paste') return post(request, (body) => answerPasteForm(desk, body))
    if (path === '/api/press') return post(request, (body) => answerPressForm(desk, body))
    if (path === '/api/explain') return json(200, drawPage(library.lookUp(asked(request.url))))
    if (path === '/api/ties') return json(200, await drawTies(app))
    if (path === '/tree.svg') {
      return {
        status: 200,
        headers: { 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' },
        body: treePicture(tree, asked(request.url, 'at')),
      }
    }
    const thread = /^\/api\/thread\/([^/]+)$/.exec(path)?.[1]
    if (thread) return answer(await showThread(desk, thread))
    return refuse({ status: 404, error: 'There is no such page. Please open /.' })
  }

  async function post(
    request: IncomingMessage,
    work: (body: unknown) => Promise<DrawnPage | Refusal>,
  ): Promise<Served> {
    const body = await readBody(request, parse)
    if ('error' in body) return refuse(body)
    const delivery = deliveryOf(body.json)
    return answer(
      await (delivery
        ? once(`${request.url} ${delivery}`, () => work(body.json))
        : work(body.json)),
    )
  }
}

function asked(url = '', name = 'words'): string {
  return new URLSearchParams(url.split('?')[1] ?? '').get(name) ?? ''
}

function deliveryOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('delivery' in body)) return undefined
  return typeof body.delivery === 'string' ? body.delivery : undefined
}

function answer(result: DrawnPage | Refusal): Served {
  return 'error' in result ? refuse(result) : json(200, result)
}

function refuse({ status, error }: Refusal): Served {
  return json(status, { error })
}

function ready(yes: boolean): Served {
  return json(yes ? 200 : 503, { status: yes ? 'ready' : 'not ready' })
}

function json(status: number, value: unknown): Served {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  }
}

/** What is refused by its headers alone may still be sending; the rest of it is dropped. */
function discard(request: IncomingMessage, served: Served): Served {
  request.resume()
  return { ...served, headers: { ...served.headers, connection: 'close' } }
}
