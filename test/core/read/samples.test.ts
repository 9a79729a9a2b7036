import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

type Recorded = {
  readonly file: string
  readonly use_for_classification: boolean
  readonly literal_codes: readonly string[]
  readonly operations: readonly { readonly service: string | null; readonly operation: string }[]
  readonly http_status: readonly number[]
  readonly request_ids: readonly string[]
}

const folder = process.env.TFAUTH_SAMPLES ?? ''
const here = existsSync(join(folder, 'manifest.json'))

test.skipIf(!here && !process.env.CI)(
  `recorded outputs of the real programs${here ? '' : ' (skipped: TFAUTH_SAMPLES names no folder with a manifest.json)'}`,
  () => {
    const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
    const recorded = (
      JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Recorded[]
    ).filter((one) => one.use_for_classification)
    const wrong = recorded.filter((one) => {
      const text = readFileSync(join(folder, one.file), 'utf8')
      const [, , pasted = ''] = /^([\s\S]*?\n# --- [^\n]*\n)([\s\S]*)$/.exec(text) ?? []
      const { errors } = read(pasted, knowledge)
      return !(
        one.literal_codes.every((code) => errors.some((error) => error.code === code)) &&
        errors.every(
          ({ code }) =>
            code === null ||
            one.literal_codes.includes(code) ||
            // What Python raised has a name of its own.
            pasted.includes(`botocore.exceptions.${code}: `),
        ) &&
        one.operations.every(({ operation, service }) =>
          errors.some(
            (error) =>
              error.operation === operation && (service === null || error.service === service),
          ),
        ) &&
        one.http_status.every((status) => errors.some((error) => error.httpStatus === status)) &&
        one.request_ids.every((id) => errors.some((error) => error.requestId === id))
      )
    })
    process.stdout.write(
      `${recorded.length - wrong.length} of ${recorded.length} recorded outputs read whole\n`,
    )
    expect(wrong.map(({ file }) => file)).toEqual([])
  },
)
