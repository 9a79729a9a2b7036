import type { ServerResponse } from 'node:http'
import process from 'node:process'
import pino from 'pino'
import { makeApp } from './app/app.ts'
import { makeLibrary } from './app/library.ts'
import { readConfig } from './config.ts'
import { loadKnowledge } from './knowledge/load-knowledge.ts'
import { makeSearch } from './knowledge/search.ts'
import { makeReader } from './reading/make-reader.ts'
import { serveSandbox } from './sandbox/serve-sandbox.ts'
import type { Route } from './slack/http-door.ts'
import { linkTo } from './slack/place.ts'
import { openSlack } from './slack/slack-app.ts'
import { openStore } from './store/open-store.ts'

/** Builds the house: configuration, adapters, app, one surface. Decides nothing. Returns once it serves. */
export async function serve(env: NodeJS.ProcessEnv, knowledgeDir: string): Promise<void> {
  const config = readConfig(env)
  const knowledge = loadKnowledge(knowledgeDir)
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir })
  const reader = makeReader({ knowledge })
  const app = makeApp({
    knowledge,
    cases: store.cases,
    read: reader.read,
    workspaces: store.workspaces,
    fingerprint: store.fingerprint,
    link: linkTo,
  })
  const library = makeLibrary(knowledge, makeSearch(knowledge))
  const { transport, host, port } = config

  if (transport.kind === 'sandbox') {
    const sandbox = await serveSandbox({
      app,
      library,
      tree: knowledge.tree,
      host,
      port,
      health: store.healthy,
      report: (error) => log.error({ err: describe(error) }, 'a request failed'),
    }).catch(closing(store.close))
    process.stdout.write(
      `tfauth is ready: ${sandbox.url}\nPaste an error there; nothing leaves this machine. Ctrl-C ends it.\n`,
    )
    return untilSignal(sandbox.close, reader.close, store.close)
  }

  const slack = await openSlack({
    app,
    library,
    log,
    botToken: transport.botToken,
    slackApiUrl: config.slackApiUrl,
    transport:
      transport.kind === 'socket'
        ? { kind: 'socket', appToken: transport.appToken }
        : {
            kind: 'http',
            signingSecret: transport.signingSecret,
            host,
            port,
            routes: health(store.healthy),
          },
    onRefused: (error) => {
      log.fatal(error.message)
      process.exitCode = 1
      process.kill(process.pid, 'SIGTERM')
    },
  }).catch(closing(store.close))
  log.info(
    { transport: transport.kind, store: store.kind, knowledge: knowledge.hash },
    'tfauth serves Slack',
  )
  return untilSignal(slack.close, reader.close, store.close)
}

/** Alive is not ready: a process that waits for its database should not be restarted, only not be asked. */
function health(ready: () => Promise<boolean>): readonly Route[] {
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

/** What is open already must be let go when the next thing does not open. */
function closing(close: () => Promise<void>) {
  return async (error: unknown): Promise<never> => {
    await close()
    throw error
  }
}

function untilSignal(...closers: readonly (() => Promise<void>)[]): void {
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    void closers
      .reduce((before, close) => before.then(close), Promise.resolve())
      .finally(() => process.exit())
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

/** Of an unforeseen error, its kind and place; its message could repeat what someone pasted. */
function describe(error: unknown): string {
  return error instanceof Error
    ? `${error.name}${error.stack?.slice(error.stack.indexOf('\n')) ?? ''}`
    : 'unknown'
}
