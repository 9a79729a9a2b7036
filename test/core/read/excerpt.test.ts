import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ciLog, HOSTILE, makeRandom, noiseLine } from '../../../bench/logs.ts'
import { LONG, worthReading } from '../../../src/core/read/excerpt.ts'
import { read, readWhole } from '../../../src/core/read/read-paste.ts'
import { SECRET_KINDS } from '../../../src/core/redact/shapes/secret-span.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))

const texts = [
  ...knowledge.causes.flatMap(({ samples, near_misses }) => [...samples, ...near_misses]),
  ...knowledge.variants.flatMap(({ samples }) => samples),
]

test('a text up to the limit is read whole', () => {
  const text = 'x'.repeat(LONG)
  expect(worthReading(text, knowledge.symptoms)).toBe(text)
  expect(worthReading(`${text}x`.replaceAll('x', 'x\n'), knowledge.symptoms).length).toBeLessThan(
    LONG,
  )
})

const SHARDS = 8
test.each(Array.from({ length: SHARDS }, (_, shard) => shard))(
  'samples inside a long log read the same as when nothing of the log is left out (%i)',
  (shard) => {
    const different = texts
      .filter((_, nth) => nth % SHARDS === shard)
      .filter(({ text }, nth) => {
        const log = ciLog(LONG + text.length + 1000, text, nth + 1)
        return JSON.stringify(read(log, knowledge)) !== JSON.stringify(readWhole(log, knowledge))
      })
    expect(different.map(({ name }) => name)).toEqual([])
  },
)

test('of a log of megabytes with one error little is kept, and the error is', () => {
  const kept = worthReading(ciLog(2_000_000, texts[0]?.text ?? ''), knowledge.symptoms)
  expect(kept.length).toBeLessThan(100_000)
  expect(kept).toContain('Error: ')
})

/** For each kind of secret one that a rule finds, made up so that no scanner takes it for a live one. */
const PLANTED: Readonly<Record<string, string>> = {
  'aws-access-key-id': 'key AKIAQ4TFAUTHNEXAMPLE',
  'aws-secret-access-key': `aws_secret_access_key = ${'Ab1/'.repeat(10)}`,
  'aws-session-token': `AWS_SESSION_TOKEN=${'Ab1/'.repeat(30)}`,
  'url-password': 'git clone https://deploy:not-a-password@git.example.com/infra.git',
  'labelled-secret': 'DB_PASSWORD=correct-horse-battery',
  'external-id': 'external_id = orchid-harbour',
  jwt: `eyJ${'abc1'.repeat(8)}.${'eyJz'.repeat(8)}.${'sig1'.repeat(8)}`,
  'private-key': `-----BEGIN RSA PRIVATE KEY-----\n${`${'Ab1/'.repeat(16)}\n`.repeat(25)}-----END RSA PRIVATE KEY-----`,
  'aws-signature': `Signature=${'0123456789abcdef'.repeat(4)}`,
  'base64-aws-access-key-id': `header ${'QUtJ'}${'QVE0VEZBVVRITkVYQU1QTEU'}`,
  'vendor-token': `pushed with ${'glpat-'}not-a-token-of-anyone`,
}

test.each(Object.entries(PLANTED))('far from any error, a %s is still counted', (_, secret) => {
  const random = makeRandom(3)
  const noise = Array.from({ length: 1500 }, () => noiseLine(random)).join('\n')
  const log = `${noise}\n${secret}\n${noise}`
  const { secrets } = read(log, knowledge)
  expect(secrets).toEqual(readWhole(log, knowledge).secrets)
  expect(secrets.length).toBeGreaterThan(0)
})

test('every kind of secret is planted above', () => {
  expect(SECRET_KINDS.filter((kind) => !(kind in PLANTED))).toEqual([])
})

test('a bare secret key in the middle of a long log is counted', () => {
  const random = makeRandom(4)
  const noise = Array.from({ length: 1500 }, () => noiseLine(random)).join('\n')
  const log = `${noise}\nlooks like ${'wJ4/'.repeat(10)} was printed\n${noise}`
  expect(read(log, knowledge).secrets).toEqual([{ kind: 'aws-secret-access-key', count: 1 }])
})

// Secrets are never left out; everything else is, however often it is repeated.
test.each(Object.keys(HOSTILE).filter((name) => name !== 'words that announce a secret'))(
  'of a text of %s a bounded part is kept',
  (name) => {
    const [one, four] = [2_000_000, 8_000_000].map(
      (bytes) => worthReading(HOSTILE[name]?.(bytes) ?? '', knowledge.symptoms).length,
    )
    expect(four).toBeLessThanOrEqual(1_000_000)
    expect(four).toBeLessThanOrEqual((one ?? 0) * 1.5 + 1000)
  },
)
