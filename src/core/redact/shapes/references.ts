import { oneOf } from '../../text/one-of.ts'
import { isRandom, isSecretKey } from './randomness.ts'
import { firstRule, type Rule } from './rule-table.ts'

type Reference = Rule<string, true>
const row = (name: string, why: string, holds: (word: string) => boolean): Reference => ({
  name,
  why,
  holds,
  gives: true,
})
const pattern = (name: string, why: string, one: RegExp) => row(name, why, (word) => one.test(word))

const FOR_NOTHING = new RegExp(
  `^${oneOf(
    'set unset null nil none true false yes no redacted masked hidden sensitive removed env not undefined empty missing present absent blank',
    'required optional invalid valid expired wrong incorrect unknown unauthorized denied failed string number bool secret',
    'password token changed default static dynamic shared enabled disabled ok error REDACTED SecureString String',
    'an? the in for from is was and or to of on by with',
  )}$`,
  'i',
)
const ATTRIBUTE = new RegExp(
  `^${oneOf(
    'var local data module each self path secrets env vars inputs steps needs github context process\\.env os\\.environ',
    'ENV System\\.getenv config settings params args opts? this',
  )}[.[]`,
)
const PLACEHOLDER = new RegExp(
  [
    '^(?:<[^<>]{0,80}>?|\\[[A-Za-z][\\w -]{0,60}\\]?|',
    `${oneOf('your my the some insert enter put replace add change')}[-_ ]?(?:own[-_ ])?(?:aws[-_ ])?`,
    oneOf('secret access key token password value pass api session here me this id'),
    `(?:[-_ ]?${oneOf('access key token value here this me goes id secret password')}){0,8})$`,
  ].join(''),
  'i',
)

/** What stands for a value instead of being one. */
export const REFERENCES: readonly Reference[] = [
  pattern(
    'key-id',
    'A key id keeps its first and last characters, and is found by its form.',
    /^(?:AKIA|ASIA|ABIA|ACCA)(?:[A-Z0-9]{12,28}$|\*{3,28})/,
  ),
  pattern(
    'word-for-nothing',
    'A listing says that something is set, masked or missing.',
    FOR_NOTHING,
  ),
  pattern('mask', 'Stars, dots and crosses.', /^(?:\*{2,}|x{3,}\b|X{4,}|\.{3}|…|•)|\*\*\*/),
  pattern(
    'variable',
    'A variable of a shell, of cmd or of a template.',
    /^(?:\$\(|\$\{|\$[A-Za-z_]\w{0,60}\b|\$env:|%\w{1,60}%|\{\{|<%|@@|-$|--)/,
  ),
  pattern('attribute', 'A reference of Terraform, a workflow or a program.', ATTRIBUTE),
  pattern(
    'template-function',
    'CloudFormation, Ansible and GitLab name values so.',
    /^(?:!(?:Ref|Sub|GetAtt|ImportValue|vault|reference)|AWS::)/,
  ),
  pattern(
    'not-shown',
    'Terraform and our own probe say that they do not show it.',
    /^(?:\(sensitive|\(known after|\(none|length=\d)/,
  ),
  pattern(
    'address',
    'An ARN, an address, a path or the name of a secret in a store.',
    /^(?:arn:aws|https?:\/\/|s3:\/\/|file:|ssm:|vault:|secretsmanager:|kms:|aws:|op:\/\/|\.{0,2}\/[\w.-]{1,60}\/|~\/|[A-Za-z]:\\)/,
  ),
  pattern('hash', 'A hash says what it is.', /^(?:h1|zh|sha1|sha256|sha384|sha512|md5)[:-]/),
  pattern('call', 'A function makes it.', /^[A-Za-z_][\w.]{1,60}\(/),
  pattern('algorithm', 'The name of how a request is signed.', /^AWS4-/),
  row('placeholder', 'What documentation writes in its place.', isPlaceholder),
]

/** Takes a word; gives the row that says what it stands for, if it stands for a value. */
export function referenceRule(word: string): Reference | undefined {
  // Chance can begin a key like a path or a number.
  return isSecretKey(word) ? undefined : firstRule(REFERENCES, word)
}

/** Whether a word stands for a value instead of being one: a reference, a mask, a placeholder, an address. */
export function isReference(word: string): boolean {
  return referenceRule(word) !== undefined
}

function isPlaceholder(word: string): boolean {
  if (!PLACEHOLDER.test(word)) return false
  const inner = word.replace(/^[<[]|[>\]]$/g, '')
  return !isRandom(inner) && !/\d.{0,80}[!#$%^&*@]|[!#$%^&*@].{0,80}\d/.test(inner)
}
