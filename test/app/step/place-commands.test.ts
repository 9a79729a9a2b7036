import { expect, test } from 'vitest'
import { placeCommands } from '../../../src/app/step/place-commands.ts'
import type { Command } from '../../../src/core/knowledge.ts'

const save: Command = { shell: 'bash', text: 'save' }
const statement: Command = { shell: 'text', place: 'gitlab', beside: true, text: 'statement' }
const upload: Command = { shell: 'bash', text: 'upload', risk_says: 'It replaces the policy.' }
const restart: Command = {
  shell: 'bash',
  place: 'atlantis',
  text: 'restart',
  risk_says: 'It restarts the server.',
}
const ALL = [save, statement, upload, restart]

function shown(ci: string | null) {
  const fact = { kind: 'ci-system', value: ci ?? '', quote: '', source: 'paste' } as const
  const here = placeCommands(ALL, {
    facts: new Map(ci ? [['ci-system', fact]] : []),
    shell: null,
  })
  const parts = [...here.risks, ...here.shown]
  return {
    commands: parts.flatMap((part) => (part.kind === 'commands' ? part.commands : [])),
    warnings: parts.flatMap((part) => (part.kind === 'warning' ? [part.text.join('')] : [])),
  }
}

test('a form for one place that only adds stands among the general ones', () => {
  expect(shown('gitlab').commands).toEqual([save, statement, upload])
  expect(shown(null).commands).toEqual([save, upload])
})

test('any other form for one place stands in for them', () => {
  expect(shown('atlantis').commands).toEqual([restart])
})

test('a risk is told with the block it belongs to, and only then', () => {
  expect(shown('gitlab').warnings).toEqual(['It replaces the policy.'])
  expect(shown('atlantis').warnings).toEqual(['Atlantis: It restarts the server.'])
})

const long = (lines: number): Command => ({ shell: 'bash', text: 'x\n'.repeat(lines) })
const fits = (...commands: Command[]) => {
  const { shown, left, goesOn } = placeCommands(commands, { facts: new Map(), shell: null })
  const all = (parts: typeof shown) =>
    parts.flatMap((part) => (part.kind === 'commands' ? part.commands : []))
  return { shown: all(shown), left: all(left), goesOn }
}

test('blocks are shown from the first on while they fit, and none is cut', () => {
  const [two, seven] = [long(2), long(7)]
  expect(fits(two, seven)).toEqual({ shown: [two], left: [seven], goesOn: true })
  expect(fits(long(9))).toMatchObject({ shown: [], goesOn: true })
  expect(fits(two)).toEqual({ shown: [two], left: [], goesOn: false })
})

test('each shell has its own room; what is written into a file counts for all of them', () => {
  const shells = [long(8), { ...long(8), shell: 'powershell' } as const]
  expect(fits(...shells).left).toEqual([])
  const block: Command = { shell: 'hcl', text: 'provider "aws" {}\n' }
  expect(fits(...shells, block)).toMatchObject({ left: [block], goesOn: true })
})
