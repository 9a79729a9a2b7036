import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { learnedFiles } from '../../scripts/learn/learned-files.ts'

const KNOWLEDGE = join(import.meta.dirname, '../../knowledge')

test('what is learnt is what the examples teach today: `npm run learn` writes it anew', () => {
  for (const [name, text] of Object.entries(learnedFiles(KNOWLEDGE))) {
    expect(readFileSync(join(KNOWLEDGE, 'learned', name), 'utf8') === text, name).toBe(true)
    expect(text.length, name).toBeLessThan(1_000_000)
  }
}, 180_000)
