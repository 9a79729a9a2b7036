import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const rows = readFileSync(join(ROOT, 'docs/requirements.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number] = /^\| (R\d{1,2}) \|/.exec(line) ?? []
    return number === undefined ? [] : [{ number, line }]
  })

test('the table has a row for each of the 44 requirements', () => {
  expect(rows.map(({ number }) => number)).toEqual(
    Array.from({ length: 44 }, (_, at) => `R${at + 1}`),
  )
})

test('each row names a test that is there, with its number in a name unless the row says why not', () => {
  const faults = rows.flatMap(({ number, line }) => {
    const files = [...line.matchAll(/`(test\/[\w/.-]+\.ts)`/g)].map(([, file = '']) => file)
    const missing = files.filter((file) => !existsSync(join(ROOT, file)))
    const named = files.some(
      (file) =>
        existsSync(join(ROOT, file)) &&
        new RegExp(`\\b${number}\\b`).test(readFileSync(join(ROOT, file), 'utf8')),
    )
    const excused = /without a number in their names|none does/.test(line)
    return [...missing, ...(named || excused ? [] : [`${number} is in no name`])]
  })
  expect(faults).toEqual([])
})
