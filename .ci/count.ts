import { readFileSync } from 'node:fs'

type Report = {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

// Debian has no package of these; where the machine brings one, its tests run. Nothing else may be skipped.
const MAY_SKIP = /PowerShell|actionlint|terraform|cfn-lint|TFAUTH_FAKE_AWS/i

// Of a file that ran twice the later run counts: it had more to run against.
const files = new Map(
  process.argv
    .slice(2)
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as Report)
    .flatMap(({ testResults }) => testResults)
    .map(({ name, assertionResults }) => [name, assertionResults]),
)
const tests = [...files.values()].flat()
const passed = tests.filter(({ status }) => status === 'passed')
const failed = tests.filter(({ status }) => status === 'failed')
const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed')
for (const { fullName } of skipped) process.stdout.write(`skipped: ${fullName}\n`)
process.stdout.write(
  `${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped\n`,
)
const wrong = skipped.filter(({ fullName }) => !MAY_SKIP.test(fullName))
if (failed.length > 0 || passed.length === 0) process.exit(1)
if (wrong.length > 0) {
  process.stdout.write('Tests that can run here were skipped.\n')
  process.exit(1)
}
