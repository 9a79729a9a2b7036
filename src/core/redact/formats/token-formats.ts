import { isReference } from '../shapes/references.ts'
import { type Format, type Span, spanOf } from '../shapes/secret-span.ts'
import { AWS_FORMATS } from './aws-formats.ts'
import { VENDOR_FORMATS } from './vendor-tokens.ts'

export const FORMATS: readonly Format[] = [
  ...AWS_FORMATS,
  {
    // Also cut off anywhere, and the one-piece tokens of a container registry.
    kind: 'jwt',
    gate: ['eyJ'],
    pattern: /(?<![A-Za-z0-9])eyJ[\w+/=-]{10,12000}(?:\.[\w+/=-]{0,8000}){0,4}/g,
    spares: (secret) => secret.length < 24 && !secret.includes('.'),
  },
  {
    kind: 'labelled-secret',
    gate: [
      'earer',
      'asic',
      'BEARER',
      'BASIC',
      'plunk',
      'egotiate',
      'igest',
      'SSWS',
      'enie',
      'oken ',
    ],
    pattern:
      /(?<before>(?<![A-Za-z])(?:[bB]earer|BEARER|[bB]asic|BASIC|Splunk|Negotiate|SSWS|GenieKey|[tT]oken)[ \t]{1,4}["'`<]?)(?<secret>[\w+/=.~%-]{8,4000})/g,
    spares: (secret) =>
      isReference(secret) ||
      !(
        isRandom20(secret) ||
        /^[A-Za-z0-9+/]{8,}={1,2}$/.test(secret) ||
        /^[0-9a-f]{32,128}$/.test(secret)
      ),
  },
  {
    // `$6$salt$hash` and its kin: a password for whoever has a fast machine.
    kind: 'labelled-secret',
    gate: ['$'],
    pattern: /\$(?:apr1|2[abxy]|argon2(?:id|i|d)|[156y])\$[\w./$,=+-]{16,200}/g,
  },
  ...VENDOR_FORMATS,
]

function isRandom20(secret: string): boolean {
  const word = secret.slice(0, 200)
  return (
    word.length >= 12 &&
    /\d/.test(word) &&
    /[a-z]/.test(word) &&
    (/[A-Z]/.test(word) || word.length >= 24)
  )
}

/** Takes text and the gates that stand in it; gives where the formats find a secret in it. */
export function formatSpans(text: string, open: ReadonlySet<string>): readonly Span[] {
  const spans: Span[] = []
  for (const { kind, gate, pattern, spares } of FORMATS) {
    if (!gate.some((literal) => open.has(literal))) continue
    for (const match of text.matchAll(pattern)) {
      const secret = match.groups?.secret ?? match[0]
      if (spares?.(secret)) continue
      const from = match.index + (match.groups?.before ?? '').length
      spans.push(spanOf(kind, from, from + secret.length))
    }
  }
  return spans
}
