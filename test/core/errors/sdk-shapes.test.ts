import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReadError } from '../../../src/core/fact.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))

const ID = '7e3d1b90-52c4-4f6a-9d18-0c6b2a95e4f7'
const WORDS = 'The security token included in the request is invalid.'
const CALLER: Partial<ReadError> = {
  code: 'InvalidClientTokenId',
  service: 'STS',
  operation: 'GetCallerIdentity',
  httpStatus: 403,
  requestId: ID,
}

const ROWS: readonly (readonly [string, string, Partial<ReadError>])[] = [
  [
    'Java, version 1',
    `com.amazonaws.services.securitytoken.model.AWSSecurityTokenServiceException: ${WORDS} (Service: AWSSecurityTokenService; Status Code: 403; Error Code: InvalidClientTokenId; Request ID: ${ID}; Proxy: null)`,
    { ...CALLER, operation: null, message: WORDS },
  ],
  [
    'Java, version 2, which leaves the code out',
    `software.amazon.awssdk.services.sts.model.StsException: ${WORDS} (Service: Sts, Status Code: 403, Request ID: ${ID}) (SDK Attempt Count: 1)`,
    { code: null, httpStatus: 403, requestId: ID },
  ],
  [
    'JavaScript, version 3',
    `InvalidClientTokenId: ${WORDS}\n    at de_GetCallerIdentityCommandError (/app/index.js:852:20) {\n  '$fault': 'client',\n  '$metadata': {\n    httpStatusCode: 403,\n    requestId: '${ID}',\n    extendedRequestId: undefined,\n    attempts: 1\n  },\n  Type: 'Sender',\n  Code: 'InvalidClientTokenId'\n}`,
    CALLER,
  ],
  [
    'JavaScript without credentials',
    'CredentialsProviderError: Could not load credentials from any providers\n    at /app/node_modules/index.js:146:11',
    { code: 'CredentialsProviderError', credentialStep: 'none-found' },
  ],
  [
    'PHP',
    `Error executing "GetCallerIdentity" on "https://sts.us-east-1.amazonaws.com"; AWS HTTP error: Client error: \`POST https://sts.us-east-1.amazonaws.com\` resulted in a \`403 Forbidden\` response:\n<ErrorResponse>\n  <Error>\n    <Code>InvalidClientTokenId</Code>\n    <Message>${WORDS}</Message>\n  </Error>\n  <RequestId>${ID}</RequestId>\n</ErrorResponse>`,
    CALLER,
  ],
  [
    'Ruby',
    `Aws::STS::Errors::InvalidClientTokenId (${WORDS})`,
    { code: 'InvalidClientTokenId', service: 'STS' },
  ],
  [
    'Rust',
    `service error: unhandled error (InvalidClientTokenId): Error { code: "InvalidClientTokenId", message: "${WORDS}", aws_request_id: "${ID}" }`,
    { code: 'InvalidClientTokenId', requestId: ID },
  ],
  [
    'Rust, as its older releases spell it',
    `╰─▶ Error { code: "InvalidClientTokenId", message: "${WORDS}", request_id: "${ID}" }`,
    { code: 'InvalidClientTokenId', requestId: ID },
  ],
  [
    'CloudFormation, which hands on what a service said',
    `Resource handler returned message: "${WORDS} (Service: Iam, Status Code: 403, Request ID: ${ID})" (RequestToken: d97fa2a9-e35e-7539-d580-f18e1898f6d9, HandlerErrorCode: AccessDenied)`,
    { code: 'AccessDenied', service: 'IAM', httpStatus: 403, requestId: ID, message: WORDS },
  ],
  [
    'the CLI where S3 sends no body',
    'fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden',
    { code: 'Forbidden', operation: 'HeadObject', phase: 'cli' },
  ],
  [
    'the CLI that does not reach STS',
    'Could not connect to the endpoint URL: "https://sts.eu-west-1.amazonaws.com/"',
    { code: null },
  ],
]

test.each(ROWS)('what an AWS SDK prints is read: %s', (_, text, expected) => {
  const reading = read(text, knowledge)
  expect(reading.auth).toBe(true)
  expect(reading.errors[0]).toMatchObject(expected)
})

test.each([
  'Could not connect to the endpoint URL: "https://ec2.eu-west-1.amazonaws.com/"',
  'An error occurred (404) when calling the HeadObject operation: Not Found',
])('and what has nothing to do with sign-in is left: %s', (text) => {
  expect(read(text, knowledge).auth).toBe(false)
})

test('a refusal that the second SDK for Go has a type for is read, and told apart', () => {
  const exists = read(
    `Error: creating IAM Role (deploy): operation error IAM: CreateRole, https response error StatusCode: 409, RequestID: ${ID}, EntityAlreadyExists: Role with name deploy already exists.`,
    knowledge,
  )
  expect(exists.auth).toBe(false)
  expect(exists.errors[0]).toMatchObject({ code: 'EntityAlreadyExists', requestId: ID })
  const bucket = read(
    'Error: listing: operation error S3: ListObjectsV2, https response error StatusCode: 404, RequestID: ABCDEF0123456789, HostID: x+/=, NoSuchBucket: gone',
    knowledge,
  )
  expect(bucket.auth).toBe(false)
  expect(bucket.errors[0]).toMatchObject({ code: 'NoSuchBucket', httpStatus: 404 })
})
