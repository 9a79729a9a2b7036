import type { AwsPrincipal } from '../../core/trust-policy/request.ts'
import type {
  AccountReads,
  Answered,
  CallerIdentity,
  Unanswered,
} from '../checks/account/account-reads.ts'
import { type Capability, capabilities } from '../checks/account/capabilities.ts'
import { type LinkedRole, roleArnOf } from '../checks/account/linked-role.ts'
import { type Flaw, linkTrustFlaws } from './link-trust.ts'

/** What verifying needs of AWS. */
export type LinkProbes = {
  /** Who we ourselves are. */
  bot(): Promise<Answered<CallerIdentity>>
  /** Whether the role of a link lets us in with an external id, or with none; the session itself is dropped. */
  probe(link: LinkedRole, externalId: string | null): Promise<Answered<true>>
  /** Reads through the link, in a session of its own. */
  read(link: LinkedRole): AccountReads
}

/** What was asked and how STS answered, as it goes on record. */
type ProbeAnswer = 'accepted' | 'rejected' | Unanswered
type Probed = {
  readonly right: readonly ProbeAnswer[]
  readonly random: readonly ProbeAnswer[]
  readonly none: readonly ProbeAnswer[]
}

export type Verification = { readonly probed: Probed } & (
  | {
      readonly verdict: 'link'
      readonly account: string
      readonly may: readonly Capability[]
      /** Who else the trust policy admits; shown as a warning. */
      readonly others: readonly string[]
    }
  | {
      readonly verdict: 'refuse'
      readonly because:
        | 'rejects-us'
        | 'accepts-any-id'
        | 'accepts-no-id'
        | 'other-account'
        | 'trust-text'
      readonly flaws: readonly Flaw[]
    }
  | {
      readonly verdict: 'could-not'
      /** `unsteady`: the same question was answered in two ways, as while a role is still spreading through AWS. */
      readonly because: 'unsteady' | Unanswered
    }
)

/** STS has been seen to let in once and refuse again right after a role was made. */
const TIMES = 3

/**
 * Takes a link that wants to be one, and how to make an external id that nobody uses; tells whether its role lets in
 * us, with its id, and nobody without it. The right id comes first and last, so that a typo, a throttling or a delay
 * never passes for a role that rejects strangers.
 */
export async function verifyLink(
  probes: LinkProbes,
  link: LinkedRole,
  otherId: () => string,
): Promise<Verification> {
  const right = await times(TIMES, () => probes.probe(link, link.externalId))
  const nothing = { random: [], none: [] }
  const first = sorted(right)
  if (first !== 'accepted') return ended({ right, ...nothing }, first, 'rejects-us')

  const random = await times(TIMES, () => probes.probe(link, otherId()))
  const none = await times(TIMES, () => probes.probe(link, null))
  const last = answerOf(await probes.probe(link, link.externalId))
  const probed: Probed = { right: [...right, last], random, none }
  for (const [answers, because] of [
    [random, 'accepts-any-id'],
    [none, 'accepts-no-id'],
  ] as const) {
    if (answers.includes('accepted')) return { probed, verdict: 'refuse', because, flaws: [] }
    const answer = sorted(answers)
    if (answer !== 'rejected') return { probed, verdict: 'could-not', because: notSteady(answer) }
  }
  if (last !== 'accepted') return { probed, verdict: 'could-not', because: notSteady(last) }
  return readBack(probes, link, probed)
}

/** What the probes cannot see: whose session it is, and statements that need another context than ours. */
async function readBack(
  probes: LinkProbes,
  link: LinkedRole,
  probed: Probed,
): Promise<Verification> {
  const could = (because: Unanswered): Verification => ({ probed, verdict: 'could-not', because })
  const bot = await probes.bot()
  if (bot.kind !== 'found') return could(because(bot, 'sts:GetCallerIdentity'))
  const reads = probes.read(link)
  const identity = await reads.identity()
  if (identity.kind !== 'found') return could(because(identity, 'sts:GetCallerIdentity'))
  if (identity.found.account !== link.account) {
    return { probed, verdict: 'refuse', because: 'other-account', flaws: [] }
  }
  const arn = roleArnOf(link) ?? ''
  const role = await reads.role(arn.slice(arn.lastIndexOf('/') + 1))
  if (role.kind !== 'found') return could(because(role, 'iam:GetRole'))
  const { flaws, others } = linkTrustFlaws(role.found.trust, {
    role: arn,
    bot: principalOf(bot.found),
    externalId: link.externalId,
  })
  if (flaws.length > 0) return { probed, verdict: 'refuse', because: 'trust-text', flaws }
  const may = await capabilities(reads, identity.found)
  return { probed, verdict: 'link', account: link.account, may, others }
}

/** What stands in the way of verifying any link. */
export type CanaryFault = {
  /** Our own side refuses such calls, or could not be asked just now. */
  readonly kind: 'refused' | 'unreachable'
  readonly says: string
}

/**
 * Takes a role of our own account that demands no external id; tells what stands in the way of proving anything by
 * asking without one. If our own policies refuse that, every role would seem to demand an id: the bot must not start.
 */
export async function canaryFault(
  probes: LinkProbes,
  canary: LinkedRole,
): Promise<CanaryFault | undefined> {
  const answer = answerOf(await probes.probe(canary, null))
  if (answer === 'accepted') return undefined
  return answer === 'rejected'
    ? {
        kind: 'refused',
        says: 'The canary role refused a call without an external id. Our own policies, or its trust policy, demand one, so no link can be verified.',
      }
    : {
        kind: 'unreachable',
        says: `The canary role could not be asked (${answer.why}${answer.code ? `, ${answer.code}` : ''}), so no link can be verified.`,
      }
}

/** The role behind our own session, as far as its ARN tells. */
export function principalOf({ arn, id }: CallerIdentity): AwsPrincipal {
  const session = /^arn:([\w-]{1,20}):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\//.exec(arn)
  return session
    ? { arn, role_arn: `arn:${session[1]}:iam::${session[2]}:role/${session[3]}`, unique_id: id }
    : { arn, unique_id: id }
}

async function times(
  most: number,
  ask: () => Promise<Answered<true>>,
): Promise<readonly ProbeAnswer[]> {
  const answers: ProbeAnswer[] = []
  // Once is enough for what settles the matter or could not be asked.
  while (answers.length < most && !answers.some((one) => typeof one !== 'string')) {
    answers.push(answerOf(await ask()))
  }
  return answers
}

/** Only AccessDenied of the assuming itself is a rejection. */
function answerOf(answer: Answered<true>): ProbeAnswer {
  if (answer.kind === 'found') return 'accepted'
  if (answer.kind === 'missing') return because(answer, 'sts:AssumeRole')
  return answer.why === 'link-refused' ? 'rejected' : answer
}

function because(answer: Answered<unknown>, call: string): Unanswered {
  return answer.kind === 'could-not'
    ? answer
    : { kind: 'could-not', why: 'unexpected', call, code: 'no answer' }
}

/** The one answer that all gave, the obstacle among them, or that they differ. */
function sorted(answers: readonly ProbeAnswer[]): ProbeAnswer | 'unsteady' {
  const obstacle = answers.find((one): one is Unanswered => typeof one !== 'string')
  if (obstacle) return obstacle
  const [first = 'unsteady'] = answers as readonly (ProbeAnswer | 'unsteady')[]
  return answers.some((one) => one !== first) ? 'unsteady' : first
}

function ended(
  probed: Probed,
  answer: ProbeAnswer | 'unsteady',
  refused: 'rejects-us',
): Verification {
  return answer === 'rejected'
    ? { probed, verdict: 'refuse', because: refused, flaws: [] }
    : { probed, verdict: 'could-not', because: notSteady(answer) }
}

const notSteady = (answer: ProbeAnswer | 'unsteady') =>
  typeof answer === 'string' ? 'unsteady' : answer
