import type { Symptom } from '../knowledge.ts'
import { onceFor } from '../once-for.ts'
import { FORMATS } from '../redact/formats/token-formats.ts'
import { quoted } from '../text/find-words.ts'

/** What a word found in a long text makes worth keeping. */
export const ERROR = 1
export const FACT = 2
export const SECRET = 4

/** Words by which a diagnostic of Terraform, an SDK or a CI system is found, in lower case. */
const ERRORS: readonly string[] = [
  'error:',
  '[error]',
  'error(s) occurred',
  'errors occurred',
  'an error occurred',
  'fatal:',
  'aws: ',
  'api error',
  'operation error',
  'statuscode',
  'status code:',
  'requestid',
  'request id',
  'accessdenied',
  'not authorized',
  'unauthorized',
  'expiredtoken',
  'invalidclienttoken',
  'security token',
  'signaturedoesnotmatch',
  'unrecognizedclient',
  'invalidaccesskeyid',
  'authfailure',
  'nocredentialproviders',
  'unable to locate credentials',
  'credential',
  'assumerole',
  'assume role',
  'web identity',
  'config profile',
  'sso session',
  'sso token',
  'ec2 imds',
  'ec2imds',
  '{"@level":"error"',
  'planning failed',
  'tfauth:',
  'token has expired',
  'cannot be assumed',
]

/** Words that a fact is read from. */
const FACTS: readonly string[] = [
  'aws_access',
  'aws_secret',
  'aws_session',
  'aws_security',
  'aws_profile',
  'aws_default',
  'aws_region',
  'aws_role',
  'aws_web',
  'aws_shared',
  'aws_config',
  'aws_endpoint',
  'aws_container',
  'aws_ec2_metadata',
  'arn:aws',
  'amazonaws',
  'tf_aws.',
  'tf_backend.',
  '"aws"',
  '"s3"',
  'hashicorp/aws',
  '"userid"',
  '"account"',
  '"status"',
  'configure-aws',
  'sso_',
  'aws sso',
  'aws configure',
  'aws sts',
  'aws cli',
  'aws-cli',
  'terraform v',
  'opentofu v',
  'terragrunt v',
  'terraform_version',
  'terraform version',
  'initializing ',
  '--profile',
  'access_key',
  'access key',
  'localstack',
  ':4566',
  'minio',
  '169.254.',
  'no such host',
  'dial tcp',
  'x509',
  'proxyconnect',
  'https_proxy',
  '##[',
  'github_actions',
  'gitlab-runner',
  'section_start:',
  '[pipeline]',
  'atlantis',
  'app.terraform.io',
  'id-token',
  'clock',
  'rotated',
]

/** Words beside which a secret may stand whatever comes between, in lower case. */
const LABELS: readonly string[] = [
  'private key',
  'private_key',
  'private-key',
  'encoded authorization',
  "got '",
  'credential=',
  'aws4_request',
  '_token',
  '-token',
  'sessiontoken',
  'securitytoken',
  'accesstoken',
  'authtoken',
  'external_id',
  'external-id',
  'external id',
  'externalid',
  'tfauth-',
  'secret',
  'passw',
  'passphrase',
  'passcode',
  'api_key',
  'api-key',
  'apikey',
  'access_key',
  'access-key',
  'accesskey',
  'bearer ',
  'authorization:',
  'authorization=',
  'authorization"',
  'set-cookie',
  'sshpass',
  'redis-cli',
  'curl -u',
  'docker login',
  'add-mask::',
  'issecret=true',
  'hooks.slack.com/',
  '/webhooks/',
]

/** Beginnings of secrets that need no label; in other spellings they are no beginnings. */
const BEGINNINGS: readonly string[] = [
  'eyJ',
  'AKIA',
  'ASIA',
  'ABIA',
  'ACCA',
  'IQoJ',
  'FwoG',
  'FQoG',
  'FQoD',
  'AQoD',
  'AQoE',
  'QUtJ',
  'QVNJ',
  'ghp_',
  'gho_',
  'ghu_',
  'ghs_',
  'ghr_',
  'github_pat_',
  'glpat-',
  'xoxa-',
  'xoxb-',
  'xoxe-',
  'xoxp-',
  'xoxr-',
  'xoxs-',
  'xapp-',
  'hvs.',
  'hvb.',
  'npm_',
  'sk-',
  'MII',
  'MHcCAQEE',
  'b3BlbnNz',
  'AIza',
  'dop_v1_',
  'atlasv1',
  'SG.',
  'pypi-',
]

const SPELLED: ReadonlyMap<string, string> = new Map(
  BEGINNINGS.map((word) => [word.toLowerCase(), word]),
)
type Anchors = { readonly kinds: ReadonlyMap<string, number>; readonly any: RegExp }

/** All anchors as one alternation, the longest first: the fastest way to look for many words at once. */
const anchorsOf = onceFor((symptoms: readonly Symptom[]): Anchors => {
  const errors = new Set([...ERRORS, ...wordsOfSigns(symptoms)])
  const kinds = new Map(
    [...new Set([...errors, ...FACTS, ...LABELS])].map((word) => [
      word,
      (errors.has(word) ? ERROR : 0) |
        (FACTS.includes(word) ? FACT : 0) |
        // A longer word must not hide the label in it.
        (LABELS.some((label) => word.includes(label)) ? SECRET : 0),
    ]),
  )
  const words = [...kinds.keys(), ...SPELLED.keys()].sort((a, b) => b.length - a.length)
  return { kinds, any: new RegExp(words.map(quoted).join('|'), 'gi') }
})

/** What signs ask for; words that stand in any log would keep all of it. */
function wordsOfSigns(symptoms: readonly Symptom[]): readonly string[] {
  return symptoms
    .flatMap(({ signs }) => signs)
    .flatMap(({ code = [], says = [] }) => [...code, ...says])
    .filter((words) => words.length > 9)
    .map((words) => words.toLowerCase())
}

// What is a secret by its shape: forty characters, a password in an address, a short label that is given a value.
const SHAPES: readonly RegExp[] = [
  /(?<![A-Za-z0-9/+=_.:%-])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_.-])/g,
  /:\/\/[^\s/@"'<>]{1,400}@/g,
  /(?<!client|expired|invalid|unrecognized)(?:token|pass|pwd|key|auth|cred|cookie|sig|signature|jwt|otp)["'`*)\]}]{0,3}[ \t]{0,8}(?:=|:[^:]|->|(?:is|was)[ \t])/gi,
  ...FORMATS.filter(({ gate }) => gate.length === 0).map(({ pattern }) => pattern),
]

/**
 * Takes a text and the symptoms; tells `found` where each anchor stands and of which kinds it is, in the order of places
 * for each scan.
 */
export function eachAnchor(
  text: string,
  symptoms: readonly Symptom[],
  found: (at: number, kinds: number) => void,
): void {
  const anchors = anchorsOf(symptoms)
  for (const { 0: word, index } of text.matchAll(anchors.any)) {
    const lower = word.toLowerCase()
    const kinds = anchors.kinds.get(lower) ?? (SPELLED.get(lower) === word ? SECRET : 0)
    if (kinds !== 0) found(index, kinds)
  }
  for (const shape of SHAPES) for (const { index } of text.matchAll(shape)) found(index, SECRET)
}
