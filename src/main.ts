import { join } from 'node:path'
import { knowledgeFolder } from './knowledge/knowledge-folder.ts'
import { runProgram } from './run-program.ts'

// From the sources, as whoever works on them runs it; everybody else runs what a build makes of `built.ts`.
await runProgram(knowledgeFolder(join(import.meta.dirname, '../knowledge')))
