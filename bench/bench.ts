import process from 'node:process'

const BENCHES = {
  reading: () => import('./reading.ts').then(({ benchReading }) => benchReading()),
  patterns: () => import('./patterns.ts').then(({ benchPatterns }) => benchPatterns()),
  diagnosis: () => import('./diagnosis.ts').then(({ benchDiagnosis }) => benchDiagnosis()),
  slack: () => import('./slack.ts').then(({ benchSlack }) => benchSlack()),
} as const

const [name = ''] = process.argv.slice(2)
const bench = Object.entries(BENCHES).find(([known]) => known === name)?.[1]
if (bench) await bench()
else {
  process.stderr.write(`Which one? npm run bench -- ${Object.keys(BENCHES).join('|')}\n`)
  process.exitCode = 2
}
