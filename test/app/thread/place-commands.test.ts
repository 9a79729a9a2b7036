import { expect, test } from 'vitest'
import { placeCommands } from '../../../src/app/thread/place-commands.ts'
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
  const parts = placeCommands(ALL, { facts: new Map(ci ? [['ci-system', fact]] : []) })
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
