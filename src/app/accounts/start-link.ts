import { auditRow, maskedAccount } from './audit-row.ts'
import {
  isAdmin,
  type LinkingDeps,
  type LinkRefusal,
  type Person,
  type StartedLink,
} from './link-deps.ts'
import { setupOf } from './link-setup.ts'
import { principalOf } from './verify-link.ts'

/** Takes who asks and the account number they typed; gives a link that waits for its role, with what makes the role. */
export async function startLink(
  deps: LinkingDeps,
  person: Person,
  account: string,
): Promise<StartedLink | LinkRefusal> {
  const { links, audit, aws, templates } = deps
  const refuse = async (because: LinkRefusal['because']): Promise<LinkRefusal> => {
    await audit.add(auditRow(person, 'link-refused', because, maskedAccount(account)))
    return { kind: 'refused', because }
  }
  if (!person.home) return refuse('not-home')
  if (!isAdmin(deps, person)) return refuse('not-admin')
  if (!/^\d{12}$/.test(account)) return refuse('bad-account')
  const bot = await aws.probes.bot()
  if (bot.kind !== 'found') return refuse('not-set-up')
  const link = await links.begin(person.team, account, person.user)
  if (typeof link === 'string') return refuse(link)
  await audit.add({
    ...auditRow(person, 'link-asked', 'pending', maskedAccount(account)),
    link: link.id,
  })
  const { arn, role_arn: roleArn = arn } = principalOf(bot.found)
  return {
    kind: 'started',
    link,
    setup: setupOf(link, { account: bot.found.account, roleArn }, templates),
  }
}
