import type { SecretRule } from './secret-rules.ts'

// A terminal or a viewer breaks long lines anywhere, also inside a secret; shorter lines ended on purpose.
const SEAM = /(?<=[^\n]{38}[\w/+=.%'-])\n(?=[\w/+=.%'-])/g
// A credential scope's date is what ends a secret in it: `/20261122/`.
const SCOPE = 10

/** Text without its seams, and where they were in it. */
type Joined = { readonly whole: string; readonly seams: readonly number[] }

function joined(text: string): Joined {
  const seams = [...text.matchAll(SEAM)].map(({ index }, nth) => index - nth)
  return { whole: seams.length > 0 ? text.replace(SEAM, '') : text, seams }
}

/**
 * Takes text and the rules; gives it without the secrets that a line break runs through, the other lines as
 * they were. Secrets that stand whole are left to `redact`. `found` is told of each.
 */
export function redactBroken(
  text: string,
  rules: readonly SecretRule[],
  found: (kind: string) => void,
): string {
  let out = text
  let now = joined(out)
  for (const rule of rules) {
    if (now.seams.length === 0) return out
    if (rule.gate && !rule.gate.test(now.whole)) continue
    const after = without(now, rule, found)
    if (after === undefined) continue
    out = after
    now = joined(out)
  }
  return out
}

/** Undefined when the rule finds nothing that a seam runs through. */
function without({ whole, seams }: Joined, rule: SecretRule, found: (kind: string) => void) {
  const pieces: string[] = []
  let done = 0
  let seam = 0
  let near = 0
  let any = false
  // Puts the line breaks back that no secret swallowed.
  const copy = (to: number) => {
    for (; (seams[seam] ?? Number.POSITIVE_INFINITY) <= to; seam++) {
      pieces.push(whole.slice(done, seams[seam]), '\n')
      done = seams[seam] ?? done
    }
    pieces.push(whole.slice(done, to))
    done = to
  }
  for (const match of whole.matchAll(rule.pattern)) {
    const secret = match.groups?.secret ?? match[0]
    const from = match.index + (match.groups?.before ?? '').length
    while ((seams[near] ?? Number.POSITIVE_INFINITY) <= match.index) near++
    const broken = (seams[near] ?? Number.POSITIVE_INFINITY) < from + secret.length + SCOPE
    if (!broken || rule.spares?.(secret)) continue
    any = true
    found(rule.kind)
    copy(from)
    pieces.push(rule.keeps(secret))
    done = from + secret.length
    while ((seams[seam] ?? Number.POSITIVE_INFINITY) < done) seam++
  }
  if (!any) return undefined
  copy(whole.length)
  return pieces.join('')
}
