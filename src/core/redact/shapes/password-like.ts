import { oneOf } from '../../text/one-of.ts'
import { isCamel, isUuid, mixOf } from './randomness.ts'

// What prose says after "is": versions, regions, ids, times, files, addresses.
const PLAIN_FACT = new RegExp(
  `^${oneOf(
    'v?\\d{1,6}(?:[.:/-]\\d{1,6}){0,6}[a-z%]{0,4}',
    '[a-z]{2,4}(?:-gov|-iso[a-z]?)?-[a-z]{4,14}-\\d[a-z]?',
    '\\d{4}-\\d\\d-\\d\\d\\S{0,20}',
    `[\\w./-]{1,80}\\.${oneOf('tf tfvars json ya?ml txt sh go py js ts com io net org env ini pem log md')}`,
    '[^\\s@]{1,60}@[\\w-]{1,60}\\.[\\w.]{2,40}',
    '[A-Z]{2,12}\\d{0,4}',
    '[A-Za-z]{1,20}(?:[/-][A-Za-z]{1,20}){0,5}',
    '[A-Za-z_][\\w]{0,40}\\.[\\w.[\\]]{1,80}',
  )}$`,
)
// Spelled so in every log, though it has a digit in it.
const TERM = new RegExp(
  `^${oneOf(
    'oauth2? s3 ec2 sha\\d{1,3} md5 base64\\S{0,20} utf-?8 ipv[46] imdsv[12] sigv[24] v[1-4] sigv4a? x509 k8s route53',
    'oauth2?\\.0 http2? rs256 es256 hs256 aes\\d{0,3} pkcs\\d{1,2} p12 amd64 x86_64 arm64 i386 win32 linux64 aws4[\\w-]{0,20}',
  )}$`,
  'i',
)

const isMixed = (word: string) => {
  const { lower, upper, digits } = mixOf(word)
  return lower > 0 && upper > 0 && digits > 1 && !/^\d|[/@]/.test(word)
}

/** Whether a word that prose puts after a label can be the secret itself and not something said of it. */
export function isPasswordLike(word: string): boolean {
  if (
    word.length < 6 ||
    isCamel(word) ||
    (PLAIN_FACT.test(word) && !isMixed(word)) ||
    TERM.test(word) ||
    isUuid(word)
  )
    return false
  const { lower, upper, digits } = mixOf(word)
  if (lower + upper === 0) return /^\d{4,8}$/.test(word)
  return (
    digits > 0 ||
    /[!#$%^&*?~+=@]/.test(word.slice(0, -1)) ||
    (lower > 1 && upper > 1 && mixOf(word).turns > 4)
  )
}
