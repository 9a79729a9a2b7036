import { AUTH_CODES } from './codes.ts'

/** One code printed in a diagnostic, with what stands around it. */
export type CodeHit = {
  readonly code: string
  readonly at: number
  readonly message: string
  readonly service: string | null
  readonly operation: string | null
  readonly httpStatus: number | null
  readonly requestId: string | null
}

type Found = {
  readonly code: string
  readonly at: number
  readonly end: number
  readonly op?: string
}

const API_ERROR = /\bapi error ([A-Za-z][A-Za-z0-9._-]{2,80}):/g
// Exceptions modelled in the SDK are printed without "api error".
const MODELLED =
  /(?:RequestID: ?[\w-]{0,80}|HostID: ?[\w+/=-]{0,200}), ([A-Z][A-Za-z]{2,60}(?:Exception|Error|Token|Claim|Bucket|Key)):/g
// The SDK of containers prints the agent's code after its own words.
const CONTAINER = /failed to load credentials, ([A-Z]\w{2,60}): /g
const CLI =
  /An error occurred \(([A-Za-z][\w.-]{2,80})\)(?: when calling the (\w{2,80}) operation)?/g
const XML = /<Code>([A-Za-z][\w.]{2,80})<\/Code>/g
const JSON_TYPE = /"(?:__type|code|Code|errorCode)": ?"(?:[\w.]{1,80}#)?([A-Z][A-Za-z.]{4,80})"/g
// The first SDK prints "CODE: message" and the status behind it; only codes we know are taken at their word alone.
const BARE = /(?<![\w"#/.])([A-Z][A-Za-z]{4,60}(?:\.[A-Z][A-Za-z]{1,40})?): /g
const NO_MESSAGE =
  /\b(NoCredentialProviders|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredTokenException|IncompleteSignature|UnauthorizedOperation|RequestTimeTooSkewed)\b/g
const STATUS_BEHIND = /^[^\n]{0,900}?status code: ?(\d{1,3}), request id: ?([A-Za-z0-9-]{0,80})/
const OPERATION = /operation error ([A-Za-z0-9][A-Za-z0-9 .-]{0,40}?): ([A-Za-z0-9]{2,80}),/g
const CALLING = /(?:calling|via) (sts|iam):(GetCallerIdentity|[A-Z]\w{2,60})\b/g
const STATUS =
  /(?:https? response error StatusCode|status code): ?(\d{1,3})\b|(?:^|\n)(\d{3}), RequestID:/g
const REQUEST_ID = /(?:RequestID|request id): ?\[?([A-Za-z0-9-]{8,80})/g
const NOT_CODES = new Set([
  'Error',
  'Errors',
  'User',
  'Warning',
  'StatusCode',
  'RequestID',
  'HostID',
  'Message',
])

/** Takes the text of one diagnostic; gives every code in it, in order. */
export function readCodes(text: string): readonly CodeHit[] {
  const found = new Map<number, Found>()
  const add = (pattern: RegExp, trusted: boolean) => {
    for (const match of text.matchAll(pattern)) {
      const code = match[1] ?? ''
      const at = match.index + match[0].indexOf(code)
      if (found.has(at) || NOT_CODES.has(code)) continue
      const end = match.index + match[0].length
      if (!trusted && !AUTH_CODES.has(code) && !STATUS_BEHIND.test(text.slice(end, end + 1000)))
        continue
      found.set(at, match[2] ? { code, at, end, op: match[2] } : { code, at, end })
    }
  }
  add(API_ERROR, true)
  add(MODELLED, true)
  add(CONTAINER, true)
  add(CLI, true)
  add(XML, true)
  add(JSON_TYPE, false)
  add(BARE, false)
  if (found.size === 0) add(NO_MESSAGE, true)
  const around = surroundings(text)
  const hits = [...found.values()].sort((a, b) => a.at - b.at)
  // The first SDK lists behind this code why each source was empty: reasons, not errors of their own.
  const chain = hits.findIndex((hit) => hit.code === 'NoCredentialProviders')
  return (chain < 0 ? hits : hits.slice(0, chain + 1)).map((hit) => describe(text, hit, around))
}

type Match = { readonly at: number; readonly groups: readonly string[] }
type Surroundings = {
  readonly operations: readonly Match[]
  readonly statuses: readonly Match[]
  readonly ids: readonly Match[]
}

/** Takes the text of one diagnostic; gives operations, statuses and request ids with their positions. */
export function surroundings(text: string): Surroundings {
  return {
    operations: [...all(text, OPERATION), ...all(text, CALLING)].sort((a, b) => a.at - b.at),
    statuses: all(text, STATUS),
    ids: all(text, REQUEST_ID),
  }
}

function all(text: string, pattern: RegExp): readonly Match[] {
  return [...text.matchAll(pattern)].map((match) => ({
    at: match.index,
    groups: match.slice(1).filter((group) => group !== undefined),
  }))
}

function describe(text: string, hit: Found, around: Surroundings): CodeHit {
  const operation = around.operations.findLast((match) => match.at < hit.at)
  const from = operation?.at ?? 0
  const behind = STATUS_BEHIND.exec(text.slice(hit.end, hit.end + 1200))
  const status = around.statuses.findLast((match) => match.at < hit.at && match.at >= from)
  const id = around.ids.findLast((match) => match.at < hit.at && match.at >= from)
  return {
    code: hit.code,
    at: hit.at,
    message: messageAt(text, hit.end),
    ...operationOf(hit, operation, text.slice(hit.end, hit.end + 800)),
    httpStatus: number(behind?.[1] ?? status?.groups[0] ?? null),
    requestId: behind?.[2] || (id?.groups[0] ?? null),
  }
}

const REFUSED_ACTION =
  /is not authorized to perform: ([a-z][a-z0-9-]{1,40}):([A-Z]\w{2,80})|^ ?Not authorized to perform (sts):(\w{2,80})/

/** The operation in front of the code; where the paste was cut there, the action that the refusal names. */
function operationOf(
  hit: Found,
  operation: Match | undefined,
  behind: string,
): Pick<CodeHit, 'service' | 'operation'> {
  if (hit.op) return { service: null, operation: hit.op }
  if (operation)
    return { service: service(operation.groups[0] ?? null), operation: operation.groups[1] ?? null }
  const action = REFUSED_ACTION.exec(behind)
  if (!action) return { service: null, operation: null }
  return {
    service: service(action[1] ?? action[3] ?? null),
    operation: action[2] ?? action[4] ?? null,
  }
}

/** The SDK of the first generation writes services in lower case. */
export function service(name: string | null): string | null {
  if (name === 'dynamodb') return 'DynamoDB'
  return name && /^(?:sts|iam|s3|ec2|kms|sqs|sns|ecs|eks|rds)$/.test(name)
    ? name.toUpperCase()
    : name
}

export function number(digits: string | null): number | null {
  return digits === null || digits === '' ? null : Number(digits)
}

const MESSAGE_ENDS =
  /\n|\s(?:status code: |with (?:module\.|provider\[|data\.|aws_)|on \S{1,200} line \d|Unable to retrieve item|unable to retrieve file|operation error )/

function messageAt(text: string, from: number): string {
  const tail = text.slice(from, from + 1500).trimStart()
  const end = tail.search(MESSAGE_ENDS)
  return (end < 0 ? tail : tail.slice(0, end)).trim().slice(0, 600)
}
