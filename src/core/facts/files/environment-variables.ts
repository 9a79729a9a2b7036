import type { Fact } from '../../fact.ts'
import { keyFacts, secretShape, tokenShape } from '../credential-shape.ts'
import { type FactReader, factOf, type Seen, shows } from '../fact-reader.ts'

/** One environment variable as a listing, a script, a container or a workflow shows it. */
type Variable = { readonly name: string; readonly value: string; readonly words: string }

// env, export -p, set, $env:, docker -e, compose, workflow YAML, and PowerShell's two columns.
const ASSIGNED =
  /(?<![\w${.%/-])["']?(AWS_[A-Z][A-Z_0-9]{2,40}|HTTPS?_PROXY|https?_proxy)["']?(?:[ \t]{0,20}([=:])[ \t]{0,20}|[ \t]{2,60}(?=\S))(\$\{\{[^}\n]{0,120}\}\}|\\?"[^"\n]{0,400}\\?"|'[^'\n]{0,400}'|<[^>\n]{1,80}>|\[[a-z-]{4,40} \d{1,6}\]|[^\s"'`,;|})]{0,400})/g
const UNSET =
  /(?:^|\n)[ \t]{0,8}(?:[\w@~:./-]{0,60}[$%>#][ \t])?(?:unset|Remove-Item Env:\\?|set -e)[ \t]{1,4}((?:(?:Env:\\?)?AWS_[A-Z_]{2,40}[ \t,]{0,4}){1,10})/g
const SAYS_UNSET =
  /\b(AWS_[A-Z][A-Z_]{2,40})["'`]?[ \t](?:is |was |are )?(?:not set|unset|empty|missing)\b/g
// Everything that starts with AWS was asked for, so that what is not printed is not set.
const LISTED =
  /\b(?:env|printenv|set|export|export -p|declare -x|declare -p)[ \t]{0,4}\|[ \t]{0,4}(?:sort[ \t]{0,4}\|[ \t]{0,4})?(?:grep|egrep|rg|findstr|Select-String)[ \t]{1,4}(?:[-/]\w{1,8}[ \t]{1,4}){0,3}["'^]{0,2}AWS_?["']?(?=\s|$)|\b(?:Get-ChildItem|gci|dir|ls)[ \t]{1,4}(?:-Path[ \t]{1,4})?Env:(?:\\?AWS_?\*|\\?)(?=\s|$)/i
const LEGACY = ['AWS_SECURITY_TOKEN', 'AWS_ACCESS_KEY', 'AWS_SECRET_KEY']

/** Variables of the environment, as listings, scripts, containers and workflows show them. */
export const VARIABLES: FactReader = {
  kinds: [
    'env-keys',
    'session-token',
    'profile',
    'profile-set',
    'legacy-variables',
    'secret-shape',
    'token-shape',
    'access-key-shape',
    'access-key-kind',
    'access-key',
    'endpoint',
    'imds',
    'proxy',
    'role',
    'target-account',
    'masked',
  ],
  read,
}

function read(seen: Seen): readonly Fact[] {
  if (!shows(seen, ['aws_', '_proxy'])) return []
  const variables = variablesOf(seen.text)
  const facts = [...variables.values()].flatMap(factsOf)
  const listed = variables.size > 0 ? LISTED.exec(seen.flat) : null
  if (!listed) return facts
  const missing = (name: string) => !variables.has(name)
  if (missing('AWS_ACCESS_KEY_ID')) facts.push(factOf('env-keys', 'unset', listed[0]))
  if (missing('AWS_SESSION_TOKEN')) facts.push(factOf('session-token', 'unset', listed[0]))
  if (LEGACY.every(missing)) facts.push(factOf('legacy-variables', 'no', listed[0]))
  return facts
}

/** The last assignment of a variable counts, as it does in a shell. */
function variablesOf(text: string): ReadonlyMap<string, Variable> {
  const variables = new Map<string, Variable>()
  let tries = 0
  for (const match of text.matchAll(ASSIGNED)) {
    if (++tries > 3000) break
    const [words, name = '', sign, value = ''] = match
    // Two columns are PowerShell's only where the name opens the line.
    if (!sign && !/(?:^|\n)[ \t]{0,4}$/.test(text.slice(Math.max(0, match.index - 6), match.index)))
      continue
    // The probe's own lines are read apart.
    if (/tfauth: $/.test(text.slice(Math.max(0, match.index - 8), match.index))) continue
    // "NAME:" in a sentence assigns nothing.
    if (sign === ':' && !value) continue
    variables.set(name.toUpperCase(), { name: name.toUpperCase(), value, words })
  }
  for (const [words, name = ''] of text.matchAll(SAYS_UNSET))
    if (!variables.has(name)) variables.set(name, { name, value: '', words })
  for (const [words, names = ''] of text.matchAll(UNSET))
    for (const name of names.match(/AWS_[A-Z_]{2,40}/g) ?? [])
      variables.set(name, { name, value: '', words })
  return variables
}

const bare = (value: string): string => value.replace(/^\\?["']/, '').replace(/\\?["']$/, '')
const unset = (value: string): boolean => /^(?:|unset|null|None|<not set>|-)$/.test(bare(value))

function factsOf({ name, value, words }: Variable): readonly Fact[] {
  const inner = bare(value)
  const is = unset(value) ? 'unset' : 'set'
  const masked = /^\*{3,8}$/.test(inner) ? [factOf('masked', name, words)] : []
  if (LEGACY.includes(name)) return is === 'set' ? [factOf('legacy-variables', 'yes', words)] : []
  switch (name) {
    case 'AWS_ACCESS_KEY_ID':
      return [factOf('env-keys', is, words), ...masked, ...keyFacts(inner, words)]
    case 'AWS_SECRET_ACCESS_KEY':
      return [...masked, ...secretShape(inner, words)]
    case 'AWS_SESSION_TOKEN':
      return [factOf('session-token', is, words), ...masked, ...tokenShape(inner, words)]
    case 'AWS_PROFILE':
      return is === 'set' && /^[\w.@+-]{1,100}$/.test(inner)
        ? [factOf('profile', inner, words), factOf('profile-set', 'environment', words)]
        : []
    case 'AWS_EC2_METADATA_DISABLED':
      return /^true$/i.test(inner) ? [factOf('imds', 'disabled', words)] : []
    case 'AWS_ROLE_ARN': {
      const account = /^arn:aws[a-z-]{0,10}:iam::(\d{12}):role\//.exec(inner)?.[1]
      return account ? [factOf('role', inner, words), factOf('target-account', account, words)] : []
    }
    case 'HTTP_PROXY':
    case 'HTTPS_PROXY':
      return is === 'set' ? [factOf('proxy', 'yes', words)] : []
    default:
      return []
  }
}
