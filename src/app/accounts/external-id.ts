import { BASE32 } from '../../core/aws-ids/base32.ts'

const LETTERS = BASE32.toLowerCase()
const BYTES = 20

/** Gives an external id nobody can guess: 160 bits of the system's randomness, as 32 letters of base32. */
export function makeExternalId(): string {
  const bits = [...crypto.getRandomValues(new Uint8Array(BYTES))]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  const letters = bits.match(/.{5}/g)?.map((five) => LETTERS[Number.parseInt(five, 2)]) ?? []
  return `tfauth-${letters.join('')}`
}
