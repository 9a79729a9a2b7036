import type { AccountReads, Answered } from '../app/checks.ts'
import type { Link } from '../app/link.ts'
import type { LinkProbes } from '../app/verify-link.ts'
import { accountReads, identityOf, type Opened } from './account-reads.ts'
import type { Look } from './ask.ts'
import { assumeRole, probeRole } from './assume-role.ts'
import { closeClients, LIMITS, type Limits, makeClients } from './clients.ts'
import { makeSessions } from './sessions.ts'
import { CLOCK, type Clock, makeTurns, type Turns } from './turns.ts'

/** What the checks need of AWS. */
export type Aws = {
  /** One look with the credentials at hand. */
  ambient(): AccountReads
  /** One look through a link, asked for by a person of its workspace. */
  through(link: Link, asker: string): AccountReads
  /** What verifying a link takes. */
  probes: LinkProbes
  /** Forgets the session of a link that was cut or suspended. */
  drop(link: Pick<Link, 'team' | 'id'>): void
  close(): void
}

export type AwsOptions = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The kill switch: while it says so, no role is taken. */
  readonly stopped?: ((team: string) => boolean) | undefined
  readonly limits?: Limits | undefined
  readonly clock?: Clock | undefined
  /** Whether calls through a link are kept a second apart; a single command need not wait. */
  readonly paced?: boolean | undefined
}

/** A verification makes a dozen calls and is waited for. */
const VERIFY_MS = 60_000

/** Takes the environment; gives AWS as the checks see it. Nothing is asked before a check asks. */
export function openAws({
  env,
  stopped = () => false,
  limits = LIMITS,
  clock = CLOCK,
  paced = true,
}: AwsOptions): Aws {
  const own = makeClients(env, undefined, limits)
  const sessions = makeSessions(clock.now)
  const turns = new Map<string, Turns>()
  const turnsOf = ({ team, id }: Link) => {
    const key = JSON.stringify([team, id])
    const found = turns.get(key) ?? makeTurns(clock)
    turns.set(key, found)
    return found
  }
  const look = (ms: number): Look => ({ signal: AbortSignal.timeout(ms), asked: [] })

  const open = async (link: Link, asker: string, during: Look): Promise<Answered<Opened>> => {
    if (stopped(link.team)) {
      return { kind: 'could-not', why: 'stopped', call: 'sts:AssumeRole', code: '' }
    }
    const session = await sessions.of(link, () => assumeRole(own.sts, during, link, asker))
    if (session.kind !== 'found') return session
    const { credentials, account } = session.found
    const clients = makeClients(env, credentials, limits)
    during.signal.addEventListener('abort', () => closeClients(clients), { once: true })
    return { kind: 'found', found: { clients, account } }
  }
  const through = (link: Link, asker: string, ms: number, paces: boolean) => {
    const during = look(ms)
    let opened: Promise<Answered<Opened>> | undefined
    const once = () => {
      opened ??= open(link, asker, during)
      return opened
    }
    return accountReads(once, own, paces ? { ...during, turns: turnsOf(link) } : during, true)
  }
  return {
    ambient: () =>
      accountReads(
        async () => ({ kind: 'found', found: { clients: own, account: undefined } }),
        own,
        look(limits.checkMs),
        false,
      ),
    through: (link, asker) => through(link, asker, limits.checkMs, paced),
    probes: {
      bot: () => identityOf(own.sts, look(limits.checkMs)),
      probe: async (link, externalId) =>
        stopped(link.team)
          ? { kind: 'could-not', why: 'stopped', call: 'sts:AssumeRole', code: '' }
          : probeRole(own.sts, look(limits.checkMs), link, externalId),
      read: (link) => {
        sessions.drop(link)
        return through(link, 'VERIFY', VERIFY_MS, false)
      },
    },
    drop: sessions.drop,
    close: () => closeClients(own),
  }
}
