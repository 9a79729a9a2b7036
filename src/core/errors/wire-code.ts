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
