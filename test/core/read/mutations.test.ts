import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
type Text = { readonly name: string; readonly text: string }

const INVENTED: readonly Text[] = [...knowledge.causes, ...knowledge.variants].flatMap(
  ({ id, samples }) =>
    samples.map(({ name, text }) => ({ name: `${id}: ${name}`, text: text.trimEnd() })),
)

/** What the real programs printed, where a folder of it is at hand. */
function recorded(): readonly Text[] {
  const folder = process.env.TFAUTH_SAMPLES ?? ''
  const index = join(folder, 'manifest.json')
  if (!folder || !existsSync(index)) return []
  return (JSON.parse(readFileSync(index, 'utf8')) as { readonly file: string }[]).map(
    ({ file }) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const [, , pasted = ''] = /^([\s\S]*?\n# --- [^\n]*\n)([\s\S]*)$/.exec(text) ?? []
      return { name: file, text: pasted.replace(/\r\n/g, '\n').trimEnd() }
    },
  )
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour text with these.
const plain = (text: string) => text.replace(/\u001b\[[\d;]*m/g, '')
const unboxed = (text: string) =>
  plain(text)
    .replace(/^[╷╵]$\n?/gm, '')
    .replace(/^│ ?/gm, '')
const boxed = (text: string) => `╷\n${unboxed(text).replace(/^/gm, '│ ')}\n╵`
const hardWrapped = (width: number) => (text: string) =>
  plain(text).replace(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\n')
const isJson = (text: string) => text.includes('{"@level"')

type Mutation = readonly [string, (text: string) => string]
/** What channels do to a text; none of them loses a character of the error. */
const KEEPING: readonly Mutation[] = [
  ['quoted', (text) => text.replace(/^/gm, '> ')],
  ['quoted twice', (text) => text.replace(/^/gm, '> > ')],
  ['boxed', boxed],
  [
    'boxed and quoted in a GitHub log',
    (text) => boxed(text).replace(/^/gm, '2024-05-14T09:12:33.1234567Z '),
  ],
  [
    'numbered by GitLab',
    (text) =>
      boxed(text)
        .split('\n')
        .map((line, at) => `${at + 100}${line}`)
        .join('\n'),
  ],
  [
    'linked and escaped by Slack',
    (text) =>
      text
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/https?:\/\/[^\s"',)]+[^\s"',).:]/g, '<$&>')
        .replace(/\bmain\.tf\b/g, '<http://main.tf|main.tf>'),
  ],
  ['with smart quotes', (text) => text.replace(/"([^"\n]*)"/g, '“$1”').replace(/'/g, '’')],
  ['with hard spaces', (text) => text.replace(/ /g, '\u00a0')],
  ['with Windows line ends', (text) => text.replace(/\n/g, '\r\n')],
  ['boxed with lost characters', (text) => boxed(text).replace(/[╷│╵]/g, '\ufffd')],
  ['in one line', (text) => text.replace(/\s*\n\s*/g, ' ')],
  ['boxed in one line', (text) => boxed(text).replace(/\s*\n\s*/g, ' ')],
  ['coloured', (text) => boxed(text).replace(/[╷│╵]/g, '\u001b[31m$&\u001b[0m\u001b[0m')],
  ['coloured, the escape lost', (text) => boxed(text).replace(/[╷│╵]/g, '[31m$&[0m[0m')],
  ['escaped by JSON', (text) => JSON.stringify({ msg: `\n\n\n${text}` })],
  ['in a fence of capitals', (text) => `FYI, LOOK:\n\`\`\`\n${text}\n\`\`\`\nANY IDEAS?`],
  [
    'behind Terragrunt',
    (text) => text.replace(/^/gm, '12:34:56.789 STDERR [net/prod] terraform: '),
  ],
]
/** These also change the JSON of a line, which then is another text. */
const BREAKS_JSON = /JSON|smart|boxed|GitLab|coloured/

const first = (text: string) => {
  const error = read(text, knowledge).errors[0]
  return `${error?.code} ${error?.operation} ${error?.requestId}`
}
const lost = (texts: readonly Text[], mutate: (text: string) => string) =>
  texts.filter(({ text }) => first(mutate(text)) !== first(text)).map(({ name }) => name)

test.each(KEEPING)('code, operation and request id survive: %s', (name, mutate) => {
  const texts = [...INVENTED, ...recorded()].filter(
    ({ text }) => !(isJson(text) && BREAKS_JSON.test(name)),
  )
  expect(lost(texts, mutate)).toEqual([])
})

test.each([40, 57, 72, 80, 100, 120])('they survive a terminal of %i columns', (width) => {
  const texts = [...INVENTED, ...recorded()].filter(({ text }) => !isJson(text))
  expect(lost(texts, hardWrapped(width))).toEqual([])
  expect(lost(texts, (text) => hardWrapped(width)(boxed(text)))).toEqual([])
})

test('whatever is cut away, what is left is read the same each time and without empty words', () => {
  const texts = [...INVENTED, ...recorded()]
  const cut = fc
    .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(), fc.constantFrom(...KEEPING))
    .map(([{ text }, head, tail, [, mutate]]) => {
      const from = head % text.length
      return mutate(text.slice(from, text.length - (tail % (text.length - from))))
    })
  fc.assert(fc.property(cut, isSound), { seed: 11, numRuns: 1500 })
})

test('any text at all is read', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...INVENTED.slice(0, 40).map(({ text }) => text)),
      fc.constantFrom('╷', '│ ', '╵', 'Error: ', '* ', '\n', '\r', '{"@level"', '<Code>', '\\n'),
      fc.constantFrom(
        'api error ',
        'AccessDenied',
        ': ',
        'RequestID: ',
        'operation error ',
        '&lt;',
      ),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(pieces, (parts) => isSound(parts.join(''))),
    { seed: 12, numRuns: 500 },
  )
})

function isSound(text: string): void {
  const reading = read(text, knowledge)
  expect(read(text, knowledge)).toEqual(reading)
  expect(reading.auth && reading.errors.length === 0).toBe(false)
  for (const error of reading.errors)
    for (const value of Object.values(error)) expect(value).not.toBe('')
}
