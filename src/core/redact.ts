import type { SecretCount } from './fact.ts'
import { redactBroken } from './redact-broken.ts'
import { SECRET_RULES } from './secret-rules.ts'

export type Redacted = { readonly text: string; readonly secrets: readonly SecretCount[] }

/**
 * Takes plain text (see `plain`); gives it with every secret replaced by its kind and length, and what was found.
 * A key id keeps its first four and last four characters, since diagnosis needs them and they open nothing.
 */
export function redact(text: string): Redacted {
  const found = new Map<string, number>()
  const count = (kind: string) => found.set(kind, (found.get(kind) ?? 0) + 1)
  let out = redactBroken(text, SECRET_RULES, count)
  for (const rule of SECRET_RULES) {
    if (rule.gate && !rule.gate.test(out)) continue
    out = out.replace(rule.pattern, (...args) => {
      const groups = args.at(-1) as { readonly before?: string; readonly secret?: string }
      const all = String(args[0])
      const secret = groups.secret ?? all
      if (rule.spares?.(secret)) return all
      count(rule.kind)
      const at = (groups.before ?? '').length
      return all.slice(0, at) + rule.keeps(secret) + all.slice(at + secret.length)
    })
  }
  return {
    text: out,
    secrets: [...found].map(([kind, times]) => ({ kind, count: times })),
  }
}
