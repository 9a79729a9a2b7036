export const CHECKS = ['key', 'user', 'role', 'oidc', 'region', 'tokens', 'message'] as const

export type CheckId = (typeof CHECKS)[number]

/** What a check must be told; a case never keeps a whole key id, an external id or a token. */
export const CHECK_PARTS = [
  'key-id',
  'user',
  'role',
  'caller',
  'external-id',
  'duration',
  'claims',
  'region',
  'message',
] as const

export type CheckPart = (typeof CHECK_PARTS)[number]
