import type { AwsFiles } from './aws-files.ts'

/** How a profile gets its credentials, in the order the SDKs look. */
type ProfileKind =
  | 'role'
  | 'long-term key'
  | 'temporary key'
  | 'half a key'
  | 'web identity'
  | 'SSO'
  | 'login'
  | 'credential_process'
  | 'nothing'

export type Profile = {
  readonly name: string
  readonly kind: ProfileKind
  /** The profile whose credentials take the role. */
  readonly through?: string | undefined
  readonly region?: string | undefined
  readonly ssoSession?: string | undefined
  readonly ssoStartUrl?: string | undefined
}

/** Takes what the files say; gives each profile with its kind. */
export function profilesOf(files: AwsFiles): readonly Profile[] {
  return [...files.profiles].map(([name, { settings, keyId, secret, token }]) => {
    const session = settings.get('sso_session')
    const startUrl =
      settings.get('sso_start_url') ??
      files.ssoSessions.get(session ?? '')?.settings.get('sso_start_url')
    const takesRole = settings.has('role_arn')
    const kind: ProfileKind =
      takesRole && (settings.has('source_profile') || settings.has('credential_source'))
        ? 'role'
        : keyId && secret
          ? token || keyId.kind === 'ASIA'
            ? 'temporary key'
            : 'long-term key'
          : keyId || secret
            ? 'half a key'
            : takesRole && settings.has('web_identity_token_file')
              ? 'web identity'
              : session || startUrl
                ? 'SSO'
                : settings.has('login_session')
                  ? 'login'
                  : settings.has('credential_process')
                    ? 'credential_process'
                    : 'nothing'
    return {
      name,
      kind,
      through: settings.get('source_profile'),
      region: settings.get('region'),
      ssoSession: session,
      ssoStartUrl: startUrl,
    }
  })
}

/** Takes profiles and a name; gives the profile its credentials begin with: itself, or where its chain of roles starts. */
export function rootOf(profiles: readonly Profile[], name: string): Profile | undefined {
  const seen = new Set<string>()
  let at = profiles.find((one) => one.name === name)
  while (at?.kind === 'role' && at.through && !seen.has(at.name)) {
    seen.add(at.name)
    // One that names itself takes its own keys.
    if (at.through === at.name) return at
    const { through } = at
    at = profiles.find((one) => one.name === through)
  }
  return at
}
