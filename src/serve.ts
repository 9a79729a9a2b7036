import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import pino from 'pino'
import { makeApp } from './app/app.ts'
import { makeLibrary } from './app/library.ts'
import { makeMetrics } from './app/metrics.ts'
import { readConfig } from './config.ts'
import { counting } from './counting.ts'
import { loadKnowledge } from './knowledge/load-knowledge.ts'
import { loadLinkTemplates } from './knowledge/load-link-templates.ts'
import { makeSearch } from './knowledge/search.ts'
import { makeReader } from './reading/make-reader.ts'
import { serveSandbox } from './sandbox/serve-sandbox.ts'
import { healthPages, metricsPage, servePages } from './serve-pages.ts'
import { linkVoice } from './slack/link-voice.ts'
import { linkTo } from './slack/place.ts'
import { openSlack } from './slack/slack-app.ts'
import { openStore, type Store } from './store/open-store.ts'
import { solvedLately } from './store/solved-lately.ts'

/** Builds the house: configuration, adapters, app, one surface. Decides nothing. Returns once it serves. */
export async function serve(env: NodeJS.ProcessEnv, knowledgeDir: string): Promise<void> {
  const config = readConfig(env)
  const [secretKey, ...formerKeys] = config.secretKeys
  // The first start makes a database in a process of its own; the knowledge is read meanwhile.
  const opening = openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    secretKey,
    formerKeys,
  })
  const knowing = setTimeout(UNDER_WAY_MS).then(() => loadKnowledge(knowledgeDir))
  const [knowledge, store] = await both(knowing, opening)
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const metrics = makeMetrics()
  const reader = makeReader({ knowledge })
  const { transport, host, port } = config
  const voice = linkVoice({ admins: config.admins, log })
  // The page has no people to tell apart, so it links nothing; it need not load the AWS clients either.
  const linked =
    transport.kind === 'sandbox'
      ? undefined
      : (await import('./open-linking.ts')).openLinking({
          env,
          config,
          store,
          templates: loadLinkTemplates(knowledgeDir, config.linkTemplateUrl),
          surface: { personAt: voice.personAt, notify: voice.notify },
          regions: knowledge.regions,
          warn: (words) => log.warn(words),
        })
  const app = makeApp({
    knowledge,
    cases: counting(store.cases, metrics.storeFailed),
    read: reader.read,
    workspaces: solvedLately(store.workspaces),
    fingerprint: store.fingerprint,
    link: linkTo,
    records: store.records,
    rooms: store.rooms,
    retention: store.retention,
    admins: config.admins,
    accounts: linked?.linking.accounts,
  })
  const library = makeLibrary(knowledge, makeSearch(knowledge))

  if (transport.kind === 'sandbox') {
    const sandbox = await serveSandbox({
      app,
      library,
      tree: knowledge.tree,
      host,
      port,
      parse: reader.parse,
      health: store.healthy,
      report: (error) => log.error({ err: describe(error) }, 'a request failed'),
    }).catch(closing(store.close))
    process.stdout.write(
      `tfauth is ready: ${sandbox.url}\nPaste an error there; nothing leaves this machine. Ctrl-C ends it.\n`,
    )
    return untilSignal(sandbox.close, reader.close, store.close)
  }

  await linked?.start().catch(closing(store.close))
  const pages = [...healthPages(store.healthy), metricsPage(metrics, store.owed)]
  const slack = await openSlack({
    app,
    library,
    log,
    ...(transport.kind === 'oauth'
      ? { oauth: { ...transport, installations: store.installations } }
      : { botToken: transport.botToken }),
    metrics,
    ...(linked ? { linking: { linking: linked.linking, voice } } : {}),
    slackApiUrl: config.slackApiUrl,
    transport:
      transport.kind === 'socket'
        ? { kind: 'socket', appToken: transport.appToken }
        : {
            kind: 'http',
            signingSecret: transport.signingSecret,
            host,
            port,
            routes: pages,
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
  // Socket Mode needs no port; whoever names one wants to be able to ask how it is.
  const beside =
    transport.kind === 'socket' && config.portGiven
      ? await servePages(pages, { host, port }).catch(closing(store.close))
      : undefined
  return untilSignal(
    slack.close,
    async () => void beside?.close(),
    async () => linked?.close(),
    reader.close,
    store.close,
  )
}

// Reading the knowledge is one long breath: by then the other process has been started.
const UNDER_WAY_MS = 50

/** Takes work and a store that is opening; gives both, or lets the store go when the work fails. */
async function both<Made>(work: Promise<Made>, opening: Promise<Store>) {
  const [made, store] = await Promise.allSettled([work, opening])
  if (store.status === 'rejected') throw store.reason
  if (made.status === 'rejected') return closing(store.value.close)(made.reason)
  return [made.value, store.value] as const
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
