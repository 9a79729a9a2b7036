import { join } from 'node:path'
import { expect, test } from 'vitest'
import { looksLikeOutput } from '../../../src/core/read/looks-like-output.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { OUTPUT, TALK } from './overheard.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const heard = (text: string) => {
  const { auth, errors } = read(text, knowledge)
  return { auth, printed: looksLikeOutput(text, errors) }
}

test.each(OUTPUT)('a program printed it: %s', (text) => {
  expect(heard(text)).toEqual({ auth: true, printed: true })
})

test.each(TALK)('people talk: %s', (text) => {
  expect(heard(text).printed).toBe(false)
})

test('talk around a block that somebody copied is asked about, or it is advice', () => {
  const block = '```\nError: No valid credential sources found\n```'
  expect(heard(`what did I do wrong?\n${block}`).printed).toBe(true)
  expect(heard(`PSA: if you see this\n${block}\nrun aws sso login`).printed).toBe(false)
})
