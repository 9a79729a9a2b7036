import { auditRow } from './audit-row.ts'
import type { LinkingDeps, LinkRefusal, Person, VerifiedLink } from './link-deps.ts'
import type { LinkRecord } from './link-store.ts'
import { adminsOnly } from './manage-links.ts'
import { type Verification, verifyLink } from './verify-link.ts'

/** Takes who asks and a link; proves its role and makes it active, or says why not. Takes up to a minute. */
export async function verifyAsAdmin(
  deps: LinkingDeps,
  person: Person,
  id: string,
): Promise<VerifiedLink | LinkRefusal> {
  const { links } = deps
  const refused = await adminsOnly(deps, person, id)
  if (refused) return refused
  const link = await links.find(person.team, id)
  if (!link) return { kind: 'refused', because: 'unknown-link' }
  if (await links.stopped(person.team)) return { kind: 'refused', because: 'stopped' }
  if (!(await links.mayVerify(person.team, id, person.user)))
    return { kind: 'refused', because: 'too-often' }
  return withProof(deps, link, person)
}

/** Takes a link and who acts; proves its role. A link that was active and lets anybody in is suspended at once. */
export async function withProof(
  deps: LinkingDeps,
  link: LinkRecord,
  person: Pick<Person, 'team' | 'user' | 'channel'>,
): Promise<VerifiedLink | LinkRefusal> {
  const { links, audit, aws, otherId, notify } = deps
  const verification = await verifyLink(aws.probes, link, otherId)
  const note = (did: 'linked' | 'link-refused' | 'suspended', result: string) =>
    audit.add({ ...auditRow(person, did, result), link: link.id })
  if (verification.verdict === 'link') {
    const active = await links.activate(link, verification)
    if (!active) return { kind: 'refused', because: 'unknown-link' }
    if (link.state !== 'active') {
      await note('linked', 'active')
      await notify({ team: link.team, what: 'linked', link: active, by: person.user })
    }
    return { kind: 'verified', link: active, verification }
  }
  const why = resultOf(verification)
  if (verification.verdict === 'refuse' && link.state === 'active') {
    aws.drop(link)
    if (await links.suspend(link.team, link.id, why)) {
      await note('suspended', why)
      await notify({ team: link.team, what: 'suspended', link, by: why })
    }
  } else await note('link-refused', why)
  return {
    kind: 'not-verified',
    link: (await links.find(link.team, link.id)) ?? link,
    verification,
  }
}

function resultOf(verification: Exclude<Verification, { verdict: 'link' }>): string {
  const { because } = verification
  return typeof because === 'string' ? because : `could not: ${because.why} ${because.code}`.trim()
}
