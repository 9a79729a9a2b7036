import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL_CHECKS } from '../../../src/app/checks/all-checks.ts'
import { PAGES } from '../../../src/cli/help/command-pages.ts'
import { completion } from '../../../src/cli/help/completion.ts'
import { manual } from '../../../src/cli/help/manual.ts'
import { commandLine } from '../../doubles/command-line.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfauth-help-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const run = (program: string, args: readonly string[], input = '') =>
  spawnSync(program, args, { input, encoding: 'utf8', cwd: folder })

/** The script of a shell, as a file of its own. */
function script(shell: string): string {
  const path = join(folder, `tfauth.${shell}`)
  writeFileSync(path, completion(shell, PAGES) ?? '')
  return path
}

test('the overview names every command and the version', async () => {
  for (const argv of [['help'], ['--help'], ['-h']]) {
    const { status, stdout } = await commandLine(argv, { version: '1.2.3' })
    expect(status).toBe(0)
    expect(stdout).toContain('tfauth 1.2.3')
    for (const { name, does } of PAGES) expect(stdout).toMatch(new RegExp(`  ${name} +${does}`))
  }
})

test.each(PAGES)(
  'help for $name: usage, options, examples; and no line is wider than 100',
  async (page) => {
    for (const argv of [
      [page.name, '--help'],
      ['help', page.name],
      [page.name, 'x', '-h'],
    ]) {
      const { status, stdout } = await commandLine(argv)
      expect(status).toBe(0)
      for (const words of page.usage) expect(stdout).toContain(`  tfauth ${words}\n`)
      for (const name of Object.keys(page.options)) expect(stdout).toContain(`--${name}`)
      for (const { types } of page.examples) expect(stdout).toContain(types)
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    }
  },
)

test('every check is named', async () => {
  const { stdout } = await commandLine(['check', '--help'])
  for (const { id } of ALL_CHECKS) expect(stdout).toContain(`tfauth check ${id}`)
})

test.each([
  ['diganose', "Did you mean 'tfauth diagnose'?"],
  ['diag', "Did you mean 'tfauth diagnose'?"],
  ['EXPLAIN', 'There are: diagnose'],
  ['chekc', "Did you mean 'tfauth check'?"],
  ['x', 'There are: diagnose'],
])('%s is no command, and what was meant is said', async (name, hint) => {
  for (const argv of [[name], ['help', name]]) {
    const { status, stderr } = await commandLine(argv)
    expect(status).toBe(2)
    expect(stderr).toContain(hint)
  }
})

test('completion is for the shells there are', async () => {
  expect((await commandLine(['completion', 'tcsh'])).stderr).toContain('bash, zsh, fish')
  expect((await commandLine(['completion'])).status).toBe(2)
})

test('bash completes commands, their words and their options', () => {
  const path = script('bash')
  const ask = (...words: string[]) =>
    run('bash', [
      '-c',
      `. ${path}; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _tfauth; echo "\${COMPREPLY[@]}"`,
    ]).stdout.trim()
  expect(ask('tfauth', 'ex')).toBe('explain')
  expect(ask('tfauth', 'check', 'ro')).toBe('role')
  expect(ask('tfauth', 'check', '--cl')).toBe('--claims')
  if (has('shellcheck')) expect(run('shellcheck', ['-s', 'bash', path]).stdout).toBe('')
})

test.skipIf(!has('fish'))('fish completes commands, their words and their options', () => {
  const path = script('fish')
  const ask = (line: string) => run('fish', ['-c', `source ${path}; complete -C '${line}'`]).stdout
  expect(ask('tfauth ex')).toContain('explain\t')
  expect(ask('tfauth check ro')).toContain('role')
  expect(ask('tfauth check --cl')).toContain('--claims\t')
})

test.skipIf(!has('zsh'))('zsh reads its completion', () => {
  const path = script('zsh')
  expect(run('zsh', ['-n', path]).stderr).toBe('')
  const loaded = run('zsh', [
    '-fc',
    `autoload -Uz compinit; compinit -u -d ${folder}/dump; . ${path}; echo $_comps[tfauth]`,
  ])
  expect(loaded.stdout.trim()).toBe('_tfauth')
})

test.skipIf(!has('man'))('man reads the manual page without a warning', () => {
  const path = join(folder, 'tfauth.1')
  writeFileSync(path, manual(PAGES, '1.2.3'))
  const { stdout, stderr } = spawnSync('man', ['--warnings', '-E', 'UTF-8', '-l', path], {
    encoding: 'utf8',
    env: { ...process.env, MANWIDTH: '80', MANPAGER: 'cat' },
  })
  expect(stderr).toBe('')
  expect(stdout).toContain('tfauth 1.2.3')
  for (const { name } of PAGES) expect(stdout).toContain(`${name}:`)
})
