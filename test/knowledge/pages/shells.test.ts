import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Shell } from '../../../src/core/knowledge.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { cmdFaults, iniFaults, powershellFaults } from './shell-syntax.ts'

const { causes, questions, probe } = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))

/** Every command that people are shown, under a name that can be a file's. */
const COMMANDS = [
  ...causes.flatMap(({ remedies }) =>
    remedies.flatMap(({ id, commands }) =>
      commands.map((command, at) => ({ ...command, name: `${id.replace('/', '.')}.${at}` })),
    ),
  ),
  ...questions.flatMap(({ id, command }) =>
    command ? [{ ...command, name: `question.${id}` }] : [],
  ),
  ...probe.commands.map((command, at) => ({ ...command, name: `probe.${at}` })),
]
const of = (shell: Shell) => COMMANDS.filter((command) => command.shell === shell)
const faultsIn = (shell: Shell, faults: (text: string) => readonly string[]) =>
  of(shell).flatMap(({ name, text }) => faults(text).map((fault) => `${name}: ${fault}`))

const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
/** The commands as files of a folder of their own. */
const written = (shell: Shell, ending: string): string => {
  const dir = mkdtempSync(join(tmpdir(), 'tfauth-shells-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  for (const { name, text } of of(shell))
    writeFileSync(join(dir, `${name}${ending}`), text.endsWith('\n') ? text : `${text}\n`)
  return dir
}
const run = (dir: string, program: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: dir, encoding: 'utf8' })
  return { status, said: `${stdout}${stderr}` }
}

test('there are commands for every shell', () => {
  for (const shell of ['bash', 'powershell', 'cmd', 'hcl', 'yaml', 'ini'] as const)
    expect(of(shell).length, shell).toBeGreaterThan(5)
})

for (const shell of ['bash', 'zsh'])
  test.skipIf(!has(shell))(`bash commands parse in ${shell} (skipped where it is missing)`, () => {
    const dir = written('bash', '.sh')
    expect(run(dir, 'sh', '-c', `for f in *.sh; do ${shell} -n "$f" || echo "$f"; done`)).toEqual({
      status: 0,
      said: '',
    })
  })

test.skipIf(!has('shellcheck'))('shellcheck finds no error in them (skipped without it)', () => {
  const dir = written('bash', '.sh')
  expect(run(dir, 'sh', '-c', 'shellcheck -s bash -S error -f gcc -- *.sh')).toEqual({
    status: 0,
    said: '',
  })
})

test.skipIf(!has('terraform'))(
  'Terraform parses the blocks and would not format them (skipped without it)',
  () => {
    expect(run(written('hcl', '.tf'), 'terraform', 'fmt', '-check', '-diff', '.')).toMatchObject({
      status: 0,
    })
  },
)

test('YAML is YAML, without a key twice', () => {
  const faults = faultsIn('yaml', (text) =>
    parseAllDocuments(text).flatMap(({ errors, warnings }) =>
      [...errors, ...warnings].map(({ message }) => message),
    ),
  )
  expect(faults).toEqual([])
})

test('INI holds sections and settings', () => {
  expect(faultsIn('ini', iniFaults)).toEqual([])
})

test.skipIf(!has('pwsh'))('PowerShell parses its commands (skipped without it)', () => {
  const dir = written('powershell', '.ps1')
  const script = `Get-ChildItem *.ps1 | ForEach-Object { $errors = $null
    [void][System.Management.Automation.Language.Parser]::ParseFile($_.FullName, [ref]$null, [ref]$errors)
    foreach ($e in $errors) { "$($_.Name): $($e.Message)" } }`
  expect(run(dir, 'pwsh', '-NoProfile', '-Command', script)).toEqual({ status: 0, said: '' })
})

test('PowerShell and cmd by their form alone: no word of another shell, quotes and brackets closed', () => {
  expect(faultsIn('powershell', powershellFaults)).toEqual([])
  expect(faultsIn('cmd', cmdFaults)).toEqual([])
})

test('the check of forms sees what is wrong', () => {
  for (const text of [
    'export AWS_PROFILE=dev',
    'aws sts get-caller-identity && terraform plan',
    'Write-Host (Get-Date',
    'Write-Host "open',
    'aws sts get-caller-identity --profile $AWS_PROFILE',
    'docker run \\\n  image',
  ])
    expect(powershellFaults(text), text).not.toEqual([])
  for (const text of [
    'unset AWS_PROFILE',
    'set AWS_PROFILE="dev"',
    'set AWS_PROFILE = dev',
    'echo "open',
    'aws sts get-caller-identity 2>/dev/null',
    'echo 100%',
  ])
    expect(cmdFaults(text), text).not.toEqual([])
  for (const text of ['[profile dev', 'region: eu-west-1', '[a]\nregion = x\nregion = y'])
    expect(iniFaults(text), text).not.toEqual([])
})
