import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'

const BIN = join(import.meta.dirname, '../../bin/tfauth.mjs')
const planted: string[] = []
/** A value that nobody else has, noted so that it can be looked for. */
const plant = (length = 40) => {
  const value = createHash('sha512')
    .update(`planted ${planted.length}`)
    .digest('base64')
    .replaceAll(/[+/=]/g, 'x')
  planted.push(value.slice(0, 12))
  return value.slice(0, length)
}

let home = ''
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'tfauth-home-'))
  const files: Readonly<Record<string, string>> = {
    '.aws/credentials': `[default]\naws_access_key_id = AKIA${plant(16).toUpperCase()}\naws_secret_access_key = ${plant()}\n[temp]\naws_access_key_id = ASIA2222333344445555\naws_secret_access_key="${plant()}"\naws_session_token = ${plant(80)}\n`,
    '.aws/config': `[profile dev]\nsso_session = corp\nsso_account_id = 111122223333\n[profile helper]\ncredential_process = /bin/helper --password ${plant()}\n[sso-session corp]\nsso_start_url = https://example.awsapps.com/start\n`,
    [`.aws/sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`]: JSON.stringify({
      accessToken: plant(80),
      refreshToken: plant(80),
      expiresAt: '2020-01-01T00:00:00Z',
    }),
    '.aws/login/cache/x.json': JSON.stringify({
      accessToken: { secretAccessKey: plant(), expiresAt: '2020-01-01T00:00:00Z' },
      dpopKey: plant(),
    }),
    '.aws/cli/cache/x.json': JSON.stringify({
      Credentials: {
        SecretAccessKey: plant(),
        SessionToken: plant(80),
        Expiration: '2020-01-01T00:00:00Z',
      },
    }),
    'infra/.terraform/terraform.tfstate': JSON.stringify({
      backend: {
        type: 's3',
        config: {
          access_key: 'AKIA2222333344445555',
          secret_key: plant(),
          token: plant(),
          encrypt: plant(),
        },
      },
    }),
    'infra/main.tf': `provider "aws" {\n  access_key = "AKIA2222333344445555"\n  secret_key = "${plant()}"\n  profile = var.profile\n}\n`,
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true })
    writeFileSync(join(home, path), text)
  }
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

function tfauth(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: join(home, 'infra'),
    encoding: 'utf8',
    env: {
      PATH: '/usr/bin:/bin',
      HOME: home,
      AWS_PROFILE: 'dev',
      AWS_ACCESS_KEY_ID: ` ASIA${plant(16)}`,
      AWS_SECRET_ACCESS_KEY: plant(),
      AWS_SESSION_TOKEN: `${plant(120)}\n`,
      AWS_SECURITY_TOKEN: plant(120),
      AWS_SECRET_KEY: plant(),
      AWS_CONTAINER_AUTHORIZATION_TOKEN: plant(),
      AWS_ENDPOINT_URL: `https://me:${plant()}@localhost:4566`,
      HTTPS_PROXY: `http://me:${plant()}@proxy.example:3128`,
    },
  })
  return { status, said: `${stdout}${stderr}`, stdout, stderr }
}

const error =
  'echo "Error: No valid credential sources found. ExpiredToken: The security token included in the request is expired" >&2; exit 3'

test.each([
  [['doctor', '--offline'], 'Provider takes'],
  [['doctor', '--offline', '--json'], '"findings"'],
  [['doctor', '--offline', '--probe'], 'tfauth: probe=1'],
  [['run', '--offline', '--', 'sh', '-c', error], 'ExpiredToken'],
] as const)('%j shows no secret, and keeps none', (args, words) => {
  const files = readdirSync(home, { recursive: true }).sort()
  const { said } = tfauth(...args)
  expect(said).toContain(words)
  expect(said).not.toMatch(/\n\s+at /)
  for (const value of planted) expect(said).not.toContain(value)
  expect(readdirSync(home, { recursive: true }).sort()).toEqual(files)
})

test('the planted values are really there', () => {
  expect(readFileSync(join(home, '.aws/credentials'), 'utf8')).toContain(planted[1])
  expect(planted.length).toBeGreaterThan(20)
})
