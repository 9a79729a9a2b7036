import { isRandom } from '../shapes/randomness.ts'
import type { Format } from '../shapes/secret-span.ts'

const isKeyId = (word: string) =>
  /^(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9*]{12,28}$/.test(word) || /^[A-Z0-9]{16,32}$/.test(word)
/** Words of documentation: `keyid`, `PartOne/PartTwo`. */
const isWords = (word: string) => /^[a-z/]{1,24}$/i.test(word)

/** What AWS makes, known by its form alone. */
export const AWS_FORMATS: readonly Format[] = [
  {
    // What a link of this program is known by (see `makeExternalId`).
    kind: 'external-id',
    gate: ['tfauth-'],
    pattern: /(?<![A-Za-z0-9])tfauth-[a-z2-7]{28,36}(?![A-Za-z0-9])/g,
  },
  {
    kind: 'aws-access-key-id',
    gate: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,28}(?![A-Za-z0-9])/g,
  },
  {
    kind: 'base64-aws-access-key-id',
    gate: ['QUtJ', 'QVNJ'],
    pattern: /(?<![A-Za-z0-9])(?:QUtJQ|QVNJQ)[A-Za-z0-9+/]{19,4000}={0,2}/g,
  },
  {
    // A copied token can have a blank where its line was broken.
    kind: 'aws-session-token',
    gate: ['IQoJ', 'FwoG', 'FQoG', 'FQoD', 'AQoD', 'AQoE'],
    pattern:
      /(?<![A-Za-z0-9])(?:IQoJ|FwoG|FQoG|FQoD|AQoD|AQoE)[A-Za-z0-9/+=%_-]{12,8000}(?:\s[A-Za-z0-9/+]{48,4000}={0,2}){0,40}/g,
  },
  {
    // With key id and secret swapped, the credential scope of a refused request names the secret itself.
    kind: 'aws-secret-access-key',
    gate: ["got '", "got  '", 'got "', 'Credential=', 'Credential%3D'],
    pattern:
      /(?<before>(?:got {1,2}['"]|Credential(?:=|%3D)))(?<secret>[A-Za-z0-9/+=%]{8,200}?)(?=\/\d{8}\/|%2F\d{8}%2F|['"\s]|$)/g,
    spares: (secret) =>
      isKeyId(secret) || isKeyId(secret.split(/\/|%2F/)[0] ?? '') || isWords(secret),
  },
  {
    kind: 'aws-secret-access-key',
    gate: ['/aws4_request'],
    pattern:
      /(?<![A-Za-z0-9/+=])(?<before>)(?<secret>[A-Za-z0-9/+=]{12,120}?)(?=\/\d{8}\/[a-z0-9-]{4,30}\/[a-z0-9-]{2,40}\/aws4_request)/g,
    spares: (secret) => isKeyId(secret) || isWords(secret),
  },
  {
    // Whatever stands beside a key id with nothing but separators between them is its secret.
    kind: 'aws-secret-access-key',
    gate: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern:
      /(?<before>(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9*]{12,28}["'`*>]{0,3}(?:[ \t]{0,20}[:,;/|&+-]?\s{0,20}(?:(?:and|with|secret|key|sk|sak)[ \t:=]{1,6}){0,3})["'`*<]{0,3})(?<secret>[A-Za-z0-9/+]{16,120}={0,2})(?![A-Za-z0-9/+])/g,
    spares: (secret) => !isRandom(secret) || isKeyId(secret),
  },
  {
    kind: 'aws-signature',
    gate: ['ignature'],
    pattern:
      /(?<before>(?<!Incomplete|Invalid)[sS]ignature(?:[pP]rovided)?["'>]{0,2}[ \t]{0,4}(?:=|%3D|:|>)?[ \t]{0,4}["']?)(?<secret>[0-9a-f]{16,128}(?![\w-])|[A-Za-z0-9+/%~_-]{24,400}={0,2})/g,
    spares: (secret) =>
      isKeyId(secret.split('/')[0] ?? '') ||
      (!/^[0-9a-f]{16,128}$/.test(secret) && !isRandom(secret)),
  },
  {
    // SigV2: `AWS AKIA…:signature=`.
    kind: 'aws-signature',
    gate: ['AWS A'],
    pattern:
      /(?<before>\bAWS (?:AKIA|ASIA)[A-Z0-9*]{12,28}:)(?<secret>[A-Za-z0-9+/]{20,60}={0,2})/g,
  },
]
