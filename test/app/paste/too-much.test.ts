import { join } from 'node:path'
import { expect, test } from 'vitest'
import { composeThread, redrawThread } from '../../../src/app/thread/compose-thread.ts'
import type { Case } from '../../../src/core/case/case.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const UNREAD = { auth: false, errors: [], facts: [], secrets: [], tooMuch: true } as const

function caseOf(...readings: readonly Case['events'][number][]): Case {
  return {
    id: 'case',
    revision: readings.length,
    place: { surface: 'sandbox', thread: 'thread' },
    asker: 'someone',
    knowledge: knowledge.hash,
    events: readings,
    messages: {},
  }
}

test('of a paste that was too much to read nothing is claimed, also when its thread is drawn again', () => {
  const found = caseOf({ kind: 'pasted', reading: UNREAD })
  for (const sayings of [composeThread(knowledge, found), redrawThread(knowledge, found)])
    expect(sayings.map(({ reply }) => reply.fallback).join()).toMatch(/too much .* to read/)
})

test('in a thread that knows its error, only the person who pasted too much is told', () => {
  const reading = read('Error: InvalidClientTokenId: The security token is invalid', knowledge)
  const found = caseOf({ kind: 'pasted', reading }, { kind: 'pasted', reading: UNREAD })
  const sayings = composeThread(knowledge, found)
  const told = sayings.filter(({ reply }) => /too much/.test(reply.fallback))
  expect(told.map(({ to }) => to)).toEqual(['person'])
})
