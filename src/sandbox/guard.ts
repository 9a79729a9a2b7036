import type { IncomingHttpHeaders } from 'node:http'
import type { Refusal } from './refusal.ts'

/**
 * Takes a request's method and headers and the host we were told to serve; gives why it is refused, undefined when it
 * is not; undefined stands for any, behind a token. A page elsewhere can point its own name at 127.0.0.1 (DNS rebinding) or post here: neither gets through.
 */
export function guard(
  method: string,
  headers: IncomingHttpHeaders,
  host: string | undefined,
): Refusal | undefined {
  if (host !== undefined && !isOurs(headers.host, host)) {
    return {
      status: 403,
      error:
        'This page answers only at localhost, 127.0.0.1 or the configured HOST. Please open it there.',
    }
  }
  if (method !== 'POST') return undefined
  if (!isSameOrigin(headers)) {
    return { status: 403, error: 'This request comes from another site, so it is not served.' }
  }
  if (headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    return { status: 415, error: 'Please send JSON, with the content type application/json.' }
  }
  return undefined
}

function isOurs(header: string | undefined, host: string): boolean {
  const name = hostname(header)
  if (name === undefined) return false
  // The port is not compared: a container's is often published under another number.
  return isLoopback(name) || name === host.toLowerCase() || name === `[${host.toLowerCase()}]`
}

function hostname(header: string | undefined): string | undefined {
  const url = `http://${header}`
  if (header === undefined || !/^[^/?#@\\\s]+$/.test(header) || !URL.canParse(url)) return undefined
  return new URL(url).hostname
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name)
}

function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  // Programs such as curl send no Origin; browsers always do when they post.
  if (headers.origin === undefined) return true
  return headers.origin === `http://${headers.host}` || headers.origin === `https://${headers.host}`
}
