import { PLACE_NAMES } from '../app/reply/place-names.ts'
import type { Part, Reply } from '../app/reply/reply.ts'
import { count, text } from '../app/reply/text.ts'
import { causeOf, type Knowledge } from '../core/knowledge.ts'
import type { Cached } from './caches.ts'
import { type Finding, findingsOf, sourceName, span } from './findings.ts'
import type { Look } from './look.ts'
import { shown, type Variable } from './variables.ts'

/** Takes what was seen; gives it as a reply: what is wrong and what mends it, then everything that was looked at. */
export function composeLook(knowledge: Knowledge, look: Look): Reply {
  const findings = findingsOf(look)
  const stops = findings.filter(({ weighs }) => weighs === 'stops').length
  const headline =
    stops > 0
      ? `${count(stops, 'thing')} here ${stops === 1 ? 'keeps' : 'keep'} Terraform from signing in`
      : findings.length > 0
        ? `Nothing here stops a sign-in for certain; ${count(findings.length, 'thing')} may`
        : 'Nothing that I can see here keeps Terraform from signing in'
  return {
    headline: text(headline),
    parts: [...findings.flatMap((finding) => partsOf(knowledge, finding)), seen(look)],
    buttons: [],
    fallback: `${headline}. ${findings.map(({ says }) => says).join(' ')}`.trim(),
  }
}

/** What was found, and the first remedy of its page. */
function partsOf(knowledge: Knowledge, { says, cause: id, weighs }: Finding): readonly Part[] {
  const cause = causeOf(knowledge, id)
  const remedy =
    cause?.remedies.find(({ places }) => places.includes('local')) ?? cause?.remedies[0]
  const commands = (remedy?.commands ?? []).filter(({ place }) => place === undefined)
  return [
    { kind: weighs === 'stops' ? 'warning' : 'paragraph', text: [says] },
    ...(remedy
      ? [
          { kind: 'paragraph', text: text(`${remedy.title}. ${remedy.says.trim()}`) } as const,
          ...(commands.length > 0 ? [{ kind: 'commands', commands } as const] : []),
        ]
      : []),
    { kind: 'note', text: text(`More: \`tfauth explain ${id}\``) },
  ]
}

function seen(look: Look): Part {
  const { sources, folder, sso, logins, roleSessions, identity, tools, surroundings, at } = look
  const row = (label: string, value: string | undefined) =>
    value === undefined ? [] : [{ label, value: [value] }]
  return {
    kind: 'facts',
    rows: [
      ...row('Variables', look.variables.map(described).join(', ') || 'none that matter'),
      ...row(
        'Profiles',
        look.profiles.map(({ name, kind }) => `${shown(name)} (${kind})`).join(', ') || 'none',
      ),
      ...row('AWS CLI takes', sourceName(sources.cli)),
      ...row('Provider takes', sourceName(sources.provider)),
      ...row('Backend takes', sources.backend && sourceName(sources.backend)),
      ...row('SSO sign-in', sso && (sso.cached ? until(sso.cached, at) : 'none')),
      ...row('aws login', logins[0] && until(logins[0], at)),
      ...row(
        'CLI keeps',
        roleSessions[0] &&
          `${count(roleSessions.length, 'role session')}, the last ${until(roleSessions[0], at)}; Terraform does not read them`,
      ),
      ...row(
        'Backend',
        folder.backend &&
          `${folder.backend.kind}; set: ${folder.backend.names.join(', ') || 'nothing'}`,
      ),
      ...row('Region', look.region ? `${shown(look.region.name)} (${look.region.from})` : 'none'),
      ...row(
        'Clock',
        look.clockOffset === undefined
          ? undefined
          : `${Math.abs(look.clockOffset)} s ${look.clockOffset < 0 ? 'behind' : 'ahead'}`,
      ),
      ...row('Signed in as', identity && (identity.ok ? identity.arn : `nobody: ${identity.code}`)),
      ...row(
        'Runs in',
        [
          surroundings.container ? 'a container' : '',
          surroundings.ci ? placeName(surroundings.ci) : '',
        ]
          .filter(Boolean)
          .join(', ') || 'this machine',
      ),
      ...row(
        'Tools',
        `Terraform ${tools.terraform ?? 'does not answer'}, AWS CLI ${tools.awsCli ?? 'does not answer'}`,
      ),
    ],
  }
}

function described({ name, shape, value }: Variable): string {
  if (value !== undefined) return `${name}=${value}`
  if (!shape) return `${name} (set)`
  const kind = shape.kind && shape.kind !== 'other' ? `, ${shape.kind}…${shape.last4 ?? ''}` : ''
  return `${name} (${count(shape.length, 'character')}${kind})`
}

function until({ ends, changed }: Cached, at: number): string {
  if (ends === undefined) return `written ${span(at - changed)} ago`
  return ends > at ? `good for ${span(ends - at)}` : `ended ${span(at - ends)} ago`
}

function placeName(ci: string): string {
  return (
    Object.entries(PLACE_NAMES).find(([place]) => place === ci)?.[1] ??
    (ci === 'other' ? 'a pipeline' : ci)
  )
}
