import { describe, expect, test } from 'vitest'
import { redact } from '../../../src/core/redact/redact.ts'
import { plain } from '../../../src/core/text/plain-text.ts'
import {
  base64,
  hex,
  jwt,
  keyId,
  leaks,
  password,
  pick,
  type Random,
  secretKey,
  seeded,
  sessionToken,
  signature,
  upperDigits,
  urlSafe,
  uuid,
  vendorToken,
  wrapped,
} from './planted-secrets.ts'

const clean = (text: string) => redact(plain(text).join('\n')).text
type Context = (name: string, secret: string, random: Random) => string

const camel = (name: string) =>
  name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const words = (name: string) => name.toLowerCase().replaceAll('_', ' ')

/** Where a named secret can stand. */
const CONTEXTS: Readonly<Record<string, Context>> = {
  export: (name, secret) => `export ${name}=${secret}`,
  'export, quoted': (name, secret) => `$ export ${name}="${secret}" && terraform plan`,
  set: (name, secret) => `set ${name}=${secret}`,
  setx: (name, secret) => `setx ${name} "${secret}"`,
  PowerShell: (name, secret) => `$env:${name} = '${secret}'`,
  ini: (name, secret) => `[default]\n${name.toLowerCase()} = ${secret}\nregion = eu-west-1`,
  HCL: (name, secret) => `provider "x" {\n  ${name.toLowerCase()}   = "${secret}"\n}`,
  tfvars: (name, secret) => `region = "eu-west-1"\n${name.toLowerCase()} = "${secret}"`,
  JSON: (name, secret) =>
    JSON.stringify({ region: 'eu-west-1', [name]: secret, ok: true }, null, 2),
  'JSON in JSON': (name, secret) => JSON.stringify({ msg: JSON.stringify({ [name]: secret }) }),
  camelCase: (name, secret) => `  ${camel(name)}: '${secret}',`,
  YAML: (name, secret) => `env:\n  ${name}: ${secret}\n  REGION: eu-west-1`,
  Kubernetes: (name, secret) => `- name: ${name}\n  value: "${secret}"`,
  ECS: (name, secret) => `{"name": "${name}", "value": "${secret}"}`,
  XML: (name, secret) => `<${camel(name)}>${secret}</${camel(name)}>`,
  'command line': (name, secret) =>
    `tool --${name.toLowerCase().replaceAll('_', '-')} ${secret} --region eu-west-1`,
  'command line, glued': (name, secret) =>
    `tool --${name.toLowerCase().replaceAll('_', '-')}=${secret} apply`,
  '-var': (name, secret) => `terraform apply -var="${name.toLowerCase()}=${secret}" -auto-approve`,
  docker: (name, secret) => `docker run --rm -e ${name}=${secret} hashicorp/terraform plan`,
  'is, in a sentence': (name, secret) => `my ${words(name)} is ${secret} and it still fails`,
  'name is': (name, secret) => `my ${name} is ${secret}`,
  'table cell': (name, secret) => `| Name | Value |\n|---|---|\n| ${name} | ${secret} |`,
  'heading of a table': (name, secret) => `user,${words(name)}\nci,${secret}`,
  'plan added': (name, secret) => `  + ${name.toLowerCase()} = "${secret}"`,
  'plan changed': (name, secret) => `  ~ ${name.toLowerCase()} = "${secret}" -> "x"`,
  'terraform output': (name, secret) =>
    `"${name.toLowerCase()}": {\n  "sensitive": true,\n  "type": "string",\n  "value": "${secret}"\n}`,
  variable: (name, secret) =>
    `variable "${name.toLowerCase()}" {\n  type    = string\n  default = "${secret}"\n}`,
  URL: (name, secret) =>
    `GET /x?user=a&${name.toLowerCase()}=${encodeURIComponent(secret)}&region=eu-west-1`,
  header: (name, secret) => `> X-${name.replaceAll('_', '-')}: ${secret}`,
  'time stamp': (name, secret) => `2024-05-14T09:12:33.1234567Z   ${name}: ${secret}`,
  box: (name, secret) => `╷\n│   ${name} = "${secret}"\n╵`,
  'Slack: bold and code': (name, secret) => `*${name}*: \`${secret}\``,
  'Slack: angle brackets': (name, secret) => `${name} = &lt;${secret}&gt;`,
  'smart quotes': (name, secret) => `${name}=\u201c${secret}\u201d`,
  'HTML quotes': (name, secret) => `${name} = &quot;${secret}&quot;`,
  'zero-width': (name, secret) => `${name}=${secret.slice(0, 9)}\u200b${secret.slice(9)}`,
  'two strings': (name, secret) => `${name} = "${secret.slice(0, 9)}" + "${secret.slice(9)}"`,
  'two lines, one string': (name, secret) =>
    `${name} = "${secret.slice(0, 9)}" +\n    "${secret.slice(9)}"`,
  'next line': (name, secret) => `${words(name)}:\n${secret}`,
  continued: (name, secret) => `export ${name}=${secret.slice(0, 9)}\\\n${secret.slice(9)}`,
}

const NAMES = {
  key: ['AWS_SECRET_ACCESS_KEY', 'SECRET_KEY', 'aws_secret_key', 'TF_VAR_aws_secret_access_key'],
  token: ['AWS_SESSION_TOKEN', 'aws_session_token', 'SESSION_TOKEN'],
  other: ['DB_PASSWORD', 'API_TOKEN', 'CLIENT_SECRET', 'master_password', 'GITHUB_TOKEN'],
} as const

describe.each(Object.entries(CONTEXTS))('%s', (_, context) => {
  const random = seeded(2024)
  const texts = (names: readonly string[], make: (random: Random) => string) =>
    Array.from({ length: 40 }, () => {
      const secret = make(random)
      return { secret, text: context(pick(random, names), secret, random) }
    })
  test('no AWS credential is left', () => {
    const planted = [...texts(NAMES.key, secretKey), ...texts(NAMES.token, sessionToken)]
    expect(planted.filter(({ text, secret }) => leaks(clean(text), secret))).toEqual([])
  })
  test('redacting twice changes nothing', () => {
    for (const { text } of [...texts(NAMES.key, secretKey), ...texts(NAMES.other, password)]) {
      const once = redact(text).text
      expect(redact(once).text).toBe(once)
    }
  })
})

test('of other labelled secrets at least 95 in 100 are gone', () => {
  const random = seeded(7)
  let left = 0
  let all = 0
  for (const context of Object.values(CONTEXTS))
    for (const make of [password, vendorToken, jwt])
      for (let nth = 0; nth < 20; nth++) {
        const secret = make(random)
        all++
        if (leaks(clean(context(pick(random, NAMES.other), secret, random)), secret)) left++
      }
  expect(left / all).toBeLessThan(0.05)
})

/** What AWS prints without any label. */
const BARE: readonly ((random: Random) => readonly [string, string])[] = [
  (random) => [secretKey(random), '%'],
  (random) => [secretKey(random), `I use % and it fails.`],
  (random) => [secretKey(random), `${keyId(random)}\n%`],
  (random) => [secretKey(random), `${keyId(random)}:%`],
  (random) => [secretKey(random), `${keyId(random)}/%`],
  (random) => [
    secretKey(random),
    `ACCESSKEY\t${keyId(random)}\t2024-01-15T10:00:00Z\t%\tActive\tci`,
  ],
  (random) => [secretKey(random), `got '%/20261122/us-east-1/sts/aws4_request'`],
  (random) => [secretKey(random), `NewStaticCredentials("${keyId(random)}", "%", "")`],
  (random) => [secretKey(random), `AKIA… \`%\` _%_`],
  (random) => [sessionToken(random), `the token % expired`],
  (random) => [sessionToken(random), wrapped('AWS_SESSION_TOKEN=%', 76)],
  (random) => [signature(random), `SignedHeaders=host, Signature=%`],
  (random) => [signature(random), `https://b.s3.amazonaws.com/k?X-Amz-Signature=%&x=1`],
  (random) => [jwt(random), 'Authorization: Bearer %'],
  (random) => [jwt(random).slice(0, 150), 'the id token was %'],
]
test.each(BARE.map((make, at) => [at, make] as const))('without a label, form %i', (_, make) => {
  const random = seeded(99)
  for (let nth = 0; nth < 60; nth++) {
    const [secret, form] = make(random)
    expect(leaks(clean(form.replaceAll('%', () => secret)), secret)).toBe(false)
  }
})

test('secrets broken by a terminal at any width', () => {
  const random = seeded(5)
  for (let width = 40; width < 160; width += 3) {
    const secret = secretKey(random)
    const text = `Error: configuring the provider: the value of AWS_SECRET_ACCESS_KEY=${secret} was refused by AWS`
    expect(leaks(clean(wrapped(text, width)), secret)).toBe(false)
  }
})

const ARN = (random: Random) =>
  `arn:aws:iam::${Math.floor(1e11 + random() * 8e11)}:role/Deploy${hex(random, 4)}`
const NEGATIVES: readonly ((random: Random) => string)[] = [
  ARN,
  (random) => `HEAD is now at ${hex(random, 40)} Merge pull request #12`,
  (random) =>
    `https response error StatusCode: 403, RequestID: ${uuid(random)}, api error AccessDenied: User: ${ARN(random)} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::acme-state/prod.tfstate"`,
  (random) =>
    `StatusCode: 403, RequestID: ${upperDigits(random, 16)}, HostID: ${base64(random, 75)}=, api error InvalidToken: The provided token is malformed or otherwise invalid.`,
  (random) =>
    `<RequestId>${upperDigits(random, 16)}</RequestId><HostId>${base64(random, 75)}=</HostId>`,
  (random) => `x-amz-id-2: ${base64(random, 75)}=`,
  (random) => `    "h1:${base64(random, 43)}=",`,
  (random) => `    "zh:${hex(random, 64)}",`,
  (random) => `image: registry.example.com/app@sha256:${hex(random, 64)}`,
  (random) => `Digest: sha256:${hex(random, 64)}`,
  (random) => `"integrity": "sha512-${base64(random, 86)}=="`,
  (random) => `Encoded authorization failure message: ${urlSafe(random, 700)}`,
  (random) => `aws sts decode-authorization-message --encoded-message ${urlSafe(random, 400)}`,
  (random) => `Lock Info:\n  ID:        ${uuid(random)}\n  Path:      acme-state/env/prod.tfstate`,
  (random) => `Visit https://docs.example.com/guides/${hex(random, 8)}?page=2#section`,
  (random) => `aws_iam_role.this: Refreshing state... [id=AROA${upperDigits(random, 17)}]`,
  (random) =>
    `arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db/password-${base64(random, 6).replace(/[+/]/g, 'x')}`,
  (random) => `arn:aws:kms:eu-west-1:123456789012:key/${uuid(random)}`,
  (random) => `etag: "${hex(random, 32)}"  account 123456789012`,
  (random) =>
    `module.secrets["${hex(random, 4)}"].aws_secretsmanager_secret_version.token: Creating...`,
  (random) =>
    `Error: ${pick(random, ['ExpiredToken', 'InvalidClientTokenId', 'SignatureDoesNotMatch', 'AuthFailure', 'InvalidAccessKeyId', 'UnrecognizedClientException', 'ExpiredTokenException'])}: The security token included in the request is invalid`,
  (random) =>
    `The key id starts with ${pick(random, ['AKIA', 'ASIA'])}; a secret starts with nothing in particular.`,
  (random) =>
    `password = ${pick(random, ['(sensitive value)', 'var.db_password', `"$\{var.password}"`, '***', 'data.aws_ssm_parameter.db.value', '<your-password>'])}`,
  (random) =>
    `AWS_SECRET_ACCESS_KEY: ${pick(random, ['***', `$\{{ secrets.AWS_SECRET_ACCESS_KEY }}`, '$SECRET', '<redacted>', 'not set'])}`,
  (random) =>
    `${pick(random, ['token', 'password', 'secret', 'credential'])} is ${pick(random, ['expired', 'invalid', 'missing', 'required', 'wrong', 'rotated every 90 days', 'stored in us-east-1'])}`,
  (random) =>
    `sts:AssumeRoleWithWebIdentity token.actions.githubusercontent.com:sub repo:acme/infra-${hex(random, 3)}:ref:refs/heads/main`,
  (random) => `/home/ci/.aws/sso/cache/${hex(random, 40)}.json`,
]
test('what only looks like a secret is not touched', () => {
  const random = seeded(31)
  const texts = NEGATIVES.flatMap((make) => Array.from({ length: 25 }, () => make(random)))
  expect(texts.length).toBeGreaterThan(500)
  expect(texts.filter((text) => redact(text).text !== text)).toEqual([])
})
