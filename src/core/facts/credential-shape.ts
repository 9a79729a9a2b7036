import type { Fact } from '../fact.ts'
import { factOf } from './fact-reader.ts'

// What people leave in place of a key when they copy an example.
const PLACEHOLDER =
  /^(?:<[^>]{1,60}>|(?:your|my|replace|change|insert|enter|put|add|paste)(?:[-_ ]?me)?(?:[-_ ](?:your|here|the|aws|own|access|secret|key|id|with|it|real|actual))[\w -]{0,40}|changeme|replaceme|x{3}YOUR\w{0,20}|AKIAIOSFODNN7EXAMPLE)$/i
// An expression in quotes is sent letter by letter.
const EXPRESSION = /^(?:var|local|data|module|each|secrets|env)\.[\w.[\]-]{1,80}$/
const ENCODED = /^(?:QUtJ|QVNJ)[A-Za-z0-9+/=]{4,40}$|\[base64-aws-access-key-id/
const DUMMY =
  /^(?:test|mock|mock[_-]?access[_-]?key|dummy|fake|foo|foobar|anaccesskey|localstack|minio|minioadmin|local|mock_key|accesskey|x)$/i

/** Takes an access key id as it was written, redacted; gives its shape, undefined where the text does not show it. */
function shapeOf(value: string): 'intact' | 'damaged' | undefined {
  const redacted = /^(?:AKIA|ASIA)(\*{4,24})[A-Z0-9]{4}$/.exec(value)
  if (redacted) return redacted[1]?.length === 12 ? 'intact' : 'damaged'
  if (PLACEHOLDER.test(value) || EXPRESSION.test(value) || ENCODED.test(value)) return 'damaged'
  if (/^\\?["'“‘].{1,60}|.{1,60}["'”’]$/.test(value)) return 'damaged'
  return undefined
}

/** Takes an assigned access key id and the words around it; gives the facts its writing shows. */
export function keyFacts(value: string, words: string): readonly Fact[] {
  const facts: Fact[] = []
  const shape = shapeOf(value)
  if (shape) facts.push(factOf('access-key-shape', shape, words))
  // Emulators take any key; AWS never issues one of these.
  if (DUMMY.test(value)) facts.push(factOf('endpoint', 'other', words))
  const kind = /^(AKIA|ASIA)\*{4,24}/.exec(value)?.[1]
  if (kind) {
    facts.push(factOf('access-key-kind', kind === 'ASIA' ? 'temporary' : 'long-term', words))
    facts.push(factOf('access-key', value, words))
  }
  return facts
}

/** Takes an assigned secret, redacted; gives whether its length is that of a secret access key of AWS. */
export function secretShape(value: string, words: string): readonly Fact[] {
  const length = /^\[aws-secret-access-key (\d{1,5})\]$/.exec(value)?.[1]
  return length ? [factOf('secret-shape', length === '40' ? 'intact' : 'damaged', words)] : []
}

/** Takes an assigned session token, redacted; gives a fact where it is far too short to be one. */
export function tokenShape(value: string, words: string): readonly Fact[] {
  const length = /^\[aws-session-token (\d{1,5})\]$/.exec(value)?.[1]
  return length && Number(length) < 100 ? [factOf('token-shape', 'damaged', words)] : []
}
