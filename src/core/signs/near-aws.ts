// Something only AWS or its SDKs print; a code that others print as well needs it near.
const OF_AWS =
  /\baws|amazonaws|arn:aws|operation error |api error |status code: \d|RequestID|when calling the \w{2,80} operation|\b(?:STS|IAM|S3|EC2|SSO|ECS)\b|terraform state|upload state/i
const FOREIGN =
  /AADSTS|azure|AuthorizationFailed|googleapi|oauth2:|storage\.googleapis|gcloud|vault server|app\.terraform\.io|digitalocean|hetzner|google-github-actions|aliyun|alicloud|alibaba|tencentcloud|huaweicloud|oci_/i
const AWS_FOR_SURE =
  /amazonaws\.com|arn:aws|operation error |status code: \d{3}, request id|when calling the \w{2,80} operation|\baws_\w{2,60}\.|provider\["[^"\n]{1,120}\/aws"\]/i
// Calls, addresses and wrappers of signing in: what fails inside them failed while someone signed in.
const SIGN_IN_SERVICE = /^(?:STS|SSO|SSO OIDC|Signin|ec2imds)$/
const SIGN_IN =
  /operation error (?:STS|SSO(?: OIDC)?|Signin|ec2imds): |https?:\/\/(?:sts|oidc|portal\.sso|sso|signin)\.[\w.-]{1,80}|(?:calling|via) sts:|when calling the (?:AssumeRole\w{0,20}|GetCallerIdentity|GetSessionToken|GetFederationToken|GetRoleCredentials|CreateToken|CreateOAuth2Token) operation|validating provider credentials|refresh cached credentials|valid credential sources|retrieving credentials|getCallerIdentity/

// The command, the step of a pipeline or the log in front of an error.
const BEFORE = 600

/** What stands around an error that tells whether its words are AWS's. */
export type Near = {
  /** Something only AWS prints, and nothing of another vendor. */
  readonly aws: boolean
  /** Another vendor prints some of the same codes; nothing here is surely AWS's. */
  readonly foreign: boolean
  /** The call that failed is one that signs in. */
  readonly signIn: boolean
}

/** Takes the text of one diagnostic and what was printed before it; gives what they show of AWS and of others. */
export function nearIn(text: string, before = ''): Near {
  const foreign = FOREIGN.test(text) && !AWS_FOR_SURE.test(text)
  const aws = !foreign && (OF_AWS.test(text) || OF_AWS.test(before.slice(-BEFORE)))
  return { aws, foreign, signIn: !foreign && SIGN_IN.test(text) }
}

/** Takes a service's name; tells whether its calls sign somebody in. */
export function signsIn(service: string | null): boolean {
  return service !== null && SIGN_IN_SERVICE.test(service)
}
