import { join } from 'node:path'
import { expect, test } from 'vitest'
import { actionMeant } from '../../../src/app/paste/match-reply.ts'
import type { Action, Button } from '../../../src/app/reply/reply.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const { replies } = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const button = (label: string, deed: Action): Button => ({
  label,
  describes: label,
  style: 'plain',
  press: { case: 'c', revision: 1, do: deed },
})
const answers = (given: Readonly<Record<string, string>>): readonly Button[] => [
  ...Object.entries(given).map(([answer, label]) =>
    button(label, { kind: 'answer', question: 'q', answer }),
  ),
  button('Not sure', { kind: 'not-sure', question: 'q' }),
  button('Back', { kind: 'back' }),
  button('Stop', { kind: 'stop' }),
]
const means = (text: string, buttons: readonly Button[]) => {
  const deed = actionMeant(text, buttons, replies)
  return deed?.kind === 'answer' ? deed.answer : deed?.kind
}

const KIND = answers({ 'long-term': 'AKIA (long-term)', temporary: 'ASIA (temporary)' })
const SET = answers({ set: 'It is set', unset: 'It is not set' })
const WHERE = answers({ local: 'My machine', ci: 'CI or a remote run', container: 'A container' })
const YES = answers({ yes: 'Yes, it works', no: 'No, it is refused' })
const TWICE = answers({ here: 'Yes, here', there: 'Yes, elsewhere' })

test.each([
  ['AKIA', KIND, 'long-term'],
  ['it starts with ASIA', KIND, 'temporary'],
  ['temporary.', KIND, 'temporary'],
  ['AKIA or ASIA?', KIND, undefined],
  ['yes', KIND, undefined],
  ['yes', SET, 'set'],
  ['no', SET, 'unset'],
  ['not set', SET, 'unset'],
  ['It is set', SET, 'set'],
  ['unset', SET, 'unset'],
  ['@tfauth ci', WHERE, 'ci'],
  ['a container!', WHERE, 'container'],
  ['y', YES, 'yes'],
  ['nope', YES, 'no'],
  ['yes', TWICE, undefined],
  ['elsewhere', TWICE, 'there'],
  ['not sure', WHERE, 'not-sure'],
  ['Dunno', WHERE, 'not-sure'],
  ['it is', WHERE, undefined],
  ['', WHERE, undefined],
  ['thanks', WHERE, undefined],
  ['I think this was the container, but let me ask the others first', WHERE, undefined],
  ['container\nError: x', WHERE, undefined],
])('%j', (text, buttons, meant) => {
  expect(means(text, buttons)).toBe(meant)
})

test('words that take something back or end it', () => {
  expect(means('stop', WHERE)).toBe('stop')
  expect(means('oops, wrong button', WHERE)).toBe('back')
  expect(means('back in five', WHERE)).toBeUndefined()
})

test('a remedy is answered in words', () => {
  const buttons = [
    button('That fixed it', { kind: 'fixed', remedy: 'a/b' }),
    button('Still failing', { kind: 'still-failing', remedy: 'a/b' }),
  ]
  expect(means('that fixed it!', buttons)).toBe('fixed')
  expect(means('works now', buttons)).toBe('fixed')
  expect(means('still failing', buttons)).toBe('still-failing')
  expect(means('same error', buttons)).toBe('still-failing')
  expect(means('it does not work now', buttons)).toBe('still-failing')
  expect(means('it works for everyone else', buttons)).toBeUndefined()
  expect(means('is it fixed?', buttons)).toBeUndefined()
})
