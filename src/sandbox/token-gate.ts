import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What is sent back instead of a page. */
type Instead = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const COOKIE = 'tfauth-page'
const DAY = 86_400

/**
 * Takes the token that opens a page beyond this machine; gives what a request without it gets. The address with
 * `?token=` is opened once: a cookie that no script reads carries it from then on, and it leaves the address bar.
 */
export function tokenGate(token: string): (request: IncomingMessage) => Instead | undefined {
  // A digest of our own, so that the cookie is not the token and all lengths are equal.
  const pass = passOf(token)
  const fits = (given: string): boolean => timingSafeEqual(digest(given), digest(pass))
  return ({ method, url = '/', headers }) => {
    const cookie = headers.cookie?.split(/;\s*/).find((one) => one.startsWith(`${COOKIE}=`))
    if (cookie && fits(cookie.slice(COOKIE.length + 1))) return undefined
    const [path = '/', query] = url.split('?')
    const given = new URLSearchParams(query).get('token')
    if (method === 'GET' && given !== null && fits(passOf(given)))
      return {
        status: 303,
        headers: {
          // A path only: nothing in it leads to another host.
          location: `/${path.replace(/^[/\\]+/, '')}`,
          'set-cookie': `${COOKIE}=${pass}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${DAY}`,
        },
        body: '',
      }
    return {
      status: 401,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'This page needs its token: open its address with ?token= and the value of TFAUTH_PAGE_TOKEN.\n',
    }
  }
}

const passOf = (token: string): string => digest(`tfauth page ${token}`).toString('hex')

function digest(words: string): Buffer {
  return createHash('sha256').update(words).digest()
}
