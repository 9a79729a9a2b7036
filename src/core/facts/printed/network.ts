import type { Fact } from '../../fact.ts'
import { REGION } from '../arn-pattern.ts'
import { type FactReader, factOf, type Seen, shows } from '../fact-reader.ts'

// Only what stands in front of AWS's own hosts tells of the way to AWS; metadata addresses are another matter.
const HOST = `(?:[\\w-]{1,63}\\.){1,4}(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)`
const SENT = new RegExp(
  `(?:request send failed, |send request failed caused by: )?(?:Post|Get|Head|Put) "https?://(${HOST})[^" ]{0,300}": (proxyconnect|Forbidden|dial tcp|tls:|x509|net/http: (?:TLS handshake timeout|request canceled)|read tcp|write tcp|context deadline exceeded|EOF|remote error|Bad Gateway|Service Unavailable|Proxy Authentication Required)([^\\n]{0,200})`,
)
const CLI = new RegExp(`Could not connect to the endpoint URL: "https?://(${HOST})`)
const FOREIGN =
  /RequestID: {0,2}, (?:error while deserializing xml error response|deserialization failed|api error UnknownError: UnknownError)/

/** Whether AWS was reached at all, what stood between, and who answered. */
export const NETWORK: FactReader = {
  kinds: ['network', 'proxy', 'answered-by-aws'],
  read,
}

function read(seen: Seen): readonly Fact[] {
  const facts: Fact[] = []
  if (shows(seen, ['amazonaws.com', 'api.aws'])) facts.push(...blocked(seen))
  if (seen.lower.includes('proxyconnect tcp'))
    facts.push(factOf('proxy', 'yes', 'proxyconnect tcp'))
  const foreign = seen.flat.includes('RequestID:') && FOREIGN.exec(seen.flat)
  if (foreign)
    facts.push(
      factOf('answered-by-aws', 'no', foreign[0]),
      factOf('proxy', 'yes', foreign[0]),
      factOf('network', 'blocked', foreign[0]),
    )
  const first = seen.errors[0]
  if (first?.requestId && !/^[0-]+$/.test(first.requestId))
    facts.push(
      factOf('answered-by-aws', 'yes', `RequestID: ${first.requestId}`),
      factOf('network', 'reaches', `RequestID: ${first.requestId}`),
    )
  return facts
}

function blocked(seen: Seen): readonly Fact[] {
  const sent = SENT.exec(seen.flat)
  const match = sent ?? CLI.exec(seen.flat)
  if (!match || !plausible(match[1] ?? '', seen)) return []
  const [words, , how = '', rest = ''] = match
  const facts = [factOf('network', 'blocked', words), factOf('answered-by-aws', 'no', words)]
  const proxied =
    /^(?:proxyconnect|Forbidden|Bad Gateway|Service Unavailable|Proxy)/.test(how) ||
    /proxy/i.test(rest.slice(0, 80))
  return proxied ? [...facts, factOf('proxy', 'yes', words)] : facts
}

/** A host of a region that does not exist fails for its name and not for the network. */
function plausible(host: string, { regions }: Seen): boolean {
  const region = new RegExp(`\\.(${REGION}|[a-z]{2,6}-[a-z]{2,14}-\\d{1,2})\\.`).exec(host)?.[1]
  return !region || regions.some(({ name }) => name === region)
}
