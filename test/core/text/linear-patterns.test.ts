import { expect, test } from 'vitest'
import { corePatterns } from '../../../bench/core-patterns.ts'
import { regexLiterals } from '../../../bench/regex-literals.ts'
import { notLinear } from './linear.ts'

/** Seen to be harmless on the short texts they get; whoever touches one of them next bounds it and takes it off here. */
const OWED: readonly string[] = []

test('the time of no pattern in core grows faster than the text', async () => {
  const patterns = await corePatterns()
  expect(patterns.length).toBeGreaterThan(200)
  const wrong = patterns.flatMap(({ source, flags, where }) =>
    notLinear(source, flags)
      .filter((why) => {
        const words = `${where.replace(/:\d+$| \(built\)$/, '')} ${why}`
        return !OWED.some((owed) => words.startsWith(owed))
      })
      .map((why) => `${where} ${why} in /${source.slice(0, 80)}/${flags}`),
  )
  expect(wrong).toEqual([])
})

test.each([
  ['two runs joined by anything', 'Error:.*StatusCode: 403'],
  ['white space before the end', '\\s+$'],
  ['a run in front of something', '[a-z]+\\d'],
  ['nested and unbounded', '(a+)+$'],
  ['nested and bounded', '(?:[a-z]{1,200}){1,200}x'],
  ['a lazy run over everything', 'Error:[\\s\\S]*?RequestID'],
  ['a repeated alternation', '(?:a|ab)*c'],
  ['a back-reference', '(["\'])[^\\n]{0,80}\\1'],
  ['a bound that bounds nothing', 'Error:[^\\n]{0,1000000}StatusCode'],
])('%s is found', (_, source) => {
  expect(notLinear(source, 'g')).not.toEqual([])
})

test.each([
  ['a bounded run', 'Error:[^\\n]{0,300}StatusCode'],
  ['a run at the end', 'RequestID: ?\\S+'],
  ['a run from the beginning', '^\\s*Error'],
  ['a run behind what it does not contain', 'key=\\*{4,}\\w{4}'],
  ['parts that a character parts', '(?:\\.[\\w-]{1,4000}){0,40}x'],
])('%s is allowed', (_, source) => {
  expect(notLinear(source, 'g')).toEqual([])
})

test('literals are found in source, and nothing else is taken for one', () => {
  const code =
    "const a = b / c / d // /x+x/\nconst e = [/y\\/[/]z/gi, '/no/']\nreturn /w/.test(`/q/`)\n"
  expect(regexLiterals(code, 'a.ts').map(({ source, flags }) => `${source} ${flags}`)).toEqual([
    'y\\/[/]z gi',
    'w ',
  ])
})
