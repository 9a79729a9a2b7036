import { type Audience, masksFor } from '../../core/aws-ids/mask-ids.ts'
import type { Text } from '../reply/reply.ts'
import { fillTemplate } from '../reply/sentence-template.ts'
import { checkOf } from './all-checks.ts'
import type { CheckResult } from './run-check.ts'
import { obstacleSentences } from './wording/obstacle-sentences.ts'
import type { Said } from './wording/said.ts'

/** Takes the result of a check and who reads it; gives it in sentences, with its account, time and source at the end. */
export function resultSentences(result: CheckResult, audience: Audience): readonly Text[] {
  const masks = masksFor(audience)
  const account = result.account === null ? 'not told' : masks.account(result.account)
  const said: Said = { masks, account, linked: result.linked }
  const { check, finding } = result
  const sentences =
    finding.kind === 'could-not'
      ? [obstacleSentences(finding, result.linked)]
      : checkOf(check).sentences(finding, said)
  return [...sentences, sourceSentence(result, said)]
}

function sourceSentence({ at, calls, linked, account }: CheckResult, said: Said): Text {
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
