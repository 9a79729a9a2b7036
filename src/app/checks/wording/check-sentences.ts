import { type Audience, type Masks, masksFor } from '../../../core/aws-ids/mask-ids.ts'
import type { Text } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import type { MessageFinding } from '../check-message.ts'
import type { RegionFinding } from '../check-region.ts'
import type { WhoamiFinding } from '../check-whoami.ts'
import type { CheckResult, Finding } from '../run-check.ts'
import { keySentences, userSentences } from './key-sentences.ts'
import { obstacleSentences } from './obstacle-sentences.ts'
import { optionalCheckSentences } from './optional-check-sentences.ts'
import { roleSentences } from './role-sentences.ts'

type Said = { readonly masks: Masks; readonly account: string; readonly linked: boolean }

/** Takes the result of a check and who reads it; gives it in sentences, with its account, time and source at the end. */
export function checkSentences(result: CheckResult, audience: Audience): readonly Text[] {
  const masks = masksFor(audience)
  const account = result.account === null ? 'not told' : masks.account(result.account)
  const said: Said = { masks, account, linked: result.linked }
  return [...sayFinding(result.finding, said), saySource(result, said)]
}

function saySource({ at, calls, linked, account }: CheckResult, said: Said): Text {
  const time = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`
  if (calls.length === 0) return fillTemplate`Looked at ${time}; AWS was not asked.`
  const read = [...new Set(calls)].join(', ')
  const how = linked ? 'through the link' : 'with the credentials at hand'
  return [
    ...fillTemplate`Looked at ${time}`,
    ...(account === null ? [] : fillTemplate` in account ${said.account}`),
    ` ${how}: ${read}.`,
  ]
}

function sayFinding(finding: Finding, said: Said): readonly Text[] {
  switch (finding.kind) {
    case 'could-not':
      return [obstacleSentences(finding, said.linked)]
    case 'key-temporary':
    case 'key-elsewhere':
    case 'key-unseen':
    case 'key-missing':
    case 'key-seen':
      return keySentences(finding, said)
    case 'user-missing':
    case 'user-seen':
      return userSentences(finding, said)
    case 'not-a-role':
    case 'role-other-partition':
    case 'role-elsewhere':
    case 'role-missing':
    case 'role-other-path':
    case 'role-seen':
    case 'oidc-no-provider':
    case 'oidc-judged':
      return roleSentences(finding, said)
    case 'region-always-on':
    case 'region-other-partition':
    case 'region-status':
      return sayRegion(finding, said)
    case 'tokens-version':
    case 'may-assume':
    case 'cannot-simulate':
    case 'devices':
    case 'devices-no-user':
      return optionalCheckSentences(finding, said)
    case 'message-decoded':
    case 'message-rejected':
    case 'message-unreadable':
      return sayMessage(finding, said)
    case 'whoami':
    case 'whoami-refused':
      return sayWhoami(finding, said)
  }
}

function sayRegion(finding: RegionFinding, { account }: Said): readonly Text[] {
  const { region } = finding
  switch (finding.kind) {
    case 'region-always-on':
      return [
        fillTemplate`${region} is enabled in every account and cannot be switched off, so it is not why keys are refused there.`,
      ]
    case 'region-other-partition':
      return [
        fillTemplate`${region} is in partition ${finding.partition}. Keys of the partition aws never work there, and this version looks into aws only.`,
      ]
    case 'region-status':
      return [sayStatus(region, finding.status, account)]
  }
}

function sayStatus(region: string, status: string, account: string): Text {
  switch (status) {
    case 'ENABLED':
    case 'ENABLED_BY_DEFAULT':
      return fillTemplate`${region} is ${status} in account ${account}, so that is not why keys are refused there.`
    case 'DISABLED':
      return fillTemplate`${region} is ${status} in account ${account}. Calls to services there are refused, STS by InvalidClientTokenId, whatever the key. Enable the region, or use one that is.`
    case 'ENABLING':
    case 'DISABLING':
      return fillTemplate`${region} is ${status} in account ${account}: on its way, and until then keys may work there for one call and not for the next.`
    default:
      return fillTemplate`AWS says ${status} of ${region} in account ${account}, which I do not know.`
  }
}

function sayMessage(finding: MessageFinding, { masks }: Said): readonly Text[] {
  if (finding.kind === 'message-rejected') {
    return [
      [
        'STS does not accept this as an encoded authorization message: it is cut off, changed or too old. Copy all of it, from the error itself.',
      ],
    ]
  }
  if (finding.kind === 'message-unreadable') {
    return [['STS decoded the message into something that I cannot read.']]
  }
  const { action, resource, principal, explicit, allowed, statements } = finding
  const shown = (words: string | null) => masks.words(words ?? 'not told')
  return [
    fillTemplate`${shown(principal)} asked for ${shown(action)} on ${shown(resource)}, and it was ${allowed ? 'allowed' : 'refused'}.`,
    explicit
      ? [
          'A policy denies it explicitly: granting more does not help until that statement is changed. The message does not say what kind of policy it is.',
        ]
      : ['No policy denies it explicitly: none that was asked allows it.'],
    ...(statements.length > 0
      ? [fillTemplate`Statements that decided: ${masks.words(statements.join(', '))}.`]
      : []),
  ]
}

function sayWhoami(finding: WhoamiFinding, { masks, linked }: Said): readonly Text[] {
  if (finding.kind === 'whoami-refused') return [obstacleSentences(finding.because, linked)]
  const { identity, may } = finding
  const named = (allowed: boolean | undefined) =>
    may.filter((one) => one.allowed === allowed).map(({ call }) => call)
  const list = (title: string, calls: readonly string[]): readonly Text[] =>
    calls.length === 0 ? [] : [[`${title}: ${calls.join(', ')}.`]]
  return [
    fillTemplate`Signed in as ${masks.words(identity.arn)} in account ${masks.account(identity.account)}.`,
    ...list('May', named(true)),
    ...list('May not', named(false)),
    ...list('Not found out', named(undefined)),
  ]
}
