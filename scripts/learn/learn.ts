import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { learnedFiles } from './learned-files.ts'

const KNOWLEDGE = join(import.meta.dirname, '../../knowledge')

mkdirSync(join(KNOWLEDGE, 'learned'), { recursive: true })
for (const [name, text] of Object.entries(learnedFiles(KNOWLEDGE))) {
  writeFileSync(join(KNOWLEDGE, 'learned', name), text)
  process.stdout.write(`wrote knowledge/learned/${name}, ${Math.round(text.length / 1000)} kB\n`)
}
