import { BASE32 } from './base32.ts'

const KEY_ID = /(?<![A-Za-z0-9+/])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9+/=])/g

/**
 * Takes an access key id; gives the account it was made in, undefined where the id does not say. Found by
 * outsiders and confirmed on published pairs, not documented by AWS: ids of the old format carry nothing, there is no
 * check digit, and it says neither that the key exists nor in which partition.
 */
export function accountOfKeyId(id: string): string | undefined {
  const digits = /^(?:AKIA|ASIA)([A-Z2-7]{16})$/.exec(id)?.[1]
  if (!digits) return undefined
  let bits = 0n
  for (const letter of digits.slice(0, 10)) bits = bits * 32n + BigInt(BASE32.indexOf(letter))
  // The first bit tells the new format from the old one, the forty behind it are the account.
  if (bits >> 49n === 0n) return undefined
  const account = (bits >> 9n) & ((1n << 40n) - 1n)
  return account > 999_999_999_999n ? undefined : account.toString().padStart(12, '0')
}

/** Takes an account; gives a key id of the new format that names it, for asking about a key that does not exist. */
export function keyIdOf(account: string): string {
  let bits = (1n << 49n) | (BigInt(account) << 9n)
  let digits = ''
  for (let at = 0; at < 10; at++) {
    digits = `${BASE32[Number(bits % 32n)] ?? ''}${digits}`
    bits /= 32n
  }
  return `AKIA${digits}TFAUTH`
}

/** Takes text before redaction; gives the one account its key ids name, undefined when none or several. */
export function accountOfKeysIn(text: string): string | undefined {
  if (!text.includes('AKIA') && !text.includes('ASIA')) return undefined
  const accounts = new Set<string>()
  let ids = 0
  for (const [id] of text.matchAll(KEY_ID)) {
    const account = accountOfKeyId(id)
    if (account) accounts.add(account)
    if (accounts.size > 1 || ++ids > 1000) return undefined
  }
  return [...accounts][0]
}
