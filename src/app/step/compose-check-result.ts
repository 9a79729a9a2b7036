import type { CaseEvent } from '../../core/case/case.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import type { Part, Text } from '../reply/reply.ts'
import { code } from '../reply/text.ts'

type Checked = Extract<CaseEvent, { readonly kind: 'checked' }>

/** Takes a check of a case; gives what the whole thread may read of it: what it settled, masked, and no more. */
export function composeCheckResult(knowledge: Knowledge, event: Checked): readonly Part[] {
  const { account, at, facts, by } = event
  const who: Text = by === undefined ? [] : ['Asked by ', { person: by }, ': ']
  const where: Text = account === null ? ['AWS'] : ['AWS account ', code(account)]
  const when = `${at.slice(11, 16)} UTC`
  if (facts.length === 0) {
    const told = ' could not tell me what I looked for, so I go on without it.'
    return [{ kind: 'paragraph', text: [...who, ...where, `, asked at ${when},`, told] }]
  }
  return [
    { kind: 'paragraph', text: [...who, 'looked up in ', ...where, ` at ${when}.`] },
    {
      kind: 'facts',
      rows: facts.map(({ kind, value }) => ({
        label: knowledge.facts.find(({ id }) => id === kind)?.title ?? kind,
        value: [code(value)],
      })),
    },
  ]
}
