import { readerOf } from '../fact-reader.ts'

/** Keys wherever they stand: their kind, shape and last four characters, and how damage to them shows. */
export const KEY_RULES = readerOf([
  {
    gate: ['invalid header field value'],
    rules: [
      {
        kind: 'access-key-shape',
        value: 'damaged',
        pattern: /invalid header field value for "Authorization"/i,
      },
      {
        kind: 'token-shape',
        value: 'damaged',
        pattern: /invalid header field value for "X-Amz-Security-Token"/i,
      },
    ],
  },
  {
    gate: ['incompletesignature'],
    rules: [{ kind: 'access-key-shape', value: 'damaged', pattern: /IncompleteSignature/ }],
  },
  {
    gate: ['credential='],
    rules: [
      {
        kind: 'access-key-shape',
        value: 'damaged',
        pattern: /\bCredential=(?:["'<“]|\*{3}\/|(?:var|local)\.|\$\{|QUtJ|QVNJ)/,
      },
    ],
  },
  {
    gate: ['qutj', 'qvnj'],
    rules: [
      {
        kind: 'access-key-shape',
        value: 'damaged',
        pattern: /\b(?:QUtJ|QVNJ)\[base64-aws-access-key-id/,
      },
    ],
  },
  {
    gate: ['access_key'],
    rules: [
      {
        kind: 'access-key-shape',
        value: 'damaged',
        pattern: /access_key[ \t]{0,20}=[ \t]{0,4}"(?:var\.|local\.|data\.|<|\\"|'|[ \t])/,
      },
      {
        kind: 'access-key-shape',
        value: 'damaged',
        pattern: /AWS_ACCESS_KEY_ID=(?:<|"["']|“| )(?!$)/,
      },
    ],
  },
  {
    gate: ['akia*', 'asia*'],
    rules: [
      { kind: 'access-key-kind', value: 'temporary', pattern: /\bASIA\*{4,}/ },
      { kind: 'access-key-kind', value: 'long-term', pattern: /\bAKIA\*{4,}/ },
      {
        kind: 'access-key-shape',
        value: 'intact',
        pattern: /(?<![="'][ \t]?["'])\b(?:AKIA|ASIA)\*{12}[A-Z0-9]{4}\b/,
      },
      { kind: 'access-key', pattern: /\b((?:AKIA|ASIA)\*{4,24}[A-Z0-9]{4})\b/ },
    ],
  },
])
