import type { Obstacle } from '../app/checks/account/account-reads.ts'

const WORDS: Readonly<
  Record<
    Exclude<Obstacle, 'busy' | 'stopped' | 'switched-off' | 'link-refused' | 'unexpected'>,
    RegExp
  >
> = {
  'not-permitted': /^(?:AccessDenied|AccessDeniedException|UnauthorizedOperation)$/,
  throttled:
    /^(?:Throttling|ThrottlingException|ThrottledException|RequestThrottled|RequestThrottledException|RequestLimitExceeded|TooManyRequestsException|SlowDown|PriorRequestNotComplete)$/,
  'credentials-expired': /^(?:ExpiredToken|ExpiredTokenException|RequestExpired)$/,
  'credentials-refused':
    /^(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure|IncompleteSignature|IncompleteSignatureException|MissingAuthenticationToken|MissingAuthenticationTokenException|InvalidToken)$/,
  'no-credentials': /^CredentialsProviderError$/,
  'too-slow': /^(?:TimeoutError|AbortError|RequestTimeout|RequestTimeoutException)$/,
  unreachable:
    /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ERR_TLS_CERT_ALTNAME_INVALID|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|CERT_HAS_EXPIRED)$/,
}

/** What an error of the SDK comes to: an obstacle and the code it goes by, never its text, which can hold anything. */
export type Sorted = { readonly why: Obstacle; readonly code: string }

/** Takes what the SDK threw; gives what stands in the way. What is not known by name is unexpected, never a finding. */
export function obstacleOf(error: unknown): Sorted {
  const names = namesOf(error)
  for (const [why, pattern] of Object.entries(WORDS)) {
    const code = names.find((name) => pattern.test(name))
    if (code === undefined) continue
    if (why === 'no-credentials' && /expired/i.test(messageOf(error))) {
      return { why: 'credentials-expired', code }
    }
    return { why: why as Obstacle, code }
  }
  const { httpStatusCode } = metadataOf(error)
  if (httpStatusCode === 429) return { why: 'throttled', code: '429' }
  const [code = ''] = names
  return { why: 'unexpected', code: code || (httpStatusCode ? String(httpStatusCode) : 'no code') }
}

/** Takes what the SDK threw; tells whether AWS answered that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return namesOf(error).some((name) =>
    /^(?:NoSuchEntity|NoSuchEntityException|InvalidAuthorizationMessageException)$/.test(name),
  )
}

/** A name is short and made of letters; anything else did not come from AWS. */
function namesOf(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return []
  const { name, code, Code, cause } = error as Readonly<Record<string, unknown>>
  const own = [Code, name, code].filter(
    (one): one is string => typeof one === 'string' && /^\w{1,64}$/.test(one) && one !== 'Error',
  )
  // A network fault hides behind the error of the SDK.
  return cause === error ? own : [...own, ...namesOf(cause)]
}

function metadataOf(error: unknown): { readonly httpStatusCode?: number } {
  const metadata =
    typeof error === 'object' && error !== null && '$metadata' in error ? error.$metadata : null
  return typeof metadata === 'object' && metadata !== null ? metadata : {}
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : '')
