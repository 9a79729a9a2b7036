/** A source of numbers that is the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGITS = '0123456789'
const WORD = UPPER + LOWER + DIGITS
const HEX = `${DIGITS}abcdef`
const BASE64 = `${WORD}+/`
const URL_SAFE = `${WORD}-_`

export type Random = () => number
export const pick = <T>(random: Random, from: readonly T[]): T => {
  const one = from[Math.floor(random() * from.length)]
  if (one === undefined) throw new Error('Nothing to pick from.')
  return one
}
const chars = (random: Random, from: string, length: number) =>
  Array.from({ length }, () => pick(random, [...from])).join('')

const mixed = (make: () => string): string => {
  const word = make()
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word) ? word : mixed(make)
}

// Prefixes are put together here, so that no scanner takes this file for a leak.
const joined = (...parts: readonly string[]) => parts.join('')

export const secretKey = (random: Random) => mixed(() => chars(random, BASE64, 40))
export const keyId = (random: Random) =>
  pick(random, [joined('AK', 'IA'), joined('AS', 'IA')]) + chars(random, `${UPPER}234567`, 16)
export const sessionToken = (random: Random) =>
  pick(random, [
    joined('IQ', 'oJb3JpZ2luX2Vj'),
    joined('Fw', 'oGZXIvYXdzE'),
    joined('FQ', 'oGZXIvYXdzE'),
  ]) +
  chars(random, BASE64, 260 + Math.floor(random() * 300)) +
  pick(random, ['', '=', '=='])
export const signature = (random: Random) => chars(random, HEX, 64)
export const jwt = (random: Random) =>
  [
    joined('ey', 'JhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9'),
    joined('ey', 'Jz', chars(random, URL_SAFE, 120)),
    chars(random, URL_SAFE, 86),
  ].join('.')
export const password = (random: Random) =>
  pick(random, ['S3cure', 'Pr0d', 'Winter', 'xK', 'tf']) +
  chars(random, WORD, 7) +
  pick(random, DIGITS.split('')) +
  pick(random, ['!', '#', '$', '', '-', '_', '.']) +
  chars(random, WORD, 4)

const VENDORS: readonly ((random: Random) => string)[] = [
  (random) => joined('gh', pick(random, ['p', 'o', 's']), '_', chars(random, WORD, 36)),
  (random) => joined('github', '_pat_', chars(random, WORD, 22), '_', chars(random, WORD, 59)),
  (random) => joined('gl', 'pat-', chars(random, URL_SAFE, 20)),
  (random) =>
    joined(
      'xo',
      'xb-',
      chars(random, DIGITS, 12),
      '-',
      chars(random, DIGITS, 13),
      '-',
      chars(random, WORD, 24),
    ),
  (random) => joined('np', 'm_', chars(random, WORD, 36)),
  (random) => joined('py', 'pi-AgEIcHlwaS5vcmc', chars(random, URL_SAFE, 120)),
  (random) => joined('sk', '_live_', chars(random, WORD, 24)),
  (random) => joined('AI', 'za', chars(random, WORD, 35)),
  (random) => joined(chars(random, WORD, 3), '8', 'Q~', chars(random, WORD, 34)),
  (random) => joined('hv', 's.', chars(random, URL_SAFE, 90)),
  (random) => joined(chars(random, WORD, 14), '.atl', 'asv1.', chars(random, WORD, 67)),
  (random) => joined('sk', '-proj-', chars(random, WORD, 90)),
  (random) => joined('dc', 'kr_pat_', chars(random, URL_SAFE, 27)),
  (random) => joined('AK', 'Cp', chars(random, WORD, 69)),
  (random) => joined('S', 'G.', chars(random, URL_SAFE, 22), '.', chars(random, URL_SAFE, 43)),
  (random) => joined('do', 'p_v1_', chars(random, HEX, 64)),
  (random) => joined('gl', 'sa_', chars(random, WORD, 32), '_', chars(random, HEX, 8)),
  (random) => joined('da', 'pi', chars(random, HEX, 32)),
]
export const vendorToken = (random: Random) => pick(random, VENDORS)(random)
/** One token of every vendor. */
export const everyVendorToken = (random: Random) => VENDORS.map((make) => make(random))

/** Whether eight characters in a row of a secret are left, or all of a shorter one. */
export function leaks(text: string, secret: string): boolean {
  const size = Math.min(8, secret.length)
  for (let at = 0; at + size <= secret.length; at++)
    if (text.includes(secret.slice(at, at + size))) return true
  return false
}
export const hex = (random: Random, length: number) => chars(random, HEX, length)
export const base64 = (random: Random, length: number) => chars(random, BASE64, length)
export const urlSafe = (random: Random, length: number) => chars(random, URL_SAFE, length)
export const upperDigits = (random: Random, length: number) => chars(random, UPPER + DIGITS, length)
export const uuid = (random: Random) =>
  [8, 4, 4, 4, 12].map((length) => chars(random, HEX, length)).join('-')
export const wrapped = (text: string, width: number) =>
  text.replace(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\n')
