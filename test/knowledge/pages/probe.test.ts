import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { readProbe } from '../../../src/core/facts/probe-output.ts'
import type { Probe } from '../../../src/core/knowledge.ts'
import { probeForms } from '../../../src/knowledge/pages/probe-forms.ts'

const probe = probeForms(
  parse(readFileSync(join(import.meta.dirname, '../../../knowledge/probe.yaml'), 'utf8')) as Probe,
)
const textFor = (shell: string, place?: string): string =>
  probe.commands.find((command) => command.shell === shell && command.place === place)?.text ?? ''

const KEY = 'AKIAQ3EGV7XNPLMZ4RTD'
const FILE_KEY = 'AKIAW5HJC2BTUYKS6NQF'
/** Every secret stands in a place the probe reads; none may come out, not even in part. */
const SECRETS = {
  environment: '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',
  token: 'IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJIMEYCIQDx+Rk9=',
  legacy: 'hB4nC6pD8rF0tG2vH5xJ7zK9mL1qS3wU+aE/yIoT',
  file: 'Kc7/Rm2+XvN9bQw4TzLf6YpGdJ0sHuE8iAoW1nVt',
  state: 'Ux5/Jd8+PyB3kMq1SgVr0WhNeC6tLzF9oIaR4wTb',
  config: 'Wn2/Fs6+TgR8vZc0XhQk5BmLpD9yJuA4eIoV7qCx',
} as const

const LOCAL_TOOLS = ['printenv', 'tr', 'cut', 'sed', 'sort', 'awk', 'grep', 'head', 'date', 'env']

/** The real programs of this machine that every machine has, and nothing of AWS or Terraform. */
const bareTools = (dir: string): string => {
  const bin = join(dir, 'bin')
  mkdirSync(bin)
  for (const tool of LOCAL_TOOLS) {
    const found = spawnSync('/bin/sh', ['-c', `command -v ${tool}`])
      .stdout.toString()
      .trim()
    symlinkSync(found, join(bin, tool))
  }
  return bin
}

const place = (path: string, text: string, mode = 0o600): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  chmodSync(path, mode)
}

/** A machine of its own: a home, a folder with a state file, and only the programs named. */
const machine = (programs: Readonly<Record<string, string>> = {}) => {
  const dir = mkdtempSync(join(tmpdir(), 'tfauth-probe-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const bin = bareTools(dir)
  for (const [name, text] of Object.entries(programs))
    place(join(bin, name), `#!/bin/sh\n${text}\n`, 0o755)
  place(
    join(dir, '.aws/credentials'),
    `[default]\naws_access_key_id = ${FILE_KEY}\naws_secret_access_key = ${SECRETS.file}`,
  )
  place(
    join(dir, '.aws/config'),
    `[profile dev]\nregion = eu-west-1\n[sso-session corp]\nsso_region = eu-west-1\n[profile ci]\naws_secret_access_key = ${SECRETS.config}\n`,
  )
  place(
    join(dir, '.terraform/terraform.tfstate'),
    JSON.stringify(
      { backend: { type: 's3', config: { access_key: FILE_KEY, secret_key: SECRETS.state } } },
      null,
      2,
    ),
  )
  return { dir, bin }
}

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: KEY,
  AWS_SECRET_ACCESS_KEY: SECRETS.environment,
  AWS_SESSION_TOKEN: SECRETS.token,
  AWS_SECURITY_TOKEN: SECRETS.token,
  AWS_SECRET_KEY: SECRETS.legacy,
  AWS_PROFILE: 'dev',
  AWS_REGION: 'eu-west-1',
  GITHUB_ACTIONS: 'true',
}

const run = (
  { dir, bin }: { readonly dir: string; readonly bin: string },
  shell: string,
  env: Readonly<Record<string, string>> = ENVIRONMENT,
  flags: readonly string[] = [],
  text = textFor('bash'),
) => {
  const where = spawnSync('/bin/sh', ['-c', `command -v ${shell}`])
    .stdout.toString()
    .trim()
  const applet = shell === 'busybox' ? ['sh'] : []
  const result = spawnSync(where, [...applet, ...flags, '-c', text], {
    cwd: dir,
    env: { HOME: dir, PATH: bin, ...env },
    encoding: 'utf8',
  })
  return { out: result.stdout, all: result.stdout + result.stderr }
}

/** Any six characters in a row of a secret would be too many. */
const leaksOf = (text: string): readonly string[] => {
  const secrets = [...Object.values(SECRETS), KEY.slice(4, -4), FILE_KEY.slice(4)]
  return secrets.flatMap((secret) =>
    Array.from({ length: secret.length - 5 }, (_, at) => secret.slice(at, at + 6)).filter((piece) =>
      text.includes(piece),
    ),
  )
}

const AWS_OK = `case "$1 $2" in
"configure list") printf '      Name                    Value             Type    Location\\naccess_key     ****************4RTD              env    \\n' ;;
"sts get-caller-identity") printf '111122223333\\tarn:aws:iam::111122223333:user/example-ci\\n' ;;
"--version "*) echo 'aws-cli/2.15.30 Python/3.11.8 Linux/6.1 exe/x86_64' ;;
esac`
const awsRefuses = (text: string): string => `case "$1 $2" in
"configure list") printf 'access_key : ****************4RTD : shared-credentials-file : \\n' ;;
"sts get-caller-identity") printf '%s\\n' "${text}" >&2; exit 254 ;;
esac`

const SHELLS = ['bash', 'zsh', 'dash', 'busybox'].filter(
  (shell) => spawnSync('/bin/sh', ['-c', `command -v ${shell}`]).status === 0,
)

test.each(SHELLS)('in %s, without aws, terraform and curl', (shell) => {
  const { out, all } = run(machine(), shell)
  expect(out.split('\n')).toEqual([
    `tfauth: probe=1 shell=${['bash', 'zsh'].includes(shell) ? shell : 'sh'}`,
    'tfauth: AWS_ACCESS_KEY_ID=set length=20 kind=AKIA last4=4RTD',
    'tfauth: AWS_SECRET_ACCESS_KEY=set length=40',
    `tfauth: AWS_SESSION_TOKEN=set length=${SECRETS.token.length}`,
    `tfauth: AWS_SECURITY_TOKEN=set length=${SECRETS.token.length}`,
    'tfauth: AWS_ACCESS_KEY=unset',
    'tfauth: AWS_SECRET_KEY=set length=40',
    'tfauth: AWS_PROFILE=dev',
    'tfauth: AWS_REGION=eu-west-1',
    'tfauth: AWS_DEFAULT_REGION=unset',
    'tfauth: AWS_EC2_METADATA_DISABLED=unset',
    'tfauth: AWS_CONFIG_FILE=unset',
    'tfauth: AWS_SHARED_CREDENTIALS_FILE=unset',
    'tfauth: AWS_ENDPOINT_URL=unset',
    'tfauth: AWS_WEB_IDENTITY_TOKEN_FILE=unset',
    'tfauth: AWS_ROLE_ARN=unset',
    'tfauth: AWS_CONTAINER_CREDENTIALS_FULL_URI=unset',
    'tfauth: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=unset',
    'tfauth: HTTPS_PROXY=unset',
    'tfauth: https_proxy=unset',
    'tfauth: source=unknown',
    'tfauth: caller=no-aws-cli',
    'tfauth: profiles=ci,default,dev',
    'tfauth: clock-offset=unknown',
    'tfauth: terraform=none',
    'tfauth: aws-cli=none',
    expect.stringMatching(/^tfauth: ci=github-actions container=(?:yes|no)$/),
    'tfauth: backend-keys=yes',
    '',
  ])
  expect(leaksOf(all)).toEqual([])
})

test.each(SHELLS)('in %s, with programs that answer', (shell) => {
  const date = new Date(Date.now() - 90_000).toUTCString()
  const { out, all } = run(
    machine({
      aws: AWS_OK,
      terraform: "printf 'Terraform v1.11.4\\non linux_amd64\\n'",
      curl: `printf 'HTTP/1.1 302 Found\\r\\nDate: ${date}\\r\\n\\r\\n'`,
    }),
    shell,
  )
  expect(out).toContain('tfauth: source=env\n')
  expect(out).toContain(
    'caller=ok account=111122223333 arn=arn:aws:iam::111122223333:user/example-ci\n',
  )
  expect(out).toContain('tfauth: terraform=1.11.4\ntfauth: aws-cli=2.15.30\n')
  const offset = Number(/clock-offset=(-?\d+)/.exec(out)?.[1])
  expect(Math.abs(offset - 90)).toBeLessThan(30)
  expect(leaksOf(all)).toEqual([])
})

/** What a pipeline runs: the script inside the step. */
const stepIn = (place: string): string => {
  const file = parse(textFor('yaml', place)) as unknown
  const [step] = Array.isArray(file)
    ? (file as { run: string }[]).map(({ run }) => run)
    : (file as { script: string[] }).script
  return step ?? ''
}
/** The script that a command hands to the shell inside a container. */
const scriptFor = (place: string): string =>
  /<<'TFAUTH'\n([\s\S]*)\nTFAUTH\n$/.exec(textFor('bash', place))?.[1] ?? ''

const IN_CI = { ...ENVIRONMENT, CI: 'true' }

describe.each(['github-actions', 'gitlab'])('in the log of %s', (place) => {
  test('it shows no account, no ARN and no part of a key id, and stops no job', () => {
    const home = machine({ aws: AWS_OK })
    const { out, all } = run(home, 'dash', IN_CI, ['-e'], `${stepIn(place)}\necho go on`)
    expect(out).toContain('tfauth: AWS_ACCESS_KEY_ID=set length=20 kind=AKIA\n')
    expect(out).toContain('tfauth: caller=ok\n')
    expect(out.endsWith('go on\n')).toBe(true)
    for (const hidden of ['111122223333', 'example-ci', 'last4']) expect(out).not.toContain(hidden)
    expect(leaksOf(all)).toEqual([])
    expect(leaksOf(run(home, 'dash', IN_CI, ['-x', '-u'], stepIn(place)).all)).toEqual([])
  })

  test('it is read back, also between the marks of the log and with what the system masks', () => {
    const { out } = run(machine({ aws: AWS_OK }), 'dash', IN_CI, [], stepIn(place))
    const marked = out
      .trimEnd()
      .replaceAll('eu-west-1', '***')
      .split('\n')
      .map((line) => `2026-03-11T09:14:02.1234567Z ${line}`)
    const facts = new Map(readProbe(marked).map(({ kind, value }) => [kind, value]))
    expect(Object.fromEntries(facts)).toMatchObject({
      'access-key-kind': 'long-term',
      'access-key-shape': 'intact',
      'session-token': 'set',
      'caller-identity': 'works',
      'ci-system': 'github-actions',
      where: 'ci',
    })
    for (const kind of ['account', 'principal', 'access-key', 'region'])
      expect(facts.has(kind), kind).toBe(false)
  })
})

test.each(['docker', 'compose', 'eks'])('the form for %s hands over the same script', (place) => {
  expect(scriptFor(place)).toBe(textFor('bash').trimEnd())
})

test.each([
  [
    'An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: invalid',
    'InvalidClientTokenId',
  ],
  [
    'Unable to locate credentials. You can configure credentials by running aws configure.',
    'NoCredentials',
  ],
  ['The config profile (dev) could not be found', 'ProfileNotFound'],
  ['Error loading SSO Token: Token for corp does not exist', 'SsoTokenExpired'],
  ['Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY', 'PartialCredentials'],
  ['Something nobody has seen', 'unknown'],
  // This one repeats the secret when key id and secret are swapped.
  [
    `An error occurred (IncompleteSignature) when calling the GetCallerIdentity operation: got '${SECRETS.environment}/20260311'`,
    'IncompleteSignature',
  ],
])('the refusal "%s" comes out as a code', (text, code) => {
  const { out, all } = run(machine({ aws: awsRefuses(text) }), 'bash')
  expect(out).toContain(`tfauth: caller=refused code=${code}\n`)
  expect(out).toContain('tfauth: source=shared-credentials-file\n')
  expect(leaksOf(all)).toEqual([])
})

test.each([
  ['key id and secret swapped', SECRETS.environment, 'set length=40 kind=other'],
  ['in quotes', `"${KEY}"`, 'set length=22 kind=other'],
  ['with a line break', `${KEY}\n`, 'set length=21 kind=AKIA last4=RTD?'],
  ['masked', '***', 'set length=3 kind=other'],
  ['empty', '', 'set length=0 kind=other'],
  ['shorter than a key', 'AKIASECRET', 'set length=10 kind=other'],
])('a key id that is %s', (_name, value, says) => {
  const env = { AWS_ACCESS_KEY_ID: value, AWS_SECRET_ACCESS_KEY: KEY }
  const { out, all } = run(machine(), 'bash', env)
  expect(out).toContain(`tfauth: AWS_ACCESS_KEY_ID=${says}\n`)
  expect(leaksOf(all)).toEqual([])
})

test('a shell that echoes its commands does not echo the secrets', () => {
  const { all } = run(machine({ aws: AWS_OK }), 'bash', ENVIRONMENT, ['-x', '-u', '-e'])
  expect(all).toContain('backend-keys=')
  expect(leaksOf(all)).toEqual([])
})

test('without a backend folder nothing is claimed', () => {
  const home = machine()
  rmSync(join(home.dir, '.terraform'), { recursive: true })
  expect(run(home, 'bash').out).toContain('tfauth: backend-keys=unknown\n')
  place(
    join(home.dir, '.terraform/terraform.tfstate'),
    '{"backend":{"config":{"access_key": null}}}',
  )
  expect(run(home, 'bash').out).toContain('tfauth: backend-keys=no\n')
})

test('without printenv it says so and stops', () => {
  const home = machine()
  rmSync(join(home.bin, 'printenv'))
  expect(run(home, 'bash').out).toBe('tfauth: probe=1 shell=bash printenv=missing\n')
})

const CHECKER = 'shellcheck'

test.skipIf(spawnSync(CHECKER, ['--version']).error)('shellcheck finds nothing in it', () => {
  const result = spawnSync(CHECKER, ['-s', 'bash', '-'], {
    input: textFor('bash'),
    encoding: 'utf8',
  })
  expect(result.stdout).toBe('')
})

test('text checks only, PowerShell does not run here: it prints the same lines and no value', () => {
  const text = textFor('powershell')
  const names = (form: string): readonly string[] =>
    [
      ...new Set(
        form.match(
          /\b(?:probe|source|caller|profiles|clock-offset|terraform|aws-cli|ci|backend-keys)=/g,
        ),
      ),
    ].sort()
  expect(names(text)).toEqual(names(textFor('bash')))
  for (const secret of ['SECRET_ACCESS_KEY', 'SESSION_TOKEN', 'SECURITY_TOKEN', 'SECRET_KEY']) {
    const lines = text.split('\n').filter((line) => line.includes(secret))
    expect(lines.every((line) => line.includes('length=$($x.Length)'))).toBe(true)
  }
  expect(text.split('{').length).toBe(text.split('}').length)
  expect(text.split('(').length).toBe(text.split(')').length)
})
