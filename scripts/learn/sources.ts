import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const text = z.string().trim().min(1)
const messages = z.strictObject({
  source: z.url(),
  messages: z.array(z.strictObject({ says: text, causes: z.array(text) })).min(1),
})

/** What is learnt from and nobody is shown. */
export type Sources = {
  /** What programs print when signing in fails, with the causes it can have. */
  readonly messages: readonly { readonly says: string; readonly causes: readonly string[] }[]
  /** What is not about signing in to AWS. */
  readonly notSignIn: readonly string[]
}

/** Takes the knowledge folder; gives what is learnt from beside its pages, checked. */
export function readSources(dir: string): Sources {
  return {
    messages: filesIn(join(dir, 'messages'), messages).flatMap((page) => page.messages),
    notSignIn: filesIn(join(dir, 'not-sign-in'), z.array(text).min(1)).flat(),
  }
}

function filesIn<T>(dir: string, schema: z.ZodType<T>): readonly T[] {
  return readdirSync(dir)
    .sort()
    .map((name) => {
      const read = schema.safeParse(parse(readFileSync(join(dir, name), 'utf8')))
      if (read.success) return read.data
      throw new Error(`${join(dir, name)}: ${z.prettifyError(read.error)}`)
    })
}
