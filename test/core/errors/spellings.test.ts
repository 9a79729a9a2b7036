import { join } from 'node:path'
import { expect, test } from 'vitest'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const SAMPLES = [...knowledge.causes, ...knowledge.variants].flatMap(({ id, samples }) =>
  samples.map(({ name, text }) => ({ name: `${id}: ${name}`, text: text.trimEnd() })),
)

const unboxed = (text: string) => text.replace(/^[╷╵]$\n?/gm, '').replace(/^│ ?/gm, '')
const boxed = (text: string) => `╷\n${unboxed(text).replace(/^/gm, '│ ')}\n╵`
/** Terraform wraps the detail at words and leaves the summary whole. */
const wrapped = (text: string) =>
  text.replace(/^.{79,}$/gm, (line) =>
    line.startsWith('Error: ') ? line : line.replace(/(.{1,78}) /g, '$1\n'),
  )

test.each([
  ['fenced', (text: string) => `\`\`\`\n${text}\n\`\`\``],
  ['quoted', (text: string) => text.replace(/^/gm, '> ')],
  [
    'in a coloured box',
    (text: string) =>
      boxed(text)
        .replace(/[╷│╵]/g, '\u001b[31m$&\u001b[0m\u001b[0m')
        .replace(/^Error: /gm, '\u001b[1m\u001b[31mError: \u001b[0m\u001b[0m'),
  ],
  ['in a GitHub log', (text: string) => text.replace(/^/gm, '2024-05-14T09:12:33.1234567Z ')],
  ['wrapped inside a box', (text: string) => boxed(wrapped(unboxed(text)))],
  ['with Windows line ends', (text: string) => text.replace(/\n/g, '\r\n')],
  ['in one line', (text: string) => text.replace(/\s*\n\s*/g, ' ')],
])('every sample says the same %s', (_, spelled) => {
  const seen = (text: string) => {
    const { auth, errors } = read(text, knowledge)
    return `${auth} ${errors[0]?.code}`
  }
  const other = SAMPLES.filter(({ text }) => seen(spelled(text)) !== seen(text))
  expect(other.map(({ name }) => name)).toEqual([])
})
