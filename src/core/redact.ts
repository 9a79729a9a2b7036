import type { SecretCount } from './fact.ts'
import { SECRET_RULES } from './secret-rules.ts'

export type Redacted = { readonly text: string; readonly secrets: readonly SecretCount[] }

/**
 * Takes plain text (see `plain`); gives it with every secret replaced by its kind and length, and what was found.
 * A key id keeps its first four and last four characters, since diagnosis needs them and they open nothing.
 */
export function redact(text: string): Redacted {
  let out = text
  const found = new Map<string, number>()
  for (const rule of SECRET_RULES) {
    if (rule.gate && !rule.gate.test(out)) continue
    out = out.replace(rule.pattern, (...args) => {
      const groups = args.at(-1) as { readonly before?: string; readonly secret?: string }
      const all = String(args[0])
      const secret = groups.secret ?? all
      if (rule.spares?.(secret)) return all
      found.set(rule.kind, (found.get(rule.kind) ?? 0) + 1)
      const at = (groups.before ?? '').length
      return all.slice(0, at) + rule.keeps(secret) + all.slice(at + secret.length)
    })
  }
  return {
    text: out,
    secrets: [...found].map(([kind, count]) => ({ kind, count })),
  }
}
