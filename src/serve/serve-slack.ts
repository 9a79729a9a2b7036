import process from 'node:process'
import type { KnowledgeSource } from '../knowledge/knowledge-source.ts'
import { makeLinkNotifier } from '../slack/accounts/link-notifier.ts'
import { openSlack } from '../slack/open-slack.ts'
import type { Services } from './build-app.ts'
import type { Config } from './config.ts'
import { closing, untilSignal } from './lifetime.ts'
import { openLinking } from './open-linking.ts'
import { healthPages, metricsPage, servePages } from './serve-pages.ts'

type Transport = Exclude<Config['transport'], { readonly kind: 'sandbox' }>

/** Takes the house and how Slack is reached; serves it there, accounts linked from it included. */
export async function serveSlack(
  house: Services,
  transport: Transport,
  env: NodeJS.ProcessEnv,
  source: KnowledgeSource,
): Promise<void> {
  const { config, store, log, metrics, library, knowledge } = house
  const { host, port } = config
  const notifier = makeLinkNotifier({ admins: config.admins, log })
  const linked = openLinking({
    env,
    config,
    store,
    templates: { ...source.templates(), url: config.linkTemplateUrl },
    surface: notifier,
    regions: knowledge.regions,
    warn: (words) => log.warn(words),
  })
  await linked.start().catch(closing(store.close))
  let connected = () => false
  const health = healthPages(async () => connected() && (await store.healthy()))
  const counts = [metricsPage(metrics, store.owed)]
  // Slack's requests come from the internet; what is counted is nobody's there.
  const apart = config.metricsPort
    ? await servePages(counts, { host, port: config.metricsPort }).catch(closing(store.close))
    : undefined
  const slack = await openSlack({
    app: house.appWith(linked.linking.accounts),
    library,
    log,
    ...(transport.kind === 'oauth'
      ? { oauth: { ...transport, installations: store.installations } }
      : { botToken: transport.botToken }),
    metrics,
    linking: { linking: linked.linking, notifier },
    slackApiUrl: config.slackApiUrl,
    transport:
      transport.kind === 'socket'
        ? { kind: 'socket', appToken: transport.appToken }
        : {
            kind: 'http',
            signingSecret: transport.signingSecret,
            host,
            port,
            routes: health,
          },
    onRefused: (error) => {
      log.fatal(error.message)
      process.exitCode = 1
      process.kill(process.pid, 'SIGTERM')
    },
  }).catch(closing(store.close))
  connected = slack.ready
  log.info(
    { transport: transport.kind, store: store.kind, knowledge: knowledge.hash },
    'tfauth serves Slack',
  )
  // Socket Mode needs no port; whoever names one wants to be able to ask how it is.
  const beside =
    transport.kind === 'socket' && config.portGiven
      ? await servePages(apart ? health : [...health, ...counts], { host, port }).catch(
          closing(store.close),
        )
      : undefined
  return untilSignal(
    slack.close,
    async () => {
      for (const server of [beside, apart]) server?.close()
    },
    async () => linked.close(),
    house.reader.close,
    store.close,
  )
}
