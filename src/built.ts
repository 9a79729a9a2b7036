import { builtKnowledge } from './knowledge/built-knowledge.ts'
import { runProgram } from './run-program.ts'

/** The digest of the knowledge that was built with this program; the build puts it in. */
declare const KNOWLEDGE_DIGEST: string

await runProgram(builtKnowledge(new URL('./knowledge.json', import.meta.url), KNOWLEDGE_DIGEST))
