import { isReference } from '../shapes/references.ts'
import { type Span, spanOf } from '../shapes/secret-span.ts'

type Command = { readonly gate: string; readonly pattern: RegExp }

// Options of well-known programs whose value is a password, with nothing in their name that says so.
export const COMMANDS: readonly Command[] = [
  {
    gate: 'sshpass',
    pattern: /(?<before>\bsshpass[ \t]{1,4}-p[ \t]{0,4}["']?)(?<secret>[^\s"']{3,200})/g,
  },
  {
    gate: 'mysql',
    pattern:
      /(?<before>\bmysql(?:dump|admin|import|sh)?\b[^\n]{0,160}?[ \t]-p["']?)(?<secret>[^\s"'=-][^\s"']{3,200})/g,
  },
  {
    gate: 'mariadb',
    pattern: /(?<before>\bmariadb\b[^\n]{0,160}?[ \t]-p["']?)(?<secret>[^\s"'=-][^\s"']{3,200})/g,
  },
  {
    gate: 'redis-cli',
    pattern:
      /(?<before>\bredis-cli\b[^\n]{0,160}?[ \t]-a[ \t]{1,4}["']?)(?<secret>[^\s"']{4,200})/g,
  },
  {
    gate: 'login ',
    pattern:
      /(?<before>\b(?:docker|podman|helm|az|oc|buildah|skopeo|crane|nerdctl|cf)[ \t][\w \t]{0,30}login [^\n]{0,160}?[ \t]-p[ \t]{1,4}["']?)(?<secret>[^\s"'-][^\s"']{3,8000})/g,
  },
  {
    gate: 'mongo',
    pattern:
      /(?<before>\bmongo\w{0,8}\b[^\n]{0,160}?[ \t]-p[ \t]{1,4}["']?)(?<secret>[^\s"'-][^\s"']{3,200})/g,
  },
  {
    gate: 'sqlcmd',
    pattern:
      /(?<before>\bsqlcmd\b[^\n]{0,160}?[ \t]-P[ \t]{0,4}["']?)(?<secret>[^\s"'-][^\s"']{3,200})/g,
  },
  {
    gate: 'curl',
    pattern:
      /(?<before>\bcurl\b[^\n]{0,200}?[ \t]-u[ \t]{0,4}["']?[^\s:"']{1,100}:)(?<secret>[^\s"']{3,200})/g,
  },
  {
    gate: '-user',
    pattern: /(?<before>-user[ =]["']?[^\s:"'/]{1,100}:)(?<secret>[^\s"']{3,200})/g,
  },
  {
    gate: 'ldap',
    pattern:
      /(?<before>\bldap(?:search|modify|add|delete|passwd|whoami|compare|modrdn)\b[^\n]{0,200}?[ \t]-w[ \t]{1,4}["']?)(?<secret>[^\s"'-][^\s"']{3,200})/g,
  },
  {
    gate: 'openssl',
    pattern:
      /(?<before>\bopenssl[ \t][^\n]{0,200}?[ \t](?:-k[ \t]{1,4}|-pass(?:in|out)?[ \t]{1,4}["']?pass:)["']?)(?<secret>[^\s"'-][^\s"']{3,200})/g,
  },
  {
    gate: 'ConvertTo-SecureString',
    pattern:
      /(?<before>\bConvertTo-SecureString[ \t]{1,4}(?:-AsPlainText[ \t]{1,4}|-Force[ \t]{1,4}|-String[ \t]{1,4}){0,3}["'])(?<secret>[^"'\n$][^"'\n]{2,400})/g,
  },
  { gate: 'IDENTIFIED', pattern: /(?<before>\bIDENTIFIED BY ["'])(?<secret>[^"'\n]{3,200})/g },
  {
    gate: 'SecretString',
    pattern:
      /(?<before>\bSecretString["']?[ \t]{0,4}[:=][ \t]{0,4}["'])(?<secret>[^"'\n{\\][^"\n]{3,4000})/g,
  },
  {
    gate: 'ookie',
    pattern:
      /(?<before>\b(?:[sS]et-)?[cC]ookie["']?[ \t]{0,4}[:=][ \t]{0,4}["']?)(?<secret>[\w.-]{1,80}=[^"'\n]{6,4000})/g,
  },
  { gate: 'add-mask::', pattern: /(?<before>::add-mask::)(?<secret>\S[^\n]{3,4000})/g },
  {
    gate: 'issecret=true',
    pattern: /(?<before>issecret=true;?[^\]\n]{0,60}\])(?<secret>\S[^\n]{3,4000})/g,
  },
  {
    gate: 'machine ',
    pattern:
      /(?<before>\bmachine \S{1,200}\s{1,20}login \S{1,200}\s{1,20}password )(?<secret>\S{1,400})/g,
  },
]

/** Takes text and the gates that stand in it; gives where a known command or file holds a password. */
export function commandSpans(text: string, open: ReadonlySet<string>): readonly Span[] {
  const spans: Span[] = []
  for (const { gate, pattern } of COMMANDS) {
    if (!open.has(gate)) continue
    for (const { groups, index } of text.matchAll(pattern)) {
      const { before = '', secret = '' } = groups ?? {}
      if (isReference(secret)) continue
      const from = index + before.length
      spans.push(spanOf('labelled-secret', from, from + secret.length))
    }
  }
  return open.has(SECURE) ? [...spans, ...secureStrings(text)] : spans
}

/** What makes a parameter's value secret, before or after it. */
export const SECURE = 'SecureString'
const NEAR = 240
const PARAMETER =
  /(["'-][vV]alue["']?[ \t]{0,4}[:=]?[ \t]{0,4}["']?)([^\s"'$][^"'\n]{3,2000}?)(?=["'\n]|[ \t]--|$)/g
/** A parameter's type says that its value, before or after it, is secret. */
function secureStrings(text: string): readonly Span[] {
  const spans: Span[] = []
  let done = 0
  for (let at = text.indexOf(SECURE); at >= 0; at = text.indexOf(SECURE, at + 12)) {
    const from = Math.max(done, at - NEAR)
    done = Math.max(done, at + NEAR)
    for (const { 1: before = '', 2: secret = '', index } of text
      .slice(from, done)
      .matchAll(PARAMETER)) {
      if (isReference(secret)) continue
      const start = from + index + before.length
      const rest =
        /^[^"'\n]{0,4000}/.exec(text.slice(start + secret.length, start + 4000))?.[0] ?? ''
      const end = from + index + before.length + secret.length
      spans.push(spanOf('labelled-secret', start, end >= done ? end + rest.length : end))
    }
  }
  return spans
}
