import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replyMeaning } from '../../../src/core/read/reply-meaning.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { REPLIES } from './replies.ts'

const { replies } = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const rows = Object.entries(REPLIES).flatMap(([means, all]) => all.map((text) => ({ means, text })))

test.each(rows)('$text: $means', ({ means, text }) => {
  expect(replyMeaning(text, replies) ?? 'nothing').toBe(means)
})

test('a message is no answer, whatever words are in it', () => {
  expect(replyMeaning('fixed\nfixed', replies)).toBeUndefined()
  expect(replyMeaning(`fixed ${'it '.repeat(30)}`, replies)).toBeUndefined()
  expect(replyMeaning('', replies)).toBeUndefined()
})
