import { readerOf } from '../fact-reader.ts'

/** What the exchange of an OIDC token says when it fails: STS, the SDK's file reader, GitHub's action. */
export const OIDC_RULES = readerOf([
  {
    gate: ['openidconnect provider'],
    rules: [
      {
        kind: 'oidc-provider',
        value: 'missing',
        pattern: /No OpenIDConnect provider found in your account/i,
      },
      {
        kind: 'oidc-issuer',
        pattern:
          /No OpenIDConnect provider found in your account for (https:\/\/[\w./:%~-]{3,200}[\w/])/i,
      },
    ],
  },
  {
    gate: ['incorrect token audience'],
    rules: [
      { kind: 'oidc-audience', value: 'differs', pattern: /Incorrect token audience/i },
      // STS looks for the issuer before it looks at the audience.
      { kind: 'oidc-provider', value: 'exists', pattern: /Incorrect token audience/i },
    ],
  },
  {
    gate: ['jwt', 'web identity', 'webidentity', 'token expired', 'idtoken', 'id token'],
    rules: [
      {
        kind: 'oidc-token',
        value: 'expired',
        pattern:
          /Token expired: current date\/time \d{6,14} must be before|AssumeRoleWithWebIdentity[^:]{0,200}: [^:]{0,200}ExpiredToken(?:Exception)?:/,
      },
      {
        kind: 'oidc-token',
        value: 'malformed',
        pattern:
          /ID Token provided is not a valid JWT|unable to parse (?:the )?(?:web identity|jwt)/i,
      },
      {
        kind: 'oidc-token',
        value: 'missing',
        pattern:
          /failed to retrieve jwt from provide source[^:]{0,20}unable to read file at [^\n]{1,300}?no such file|Web identity token file does not exist|WebIdentityErr: failed fetching WebIdentity token|WebIdentityErr: unable to read file at [^\n]{1,300}?no such file/i,
      },
      {
        // The signature, expiry and issuer of a token are judged before the trust policy is.
        kind: 'oidc-token',
        value: 'valid',
        pattern:
          /Not authorized to perform sts:AssumeRoleWithWebIdentity|Incorrect token audience/i,
      },
      {
        kind: 'oidc-provider',
        value: 'exists',
        pattern: /Not authorized to perform sts:AssumeRoleWithWebIdentity/i,
      },
    ],
  },
  {
    gate: ['id-token', 'id_token'],
    rules: [
      {
        kind: 'oidc-permission',
        value: 'missing',
        pattern:
          /Unable to get ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)|Did you mean to set the `?id-token`? permission/i,
      },
    ],
  },
  {
    gate: ['token.actions.githubusercontent.com', 'oidc.', 'gitlab.com'],
    rules: [
      {
        kind: 'oidc-issuer',
        pattern:
          /:oidc-provider\/((?:token\.actions\.githubusercontent\.com|gitlab\.com|oidc\.[\w.-]{3,80}|app\.terraform\.io)(?:\/[\w./-]{1,120})?)/,
      },
    ],
  },
])
