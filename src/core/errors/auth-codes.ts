/**
 * Codes with which AWS or an SDK says that it does not know, does not believe or does not allow a caller.
 * Sources: the common errors of the Query and JSON services, the error lists of STS, S3, EC2 and the SSO
 * portal, and the codes the SDKs make up themselves (NoCredentialProviders and its kin).
 */
export const AUTH_CODES: ReadonlySet<string> = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
  'InvalidToken',
  'AuthFailure',
  'ExpiredToken',
  'ExpiredTokenException',
  'TokenExpired',
  'RequestExpired',
  'TokenRefreshRequired',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'InvalidSignature',
  'RequestTimeTooSkewed',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'UnauthorizedException',
  'Forbidden',
  'ForbiddenException',
  'NotAuthorized',
  'AuthorizationError',
  'RegionDisabledException',
  'InvalidIdentityToken',
  'IDPCommunicationError',
  'IDPRejectedClaim',
  'InvalidGrantException',
  'InvalidClientException',
  'ExpiredIdTokenException',
  'NoCredentialProviders',
  'CredentialRequiresARNError',
  'SharedCredsLoad',
  'EnvAccessKeyNotFound',
  'EC2RoleRequestError',
  'CredentialsEndpointError',
  'AssumeRoleTokenProviderNotSetError',
  'WebIdentityErr',
  'SSOProviderInvalidToken',
  'SSOTokenLoadError',
  'SSOTokenRefreshError',
  'UnauthorizedSSOTokenError',
  'TokenRetrievalError',
  'CredentialRetrievalError',
  'NoCredentialsError',
  'PartialCredentialsError',
  'CredentialsProviderError',
  'TokenProviderError',
  'ProcessProviderExecutionError',
  'ProcessProviderParseError',
  'AssumeRoleUnauthorizedAccess',
  'InvalidAuthorizationMessageException',
  'InvalidUserID.NotFound',
  'PendingVerification',
  'Blocked',
])

/** Codes that other systems print as well: they count as words of AWS only beside something of AWS. */
export const SHARED_CODES: ReadonlySet<string> = new Set([
  'Forbidden',
  'ForbiddenException',
  'UnauthorizedException',
  'NotAuthorized',
  'AuthorizationError',
  'InvalidToken',
  'InvalidSignature',
  'TokenExpired',
  'Blocked',
  'PendingVerification',
])

/**
 * Codes that speak of sign-in only inside a sign-in call (STS or the SSO portal): elsewhere they mean
 * an argument, load or an outage.
 */
export const AUTH_CODES_IN_SIGN_IN: ReadonlySet<string> = new Set([
  'OptInRequired',
  'ValidationError',
  'Throttling',
  'ThrottlingException',
  'InternalFailure',
  'ServiceUnavailable',
  'UnknownError',
  'PackedPolicyTooLarge',
  'MalformedPolicyDocument',
  'RequestCanceled',
  'RequestError',
])

// Some SDKs print the name of the exception's class where the others print the code that came over the wire.
const CLASS_OF: Readonly<Record<string, string>> = {
  // A HEAD has no body, so the CLI names the status; the others write it out.
  '403': 'Forbidden',
  InvalidIdentityTokenException: 'InvalidIdentityToken',
  IDPCommunicationErrorException: 'IDPCommunicationError',
  IDPRejectedClaimException: 'IDPRejectedClaim',
  MalformedPolicyDocumentException: 'MalformedPolicyDocument',
  PackedPolicyTooLargeException: 'PackedPolicyTooLarge',
}

/** Takes a code or the name of its class in an SDK; gives the code that AWS sends. */
export function wireCode(name: string): string {
  return CLASS_OF[name] ?? name
}
