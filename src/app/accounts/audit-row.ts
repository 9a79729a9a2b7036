import { maskedId } from '../../core/aws-ids/mask-ids.ts'
import type { Person } from './link-deps.ts'
import type { AuditRow } from './link-store.ts'

/** Takes who did what, how it ended and about what; gives the row of the record, without a link. */
export function auditRow(
  { team, user, channel }: Pick<Person, 'team' | 'user' | 'channel'>,
  did: AuditRow['did'],
  result: string,
  about: string | null = null,
): Omit<AuditRow, 'at'> {
  return { team, by: user, channel, did, link: null, check: null, about, result, requestId: null }
}

/** Takes an account number as it was typed; gives it as the record keeps it. */
export function maskedAccount(account: string): string {
  return /^\d{12}$/.test(account) ? maskedId(account) : 'no account'
}
