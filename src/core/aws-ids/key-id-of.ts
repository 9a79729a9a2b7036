const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Takes an account; gives a key id of the new format that names it, for asking about a key that does not exist. */
export function keyIdOf(account: string): string {
  // The first bit tells the new format from the old one, the forty behind it are the account.
  let bits = (1n << 49n) | (BigInt(account) << 9n)
  let digits = ''
  for (let at = 0; at < 10; at++) {
    digits = `${ALPHABET[Number(bits % 32n)] ?? ''}${digits}`
    bits /= 32n
  }
  return `AKIA${digits}TFAUTH`
}
