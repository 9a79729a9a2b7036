import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'

const FOLDER = join(import.meta.dirname, '../../knowledge/prevention')
const files = readdirSync(FOLDER)
const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
/** A program that is not here is a reason to skip, and in CI only where CI cannot install it. */
const without = (program: string, ciHasIt: boolean) =>
  !has(program) && !(ciHasIt && process.env.CI !== undefined)
const run = (program: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: FOLDER })
  return { status, said: `${stdout}${stderr}` }
}

test('the page names every file', () => {
  const page = readFileSync(join(FOLDER, 'README.md'), 'utf8')
  expect(files.filter((file) => file !== 'README.md' && !page.includes(`\`${file}\``))).toEqual([])
})

test('the versions are those of pins.yaml', () => {
  const pins = parse(readFileSync(join(FOLDER, '../pins.yaml'), 'utf8')) as readonly {
    readonly name: string
    readonly version: string
  }[]
  const named = files.flatMap((file) =>
    pins.flatMap(({ name, version }) =>
      [
        ...readFileSync(join(FOLDER, file), 'utf8').matchAll(
          new RegExp(`${name}[@:]([\\w.-]+)`, 'g'),
        ),
      ]
        .filter(([, found]) => found !== version)
        .map(([words]) => `${file}: ${words}`),
    ),
  )
  expect(named).toEqual([])
})

test('YAML is YAML', () => {
  for (const file of files.filter((name) => /\.ya?ml$/.test(name))) {
    const documents = parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8'), {
      logLevel: 'silent',
    })
    expect(
      documents.flatMap(({ errors }) => errors),
      file,
    ).toEqual([])
  }
})

test.skipIf(without('shellcheck', true))('shell scripts by shellcheck (skipped without it)', () => {
  expect(run('shellcheck', ...files.filter((file) => file.endsWith('.sh')))).toEqual({
    status: 0,
    said: '',
  })
})

test.skipIf(without('terraform', false))(
  'Terraform files by terraform fmt (skipped without it)',
  () => {
    expect(run('terraform', 'fmt', '-check', '-diff', '.')).toMatchObject({ status: 0 })
  },
)

test.skipIf(without('cfn-lint', false))('the template by cfn-lint (skipped without it)', () => {
  expect(run('cfn-lint', 'failed-calls.cfn.yaml')).toEqual({ status: 0, said: '' })
})

test.skipIf(without('actionlint', false))('the workflow by actionlint (skipped without it)', () => {
  expect(run('actionlint', 'github-workflow.yml').status).toBe(0)
})

describe('key-age.sh, with a program in the place of the AWS CLI', () => {
  const bin = mkdtempSync(join(tmpdir(), 'tfauth-key-age-'))
  const now = Date.now()
  const ago = (days: number) =>
    new Date(now - days * 86_400_000).toISOString().replace(/\.\d+Z/, '+00:00')
  const age = (...args: readonly string[]) =>
    spawnSync('bash', [join(FOLDER, 'key-age.sh'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
    })
  const keys = (lines: string) => {
    writeFileSync(
      join(bin, 'aws'),
      `#!/bin/sh\ncase "$2" in\n list-users) echo 'ci' ;;\n list-access-keys) printf '${lines}' ;;\n *) echo None ;;\nesac\n`,
    )
    chmodSync(join(bin, 'aws'), 0o755)
  }

  test('a young key is fine, an old one is named by its last four and makes it exit with 1', () => {
    keys(`AKIAQ4TFAUTHNEXAMPLE\\tActive\\t${ago(10)}\\n`)
    expect(age()).toMatchObject({ status: 0 })
    keys(`AKIAQ4TFAUTHNEXAMPLE\\tActive\\t${ago(200)}\\n`)
    const { status, stdout } = age('90')
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /ci {2}key …MPLE {2}Active {2}(?:199|200) days {2}last used never OVER THE LIMIT/,
    )
    expect(stdout).not.toContain('AKIAQ4TF')
  })

  test('a user without keys, a limit that is no number, and no AWS CLI at all', () => {
    keys('None\\n')
    expect(age()).toMatchObject({ status: 0, stdout: '' })
    expect(age('soon')).toMatchObject({ status: 2 })
    expect(age('soon').stderr).toContain("not 'soon'")
    const bare = mkdtempSync(join(tmpdir(), 'tfauth-no-aws-'))
    const bash = execFileSync('sh', ['-c', 'command -v bash'], { encoding: 'utf8' }).trim()
    const { status, stderr } = spawnSync(bash, [join(FOLDER, 'key-age.sh')], {
      encoding: 'utf8',
      env: { PATH: bare },
    })
    expect([status, stderr]).toEqual([2, 'key-age: the AWS CLI is not installed.\n'])
  })
})
