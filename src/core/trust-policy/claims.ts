import type { OidcToken } from './request.ts'

/**
 * The claims that AWS makes condition keys of, besides `sub`, `aud` and `amr` of every issuer.
 * From the IAM user guide, "Available keys for AWS OIDC federation", and the service reference of September 2026.
 */
const GITHUB = [
  'actor',
  'actor_id',
  'enterprise_id',
  'environment',
  'job_workflow_ref',
  'ref',
  'repository',
  'repository_id',
  'repository_owner_id',
  'workflow',
]
const GITLAB = [
  'namespace_id',
  'pipeline_source',
  'project_id',
  'ref_protected',
  'runner_environment',
  'user_access_level',
  'user_email',
  'user_id',
  'user_login',
]

/** Takes an issuer without its `https://`; gives the claims beyond `sub`, `aud` and `amr` that become keys. */
function claimsOf(issuer: string): (claim: string) => boolean {
  const [host = ''] = issuer.split('/')
  if (
    host === 'token.actions.githubusercontent.com' ||
    /^token\.actions\.[\w-]{1,60}\.ghe\.com$/.test(host)
  ) {
    return (claim) => GITHUB.includes(claim)
  }
  if (issuer === 'gitlab.com') return (claim) => GITLAB.includes(claim)
  if (host === 'oidc.circleci.com') return (claim) => claim === 'oidc.circleci.com/project-id'
  if (host === 'agent.buildkite.com') {
    return (claim) =>
      claim === 'build_branch' || /^(?:cluster|organization|pipeline)_\w{1,40}$/.test(claim)
  }
  if (issuer === 'accounts.google.com') {
    return (claim) => claim === 'organization_number' || claim === 'oaud'
  }
  return () => false
}

/** Takes a token; gives the condition keys AWS makes of it, in lower case, with their values. */
export function keysOf(token: OidcToken): ReadonlyMap<string, readonly string[]> {
  const issuer = issuerOf(token)
  const exposed = claimsOf(issuer)
  const keys = new Map<string, readonly string[]>()
  const put = (claim: string, value: unknown) => {
    const values = (Array.isArray(value) ? value : [value]).map(String)
    keys.set(`${issuer}:${claim}`.toLowerCase(), values)
  }
  for (const [claim, value] of Object.entries(token)) {
    if (value === undefined || value === null) continue
    if (claim === 'sub' || claim === 'amr' || exposed(claim)) put(claim, value)
  }
  // A token made for one party on behalf of another names the one it was made for in azp.
  const audience = typeof token.azp === 'string' ? token.azp : many(token.aud)[0]
  if (audience !== undefined) put('aud', audience)
  return keys
}

/** The issuer as IAM writes it. */
export function issuerOf({ iss }: OidcToken): string {
  return iss.replace(/^https:\/\//, '')
}

/** One audience or several, as several. */
export function many(aud: OidcToken['aud']): readonly string[] {
  return typeof aud === 'string' ? [aud] : aud
}
