import type { LinkProbes } from '../app/accounts/verify-link.ts'
import type { AccountReads, Answered } from '../app/checks/account/account-reads.ts'
import type { LinkedRole } from '../app/checks/account/linked-role.ts'
import { accountReads, identityOf, type OpenedAccount } from './account-reads.ts'
import type { AwsSession } from './ask.ts'
import { assumeRole, probeRole } from './assume-role.ts'
import type { OptionalAction } from './calls.ts'
import { CLIENT_LIMITS, closeClients, type Limits, makeClients } from './clients.ts'
import { makeSessions } from './sessions.ts'
import { type Clock, makeTurns, SYSTEM_CLOCK, type Turns } from './turns.ts'

/** What the checks need of AWS. */
export type Aws = {
  /** One look with the credentials at hand. */
  ambient(): AccountReads
  /** One look through a link, asked for by a person of its workspace. */
  through(link: LinkedRole, asker: string): AccountReads
  /** What verifying a link takes. */
  probes: LinkProbes
  /** Forgets the session of a link that was cut or suspended. */
  drop(link: Pick<LinkedRole, 'team' | 'id'>): void
  close(): void
}

export type AwsOptions = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The kill switch: while it says so, no role is taken. */
  readonly stopped?: ((team: string) => boolean) | undefined
  /** The optional tier: more is read, in sessions of its own. Off unless switched on. */
  readonly optional?: boolean | undefined
  readonly limits?: Limits | undefined
  readonly clock?: Clock | undefined
  /** Whether calls through a link are kept a second apart; a single command need not wait. */
  readonly paced?: boolean | undefined
}

const switchedOff = (call: OptionalAction): Answered<never> => ({
  kind: 'could-not',
  why: 'switched-off',
  call,
  code: '',
})

/** A verification makes a dozen calls and is waited for. */
const VERIFY_MS = 60_000

/** Takes the environment; gives AWS as the checks see it. Nothing is asked before a check asks. */
export function openAws({
  env,
  stopped = () => false,
  optional = false,
  limits = CLIENT_LIMITS,
  clock = SYSTEM_CLOCK,
  paced = true,
}: AwsOptions): Aws {
  const own = makeClients(env, undefined, limits)
  const sessions = makeSessions(clock.now)
  const turns = new Map<string, Turns>()
  const turnsOf = ({ team, id }: LinkedRole) => {
    const key = JSON.stringify([team, id])
    const found = turns.get(key) ?? makeTurns(clock)
    turns.set(key, found)
    return found
  }
  const look = (ms: number): AwsSession => ({
    signal: AbortSignal.timeout(ms),
    asked: [],
    requests: [],
  })

  const open = async (
    link: LinkedRole,
    asker: string,
    during: AwsSession,
    more?: OptionalAction,
  ): Promise<Answered<OpenedAccount>> => {
    if (more !== undefined && !optional) return switchedOff(more)
    if (stopped(link.team)) {
      return { kind: 'could-not', why: 'stopped', call: 'sts:AssumeRole', code: '' }
    }
    const session = await sessions.of(
      link,
      () => assumeRole(own.sts, during, link, asker, more),
      more,
    )
    if (session.kind !== 'found') return session
    const { credentials, account } = session.found
    const clients = makeClients(env, credentials, limits)
    during.signal.addEventListener('abort', () => closeClients(clients), { once: true })
    return { kind: 'found', found: { clients, account } }
  }
  const through = (link: LinkedRole, asker: string, ms: number, paces: boolean) => {
    const during = look(ms)
    const opened = new Map<string, Promise<Answered<OpenedAccount>>>()
    const once = (more?: OptionalAction) => {
      const found = opened.get(more ?? '') ?? open(link, asker, during, more)
      opened.set(more ?? '', found)
      return found
    }
    return accountReads(once, own, paces ? { ...during, turns: turnsOf(link) } : during, true)
  }
  return {
    ambient: () =>
      accountReads(
        async (more) =>
          more === undefined || optional
            ? { kind: 'found', found: { clients: own, account: undefined } }
            : switchedOff(more),
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
