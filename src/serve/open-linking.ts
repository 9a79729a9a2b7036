import { makeExternalId } from '../app/accounts/external-id.ts'
import type { LinkingDeps } from '../app/accounts/link-deps.ts'
import type { LinkTemplates } from '../app/accounts/link-setup.ts'
import { type AccountLinks, makeAccountLinks } from '../app/accounts/linking.ts'
import { reverify } from '../app/accounts/reverify.ts'
import { type CanaryFault, canaryFault, type LinkProbes } from '../app/accounts/verify-link.ts'
import { makeChecks } from '../app/checks/rate-limited-checks.ts'
import { OperatorError } from '../app/ports/operator-error.ts'
import { openAws } from '../aws/open-aws.ts'
import type { Region } from '../core/knowledge.ts'
import type { Store } from '../store/open-store.ts'
import type { Config } from './config.ts'

type Needs = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly config: Pick<Config, 'admins' | 'canaryRole' | 'checks' | 'secretKeys'> &
    Partial<Pick<Config, 'moreChecks'>>
  readonly store: Pick<Store, 'links' | 'audit'>
  readonly templates: LinkTemplates
  /** Who people are at their surface, and how admins are told. */
  readonly surface: Pick<LinkingDeps, 'personAt' | 'notify' | 'channelAt'>
  readonly regions: readonly Region[]
  readonly warn: (words: string) => void
  /** How often links are looked through for those that must prove themselves again. */
  readonly everyMs?: number
}

type Opened = {
  readonly linking: AccountLinks
  /** Proves the canary: a `CanaryRefused` when no link could ever be proved from here, a warning when AWS is out of reach. */
  start(): Promise<void>
  close(): Promise<void>
}

/** Our own side refuses calls without an external id, so every role would seem to demand one. */
class CanaryRefused extends OperatorError {}

const EVERY_MS = 10 * 60_000

/** Takes the configuration and the store; gives linking, with AWS behind it. Asks AWS nothing before `start`. */
export function openLinking(needs: Needs): Opened {
  const { env, config, store, templates, surface, regions, warn, everyMs = EVERY_MS } = needs
  const aws = openAws({ env, stopped: () => !config.checks, optional: config.moreChecks })
  const now = Date.now
  const missing = missingFor(config)
  const canary = canaryOf(aws.probes, config.canaryRole)
  const probes: LinkProbes = {
    ...aws.probes,
    // A refusal without an id counts only while our own side is known to let such a call through.
    probe: async (link, externalId) => {
      const fault = externalId === null ? await canary() : undefined
      return fault === undefined
        ? aws.probes.probe(link, externalId)
        : { kind: 'could-not', why: 'unexpected', call: 'sts:AssumeRole', code: 'canary' }
    },
  }
  const deps: LinkingDeps = {
    links: store.links,
    audit: store.audit,
    aws: { probes, drop: aws.drop },
    checks: makeChecks({ through: aws.through, regions: () => regions, now }),
    admins: config.admins,
    otherId: makeExternalId,
    ...surface,
    missing,
    now,
    templates,
  }
  let working: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  return {
    linking: makeAccountLinks(deps),
    async start() {
      if (missing !== undefined) return
      const fault = await canary()
      if (fault?.kind === 'refused') throw new CanaryRefused(fault.says)
      if (fault) warn(fault.says)
      timer = setInterval(() => {
        if (!config.checks) return
        working = reverify(deps).catch(() =>
          warn('Links could not be verified again; it is tried anew.'),
        )
      }, everyMs)
      timer.unref()
    },
    async close() {
      clearInterval(timer)
      await working
      aws.close()
    },
  }
}

/** What is not configured, in a sentence for whoever asks; undefined when links can be made. */
function missingFor({ secretKeys, canaryRole }: Needs['config']): string | undefined {
  if (secretKeys.length === 0)
    return 'Whoever runs me must set TFAUTH_SECRET_KEY first: external ids are kept encrypted.'
  if (canaryRole === undefined)
    return 'Whoever runs me must set TFAUTH_CANARY_ROLE first: without such a role nobody can prove that a link refuses strangers.'
  return undefined
}

/** Asks the canary until it has let us in once; a refusal may be mended without a new start. */
function canaryOf(
  probes: LinkProbes,
  role: string | undefined,
): () => Promise<CanaryFault | undefined> {
  let proved = false
  return async () => {
    if (proved) return undefined
    const bot = await probes.bot()
    if (bot.kind !== 'found')
      return {
        kind: 'unreachable',
        says: 'AWS does not say who the bot is, so no account can be linked.',
      }
    const link = {
      team: 'CANARY',
      id: 'canary',
      account: bot.found.account,
      externalId: '--',
      role,
    }
    const fault = await canaryFault(probes, link)
    proved = fault === undefined
    return fault
  }
}
