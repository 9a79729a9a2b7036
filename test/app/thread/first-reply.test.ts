import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Part, Reply } from '../../../src/app/reply/reply.ts'
import { caseView } from '../../../src/app/step/case-view.ts'
import { linesOf, MOST_LINES } from '../../../src/app/step/place-commands.ts'
import { composeCard, MOST_WORDS } from '../../../src/app/thread/compose-card.ts'
import { countPartWords } from '../../../src/app/thread/word-count.ts'
import type { CaseEvent } from '../../../src/core/case/case.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))

/** What somebody gets who pastes this, and nothing else has happened. */
function firstReply(text: string, more: readonly CaseEvent[] = []): Reply {
  const reading = read(text, knowledge)
  const events: CaseEvent[] = [{ kind: 'pasted', reading }, ...more]
  const place = { surface: 'slack', thread: 'T/C/1' } as const
  const found = { id: 'c', revision: 1, place, asker: 'U', knowledge: '', events, messages: {} }
  return composeCard(knowledge, caseView(knowledge, found))
}

const PASTES = [
  ...knowledge.causes.flatMap(({ samples, near_misses }) => [...samples, ...near_misses]),
  ...knowledge.variants.flatMap(({ samples }) => samples),
]

/** What stands before the buttons: small print at the end stands behind them. */
function before({ headline, parts }: Reply): readonly Part[] {
  const last = parts.findLastIndex(({ kind }) => kind !== 'note')
  return [{ kind: 'paragraph', text: headline }, ...parts.slice(0, last + 1)]
}

const commandsOf = ({ parts }: Reply) =>
  parts.flatMap((part) => (part.kind === 'commands' ? part.commands : []))

test('says what happened and what to do, in few words and few lines, with few buttons', () => {
  const long: string[] = []
  for (const { name, text } of PASTES) {
    const reply = firstReply(text)
    const prose = before(reply).filter(({ kind }) => kind !== 'commands')
    const words = countPartWords(prose)
    if (words > MOST_WORDS) long.push(`${name}: ${words} words`)
    for (const command of commandsOf(reply))
      if (linesOf(command) > MOST_LINES) long.push(`${name}: ${linesOf(command)} lines`)
    const seen = reply.buttons.filter(({ more, menu }) => !more && menu === undefined)
    if (seen.length > 4) long.push(`${name}: ${seen.map(({ label }) => label).join(', ')}`)
  }
  expect(long).toEqual([])
})

test('every sign-in error gets something to do, and details behind it', () => {
  for (const { name, text } of PASTES) {
    const { parts, buttons, details, headline } = firstReply(text)
    if (!read(text, knowledge).auth) continue
    expect(headline.length, name).toBeGreaterThan(0)
    const doing = parts.some(({ kind }) => kind === 'lead') || buttons.length > 0
    expect(doing, name).toBe(true)
    expect(details?.[0]?.parts.length, name).toBeGreaterThan(0)
  }
})
