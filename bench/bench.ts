import process from 'node:process'

const [name = '', ...rest] = process.argv.slice(2)
const BENCHES = {
  reading: () => import('./reading.ts').then(({ benchReading }) => benchReading()),
  patterns: () => import('./patterns.ts').then(({ benchPatterns }) => benchPatterns()),
  diagnosis: () => import('./diagnosis.ts').then(({ benchDiagnosis }) => benchDiagnosis()),
  slack: () => import('./slack.ts').then(({ benchSlack }) => benchSlack()),
  corpora: () => import('./corpora.ts').then(({ benchCorpora }) => benchCorpora(rest)),
} as const

const bench = Object.entries(BENCHES).find(([known]) => known === name)?.[1]
if (bench) await bench()
else {
  process.stderr.write(`Which one? npm run bench -- ${Object.keys(BENCHES).join('|')}\n`)
  process.exitCode = 2
}
