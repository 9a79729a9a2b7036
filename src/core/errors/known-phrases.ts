import type { CredentialStep } from '../fact.ts'
import { wordsIn } from '../text/find-words.ts'

/** Words by which an error without a code is known, all lower case, and the link of the chain they belong to. */
type Phrase = { readonly says: string; readonly step: CredentialStep | null }

/** The first that stands in an error wins: the specific ones come before the wrappers around them. */
export const PHRASES: readonly Phrase[] = [
  { says: 'failed to get shared config profile', step: 'profile' },
  { says: 'the config profile (', step: 'profile' },
  { says: 'partial credentials found', step: 'profile' },
  { says: 'unable to parse config file', step: 'profile' },
  { says: 'failed to load assume role arn, of profile', step: 'profile' },
  { says: 'credential_source values must be', step: 'profile' },
  { says: 'assume role with mfa enabled', step: 'profile' },
  { says: 'configured to use sso but is missing', step: 'sso' },
  { says: 'failed to find sso session section', step: 'sso' },
  { says: 'failed to read cached sso token', step: 'sso' },
  { says: 'the sso session has expired', step: 'sso' },
  { says: 'the sso session associated with this profile', step: 'sso' },
  { says: 'refresh cached sso token failed', step: 'sso' },
  { says: 'cached sso token is expired', step: 'sso' },
  { says: 'error loading sso token', step: 'sso' },
  { says: 'token has expired and refresh failed', step: 'sso' },
  { says: 'session token not found or invalid', step: 'sso' },
  { says: 'process provider error', step: 'process' },
  { says: 'error in credential_process', step: 'process' },
  { says: 'only loopback/ecs/eks hosts are allowed', step: 'container' },
  { says: 'failed to retrieve jwt', step: 'web-identity' },
  { says: 'not authorized to perform sts:assumerolewithwebidentity', step: 'web-identity' },
  { says: 'not authorized to perform: sts:assumerolewithwebidentity', step: 'web-identity' },
  { says: 'could not assume role with oidc', step: 'web-identity' },
  { says: 'could not assume role with web identity', step: 'web-identity' },
  { says: 'web identity token file does not exist', step: 'web-identity' },
  { says: 'cannot be assumed with web identity token', step: 'web-identity' },
  { says: 'role arn is not set', step: 'web-identity' },
  { says: 'could not assume role with user credentials', step: 'assume-role' },
  { says: 'is not authorized to perform: sts:assumerole', step: 'assume-role' },
  { says: 'iam role arn not set in assume role', step: 'assume-role' },
  { says: 'is not authorized to perform: ', step: null },
  { says: 'the sso access token has either expired', step: 'sso' },
  { says: 'error when retrieving token from sso', step: 'sso' },
  { says: 'failed to load credentials, ', step: 'container' },
  { says: 'no ec2 imds role found', step: 'imds' },
  { says: 'role ec2 imds role credentials', step: 'imds' },
  { says: 'account id not allowed', step: null },
  { says: "was specified as the credential_source, but '", step: 'profile' },
  { says: 'no openidconnect provider found in your account', step: 'web-identity' },
  { says: 'request to ec2 imds failed', step: 'imds' },
  { says: 'operation error ec2imds:', step: 'imds' },
  { says: 'cannot call getsessiontoken with session credentials', step: null },
  {
    says: 'you are not subscribed to this service. please go to http://aws.amazon.com',
    step: null,
  },
  { says: 'invalid header field value for "authorization"', step: 'static' },
  { says: 'invalid header field value for "x-amz-security-token"', step: 'static' },
  { says: 'static credentials are empty', step: 'static' },
  { says: 'the security token included in the request is invalid', step: null },
  { says: 'the security token included in the request is expired', step: null },
  { says: 'the provided token has expired', step: null },
  { says: 'the aws access key id you provided does not exist', step: null },
  { says: 'aws was not able to validate the provided access credentials', step: null },
  { says: 'the request signature we calculated does not match', step: null },
  { says: 'unable to locate credentials', step: 'none-found' },
  { says: 'credentials could not be loaded', step: 'none-found' },
  { says: 'unable to find aws credentials', step: 'none-found' },
  { says: 'could not load credentials from any providers', step: 'none-found' },
  { says: 'no credentials have been configured', step: 'none-found' },
  { says: 'error finding aws credentials', step: 'none-found' },
  { says: 'no valid credential sources', step: 'none-found' },
  { says: 'nocredentialproviders', step: 'none-found' },
  { says: 'no valid providers in chain', step: 'none-found' },
  { says: 'failed to refresh cached credentials', step: null },
  { says: 'failed to retrieve credentials', step: null },
  { says: 'aws account id not previously found', step: null },
  { says: 'validating provider credentials', step: null },
  { says: 'retrieving caller identity from sts', step: null },
  { says: 'calling sts:getcalleridentity', step: null },
  { says: 'operation error sts:', step: null },
  { says: 'operation error sso', step: 'sso' },
  { says: 'error using credentials to get account id', step: null },
  { says: 'cannot assume iam role', step: 'assume-role' },
]
const saidIn = wordsIn(PHRASES.map(({ says }) => says))
/** A role that Terraform itself could not assume; "cannot be assumed by Lambda" is another service's affair. */
const ROLE_NOT_ASSUMED =
  /IAM Role \([^)\n]{0,300}\) cannot be assumed|The role "[^"\n]{0,300}" cannot be assumed/i

/** The AWS CLI and boto3 that could not even reach the service that signs people in. */
const NOT_REACHED =
  /(?:Could not connect to the endpoint URL: |(?:Connect|Read) timeout on endpoint URL: |SSL validation failed for )"?https?:\/\/(?:sts|oidc|portal\.sso|sso)\.[\w.-]{1,80}[^\n]{0,300}/

/** Takes a diagnostic's text; gives the sentence around the first phrase we know, or undefined when there is none. */
export function phraseIn(text: string): string | undefined {
  const lower = text.toLowerCase()
  const said = saidIn(lower)
  const phrase = PHRASES.find(({ says }) => said.has(says))
  if (phrase) {
    const at = lower.indexOf(phrase.says)
    const marked = text.lastIndexOf('Error: ', at)
    const from = Math.max(text.lastIndexOf('\n', at) + 1, marked < 0 ? 0 : marked + 7)
    const start = from > at || at - from > 300 ? at : from
    const end = text.indexOf('\n', at)
    return text
      .slice(start, end < 0 ? undefined : end)
      .trim()
      .slice(0, 600)
  }
  return (ROLE_NOT_ASSUMED.exec(text) ?? NOT_REACHED.exec(text))?.[0]
}
