import { matchAt } from '../../text/match-at.ts'
import { isPasswordLike } from '../shapes/password-like.ts'
import { isRandom, mixOf } from '../shapes/randomness.ts'
import { isReference } from '../shapes/references.ts'
import { type Span, spanOf } from '../shapes/secret-span.ts'

const RUN = /[^\s"'<>`|]{1,600}/y
// `user:password@host` and `user:password@tcp(host)` without a scheme.
const BARE =
  /(?<![\w./:@-])(?<user>[\w.-]{1,64}):(?<secret>[^\s:@/"'<>`]{4,100})@(?:tcp\(|unix\(|\(|[A-Za-z0-9][\w.-]{1,100})/g
const NOT_A_USER =
  /^(?:mailto|e?mail|user|principal|id|owner|contact|by|from|to|arn|sha\d{1,3}|image|digest|name|sub|login)$/i
// `host:port:database:user:password`, a line of its own.
const PORT = /:(?:\d{4,5}|\*):[\w*]/
const PGPASS =
  /^(?<before>[\w.*-]{1,200}:(?:\d{4,5}|\*):[\w*.-]{1,100}:[\w*.-]{1,100}:)(?<secret>\S{3,200})$/gm

/** Takes text; gives where URLs, data source names and password files hold a password. */
export function urlPasswordSpans(text: string): readonly Span[] {
  const spans: Span[] = []
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const place = userinfo(matchAt(RUN, text, at + 3)?.[0] ?? '')
    if (place) spans.push(spanOf('url-password', at + 3 + place[0], at + 3 + place[1]))
  }
  if (text.includes('@')) {
    for (const { groups, index } of text.matchAll(BARE)) {
      const { user = '', secret = '' } = groups ?? {}
      if (NOT_A_USER.test(user) || isReference(secret) || !isPasswordLike(secret)) continue
      if (
        /^sha\d{3}/.test(
          text.slice(
            index + user.length + secret.length + 2,
            index + user.length + secret.length + 8,
          ),
        )
      )
        continue
      const from = index + user.length + 1
      spans.push(spanOf('url-password', from, from + secret.length))
    }
  }
  if (PORT.test(text)) {
    for (const { groups, index } of text.matchAll(PGPASS)) {
      const { before = '', secret = '' } = groups ?? {}
      if (isReference(secret) || isArnLine(before)) continue
      spans.push(
        spanOf('url-password', index + before.length, index + before.length + secret.length),
      )
    }
  }
  return spans
}

const isArnLine = (before: string) => before.startsWith('arn:') || /^\d{1,4}:\d{2}:/.test(before)

/** Where the secret of `user:secret@host/path` or `token@host` stands in what follows the scheme. */
function userinfo(run: string): readonly [number, number] | undefined {
  const slash = run.search(/[/?#]/)
  let end = run.lastIndexOf('@', slash < 0 ? undefined : slash)
  if (end < 0) {
    // A password may hold an unescaped slash; a port in front of one is none.
    const colon = run.indexOf(':')
    end = run.lastIndexOf('@')
    if (
      colon < 0 ||
      colon > slash ||
      end < colon ||
      /^:\d{1,5}(?:[/?#]|$)/.test(run.slice(colon, colon + 7))
    )
      return undefined
  }
  const colon = run.indexOf(':')
  if (colon >= 0 && colon < end) {
    const secret = run.slice(colon + 1, end)
    return secret && !isReference(secret) && !/^\{|^\[/.test(secret) ? [colon + 1, end] : undefined
  }
  const user = run.slice(0, end)
  const { digits } = mixOf(user)
  return user.length >= 16 && (isRandom(user) || (digits >= 4 && /^[0-9a-f]{32,}$/.test(user)))
    ? [0, end]
    : undefined
}
