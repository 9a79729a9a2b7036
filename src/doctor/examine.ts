import type { Reply } from '../app/reply/reply.ts'
import type { Knowledge } from '../core/knowledge.ts'
import { composeLook } from './compose-look.ts'
import { type Finding, findingsOf } from './findings.ts'
import { lookAround } from './look.ts'
import { probeLines } from './probe-lines.ts'
import { thisMachine } from './this-machine.ts'

/** Takes the knowledge, a folder of Terraform and whether AWS may be asked; looks at this machine. Changes nothing. */
export async function examine(
  knowledge: Knowledge,
  { folder, online }: { readonly folder: string; readonly online: boolean },
): Promise<{
  readonly reply: Reply
  readonly findings: readonly Finding[]
  readonly probe: string
}> {
  const look = await lookAround({ ...thisMachine, folder }, online)
  return {
    reply: composeLook(knowledge, look),
    findings: findingsOf(look),
    probe: probeLines(look),
  }
}
