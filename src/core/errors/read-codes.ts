import type { Near } from '../signs/near-aws.ts'
import type { ReadySigns } from '../signs/ready-signs.ts'
import { type JavaError, javaErrors } from './java-errors.ts'
import {
  allOperations,
  type Match,
  named,
  type Operation,
  operationByCode,
  operationByWords,
  operationOf,
  operationsIn,
  refusedAction,
} from './operations.ts'
import { wireCode } from './wire-code.ts'

/** One code printed in a diagnostic, with what stands around it. */
export type CodeHit = Operation & {
  readonly code: string
  readonly at: number
  readonly message: string
  readonly httpStatus: number | null
  readonly requestId: string | null
  /** It stands where only a service's answer or an SDK puts a code, and not merely in front of a colon. */
  readonly framed: boolean
}

type Found = {
  readonly code: string
  readonly framed: boolean
  readonly at: number
  readonly end: number
  readonly op?: string
  readonly java?: JavaError
}

const API_ERROR = /\bapi error ([A-Za-z][A-Za-z0-9._-]{2,80}):/g
// Exceptions modelled in the SDK are printed without "api error".
const MODELLED =
  /(?:RequestID: ?[\w-]{0,80}|HostID: ?[\w+/=-]{0,200}), (?!HostID: )([A-Z][A-Za-z]{3,60}(?:\.[A-Z][A-Za-z]{2,40})?):/g
// The SDK of containers prints the agent's code after its own words.
const CONTAINER = /failed to load credentials, ([A-Z]\w{2,60}): /g
const CLI =
  /An error occurred \((403|[A-Za-z][\w.-]{2,80})\)(?: when calling the (\w{2,80}) operation)?(?: \(reached max retries: \d{1,3}\))?:?/g
const XML = /<Code>\s{0,4}([A-Za-z][\w.]{2,80})\s{0,4}<\/Code>/g
const JSON_TYPE =
  /["']?(?:__type|code|Code|errorCode|errorType|name)["']?: ?["'](?:[\w.]{1,80}#)?([A-Z][A-Za-z.]{4,80})["']/g
const HEADER = /x-amzn-errortype["']?: ?["'[]{0,2}(?:[\w.]{1,80}#)?([A-Z][A-Za-z]{4,80})/gi
// The first SDK prints "CODE: message" and the status behind it; only codes we know are taken at their word alone.
const BARE =
  /(?<![\w#/.])(?:(?:botocore|aiobotocore|boto3|com\.amazonaws|software\.amazon)\.[\w.]{1,80}\.)?([A-Z][A-Za-z]{4,60}(?:\.[A-Z][A-Za-z]{1,40})?): /g
const CODE_OF_CALL =
  /(?<![\w#/.])([A-Z][A-Za-z]{4,60}) \(((?:AssumeRole|Get|List)[A-Za-z]{0,40})\)/g
const WORD = /(?<![\w#/.-])([A-Z][a-z0-9]{1,40}[A-Z][A-Za-z0-9]{2,60})\b/g
// A name in front of the code is what was done: it has the code behind it.
const STATUS_BEHIND =
  /^(?![A-Z][A-Za-z]{4,60}(?:\.[A-Z][A-Za-z]{1,40})?: )[^\n]{0,900}?status code: ?(\d{1,3}), request id: ?\[?([A-Za-z0-9-]{0,80})/
const STATUS =
  /(?:https? response error StatusCode|status code|http\.status_code|status_?code)["']?[:=] ?(\d{1,3})\b|resulted in a `(\d{3}) |(?:^|\n)(\d{3}), RequestID:|\bHTTP\/[12](?:\.\d)? ([45]\d\d)\b/gi
const REQUEST_ID =
  /(?:(?<![A-Za-z])RequestID|request id|x[-_]amzn?[-_]request[-_]?id["']?|aws_request_id|(?<![\w"'-])request_id(?=: ")): ?["'[]{0,2}([A-Za-z0-9-]{8,80})/gi
const ID_BEHIND =
  /^[\s\S]{0,900}?(?:<Request(?:Id|ID)>|"RequestId": ?"|(?<![\w"'-])(?:aws_)?request_id: ")([A-Za-z0-9-]{8,80})/
const NOT_CODES = new Set([
  'Error',
  'ERROR',
  'Errors',
  'User',
  'Warning',
  'StatusCode',
  'RequestID',
  'HostID',
  'Message',
])
// How far behind a code its status and its request id can stand.
const NEAR = 1000

/**
 * Takes the text of one diagnostic, what stands around it and the signs; gives every code in it, in order. In front of a
 * mere colon only codes that some sign names are taken for one.
 */
export function readCodes(
  text: string,
  near: Near,
  { codes, alone }: Pick<ReadySigns, 'codes' | 'alone'>,
): readonly CodeHit[] {
  const found = new Map<number, Found>()
  const add = (pattern: RegExp, trusted: boolean, known = codes) => {
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? ''
      const code = wireCode(name)
      const at = match.index + match[0].indexOf(name)
      if (found.has(at) || NOT_CODES.has(code)) continue
      const end = match.index + match[0].length
      const framed = trusted || STATUS_BEHIND.test(text.slice(end, end + NEAR))
      // Azure, Google and others use some of the same words for their own refusals.
      if (!framed && (near.foreign || !known.has(code))) continue
      found.set(at, { code, at, end, framed, ...(match[2] ? { op: match[2] } : {}) })
    }
  }
  for (const java of javaErrors(text)) {
    const code = wireCode(java.code)
    found.set(java.at, { code, at: java.at, end: java.at + java.code.length, framed: true, java })
  }
  add(API_ERROR, true)
  add(MODELLED, true)
  add(CONTAINER, true)
  add(CLI, true)
  add(XML, near.aws)
  add(HEADER, true)
  add(CODE_OF_CALL, false)
  add(JSON_TYPE, false)
  add(BARE, false)
  if (found.size === 0) add(WORD, false, alone)
  const hits = [...found.values()].sort((a, b) => a.at - b.at)
  // The first SDK lists behind this code why each source was empty: reasons, not errors of their own.
  const chain = hits.findIndex((hit) => hit.code === 'NoCredentialProviders')
  return described(text, chain < 0 ? hits : hits.slice(0, chain + 1))
}

export type Surroundings = {
  readonly operations: readonly Match[]
  readonly statuses: readonly Match[]
  readonly ids: readonly Match[]
}

/** Takes the text of one diagnostic; gives operations, statuses and request ids with their positions. */
export function surroundings(text: string): Surroundings {
  return {
    operations: operationsIn(text),
    statuses: allOperations(text, STATUS),
    ids: allOperations(text, REQUEST_ID),
  }
}

/** The hits come in order, so what stands before each is found by walking on, not by searching anew. */
function described(text: string, hits: readonly Found[]): readonly CodeHit[] {
  if (hits.length === 0) return []
  const { operations, statuses, ids } = surroundings(text)
  const byWords = operations.length === 0 ? operationByWords(text) : undefined
  const walks = [operations, statuses, ids].map(walk)
  return hits.map((hit) => {
    if (hit.java) return { operation: null, ...hit.java, code: hit.code, framed: true }
    const [operation, status, id] = walks.map((last) => last(hit.at))
    const from = operation?.at ?? 0
    const behind = text.slice(hit.end, hit.end + NEAR)
    const own = STATUS_BEHIND.exec(behind)
    const near = (match: Match | undefined) =>
      match && match.at >= from ? (match.groups[0] ?? null) : null
    return {
      code: hit.code,
      at: hit.at,
      framed: hit.framed,
      // Some exceptions come without a word.
      message: messageAt(text, hit.end) || hit.code,
      ...operationAt(hit, operation, behind, byWords),
      httpStatus: number(own?.[1] ?? near(status)),
      requestId: own?.[2] || near(id) || (ID_BEHIND.exec(behind)?.[1] ?? null),
    }
  })
}

/** The operation in front of the code; where none is printed, what the words around it say. */
function operationAt(
  hit: Found,
  printed: Match | undefined,
  behind: string,
  byWords: Operation | undefined,
): Operation {
  if (printed && !hit.op) return operationOf(printed)
  const refused = refusedAction(behind)
  if (hit.op) {
    const own = named(null, hit.op)
    return own.service === null && refused?.operation === hit.op ? refused : own
  }
  const said = refused ?? operationByCode(hit.code) ?? byWords
  return said ?? { service: null, operation: null }
}

/** The last match in front of a place; places must be asked for in order. */
function walk(matches: readonly Match[]): (at: number) => Match | undefined {
  let next = 0
  return (at) => {
    while (next < matches.length && (matches[next]?.at ?? at) < at) next++
    return matches[next - 1]
  }
}

export function number(digits: string | null): number | null {
  return digits === null || digits === '' ? null : Number(digits)
}

const MESSAGE_ENDS =
  /\n|\s(?:status code: |with (?:module\.|provider\[|data\.|aws_)|on \S{1,200} line \d|\* (?=[a-z])|Unable to retrieve item|unable to retrieve file|operation error )/
const MARKED_MESSAGE =
  /^[\s"'},]{0,20}(?:<Message>\s{0,4}([^<]{1,600})|["']?[Mm]essage["']?: ?["']([^"\n]{1,600}))/

function messageAt(text: string, from: number): string {
  const tail = text.slice(from, from + 1500).trimStart()
  const marked = MARKED_MESSAGE.exec(tail.replace(/^<\/Code>/, ''))
  if (marked) return (marked[1] ?? marked[2] ?? '').trim()
  const end = tail.search(MESSAGE_ENDS)
  return (end < 0 ? tail : tail.slice(0, end)).trim().slice(0, 600)
}
