import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { NO_ACCOUNTS } from '../app/accounts/ask-accounts.ts'
import type { KnowledgeSource } from '../knowledge/knowledge-source.ts'
import { serveSandbox } from '../sandbox/serve-sandbox.ts'
import { openStore } from '../store/open-store.ts'
import { buildServices, type Services } from './build-app.ts'
import { explainingListen } from './cannot-listen.ts'
import { readConfig } from './config.ts'
import { closeBoth, closing, untilSignal } from './lifetime.ts'
import { unknownVariables } from './unknown-variables.ts'

// Reading the knowledge is one long breath: by then the engine of the database is being compiled by other threads.
const UNDER_WAY_MS = 50

/** Builds the house: configuration, adapters, app, one surface. Decides nothing. Returns once it serves. */
export async function serve(env: NodeJS.ProcessEnv, source: KnowledgeSource): Promise<void> {
  for (const says of unknownVariables(env)) process.stderr.write(`tfauth: ${says}\n`)
  const config = readConfig(env)
  const [secretKey, ...formerKeys] = config.secretKeys
  const { databaseUrl, dataDir, transport } = config
  const opening = openStore({ databaseUrl, dataDir, secretKey, formerKeys })
  const knowing = setTimeout(UNDER_WAY_MS).then(() => source.knowledge())
  const house = buildServices(config, ...(await closeBoth(knowing, opening)))
  const explained = explainingListen(config)
  if (transport.kind === 'sandbox') return servePage(house).catch(explained)
  // The page needs no client of Slack or AWS, and starts sooner without loading them.
  const { serveSlack } = await import('./serve-slack.ts')
  return serveSlack(house, transport, env, source).catch(explained)
}

/** The page has no people to tell apart, so it links no accounts. */
async function servePage({ config, store, log, reader, library, knowledge, appWith }: Services) {
  const sandbox = await serveSandbox({
    app: appWith(NO_ACCOUNTS),
    library,
    tree: knowledge.tree,
    host: config.host,
    token: config.pageToken,
    port: config.port,
    parse: reader.parse,
    health: store.healthy,
    report: (error) => log.error({ err: describe(error) }, 'a request failed'),
  }).catch(closing(store.close))
  process.stdout.write(
    `tfauth is ready: ${sandbox.url}\nPaste an error there; nothing leaves this machine. Ctrl-C ends it.\n`,
  )
  untilSignal(sandbox.close, reader.close, store.close)
}

/** Of an unforeseen error, its kind and place; its message could repeat what someone pasted. */
function describe(error: unknown): string {
  return error instanceof Error
    ? `${error.name}${error.stack?.slice(error.stack.indexOf('\n')) ?? ''}`
    : 'unknown'
}
