import type { Profile } from './profiles.ts'
import type { Settings } from './terraform-folder.ts'

/** Where credentials come from. */
export type Source =
  | { readonly kind: 'block' }
  | { readonly kind: 'environment' }
  | { readonly kind: 'web identity' }
  | { readonly kind: 'profile'; readonly name: string; readonly profile: Profile | undefined }
  | { readonly kind: 'container' }
  | { readonly kind: 'machine' }

export type Given = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly profiles: readonly Profile[]
}

/**
 * Takes a machine's settings, and those of a provider or backend block; gives the source that Terraform takes. The order
 * is that of aws-sdk-go-base and the AWS SDK for Go, since provider 4 and Terraform 1.7:
 * https://github.com/aws/aws-sdk-go-v2/blob/main/config/resolve_credentials.go
 */
export function terraformSource({ env, profiles }: Given, block: Settings | undefined): Source {
  if (block?.names.includes('access_key')) return { kind: 'block' }
  if (block?.names.includes('profile')) return profileSource(profiles, block.profile ?? '')
  const keyId = env.AWS_ACCESS_KEY_ID || env.AWS_ACCESS_KEY
  const secret = env.AWS_SECRET_ACCESS_KEY || env.AWS_SECRET_KEY
  if (keyId && secret) return { kind: 'environment' }
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE) return { kind: 'web identity' }
  return behindTheEnvironment({ env, profiles })
}

/** Takes a machine's settings; gives the source that the AWS CLI takes: https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-authentication.html */
export function cliSource({ env, profiles }: Given): Source {
  if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return { kind: 'environment' }
  const wanted = profileSource(profiles, wantedProfile(env))
  // The CLI takes a role of the profile before the token file of a pod.
  if (wanted.profile?.kind === 'role') return wanted
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN) return { kind: 'web identity' }
  return behindTheEnvironment({ env, profiles })
}

/** The profile that is used where no block names one. */
function wantedProfile(env: Given['env']): string {
  return env.AWS_PROFILE || env.AWS_DEFAULT_PROFILE || 'default'
}

function behindTheEnvironment({ env, profiles }: Given): Source {
  const wanted = profileSource(profiles, wantedProfile(env))
  const gives = wanted.profile !== undefined && wanted.profile.kind !== 'nothing'
  // One that is asked for by name and is not there is an error, and not passed over.
  if (gives || env.AWS_PROFILE) return wanted
  if (env.AWS_CONTAINER_CREDENTIALS_FULL_URI || env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)
    return { kind: 'container' }
  return { kind: 'machine' }
}

function profileSource(profiles: readonly Profile[], name: string) {
  return { kind: 'profile', name, profile: profiles.find((one) => one.name === name) } as const
}
