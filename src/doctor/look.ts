import { type AwsFiles, readAwsFiles } from './aws-files.ts'
import { type Cached, cliCaches, loginCaches, ssoCache } from './caches.ts'
import { type Identity, readIdentity } from './identity.ts'
import type { Machine } from './machine.ts'
import { type Profile, profilesOf, rootOf } from './profiles.ts'
import { cliSource, type Source, terraformSource } from './sources.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'
import { readTerraformFolder, type TerraformFolder } from './terraform-folder.ts'
import { type Variable, variablesOf } from './variables.ts'

/** What one look at a machine shows. No value of a secret is in it. */
export type Look = {
  readonly at: number
  readonly platform: string
  readonly variables: readonly Variable[]
  readonly files: Pick<AwsFiles, 'config' | 'credentials'>
  readonly profiles: readonly Profile[]
  /** The profile that the environment names. */
  readonly askedProfile?: string | undefined
  readonly folder: TerraformFolder
  readonly sources: { readonly cli: Source; readonly provider: Source; readonly backend?: Source }
  /** The SSO profile that is in use, with its kept token. */
  readonly sso?: { readonly profile: Profile; readonly cached: Cached | undefined }
  readonly logins: readonly Cached[]
  readonly roleSessions: readonly Cached[]
  /** Our clock minus that of AWS, in seconds; undefined where AWS was not asked or did not answer. */
  readonly clockOffset?: number | undefined
  readonly region?: { readonly name: string; readonly from: string }
  readonly surroundings: Surroundings
  readonly tools: { readonly terraform?: string | undefined; readonly awsCli?: string | undefined }
  /** Who AWS says we are; undefined where it was not asked. */
  readonly identity?: Identity
}

// Answers without a sign-in, and its Date header is what AWS holds requests against.
const CLOCK = 'https://sts.amazonaws.com'
const SHORT_S = 20
const ASKING_S = 20

/** Takes a machine, and whether AWS may be asked; looks around. Changes nothing. */
export async function lookAround(machine: Machine, online: boolean): Promise<Look> {
  const files = readAwsFiles(machine)
  const profiles = profilesOf(files)
  const folder = readTerraformFolder(machine)
  const given = { env: machine.env, profiles }
  const sources = {
    cli: cliSource(given),
    provider: terraformSource(given, folder.provider),
    ...(folder.backend?.kind === 's3' ? { backend: terraformSource(given, folder.backend) } : {}),
  }
  const asked = performance.now()
  const [time, terraform, awsCli, identity] = await Promise.all([
    online
      ? machine.timeAt(CLOCK).then((at) => ({ at, took: performance.now() - asked }))
      : undefined,
    version(machine, 'terraform', ['version'], /^(?:Terraform|OpenTofu) v(\d[\w.-]*)/m),
    version(machine, 'aws', ['--version'], /^aws-cli\/(\d[\w.]*)/m),
    online ? readIdentity(machine, ASKING_S) : undefined,
  ])
  const now = machine.now()
  const region = regionOf(machine, profiles, sources.cli)
  const ssoProfile = [sources.provider, sources.cli, sources.backend].flatMap((source) => {
    const root = source?.kind === 'profile' ? rootOf(profiles, source.name) : undefined
    return root?.kind === 'SSO' ? [root] : []
  })[0]
  return {
    at: now,
    platform: machine.platform,
    variables: variablesOf(machine),
    files,
    profiles,
    askedProfile: machine.env.AWS_PROFILE || machine.env.AWS_DEFAULT_PROFILE || undefined,
    folder,
    sources,
    ...(ssoProfile ? { sso: { profile: ssoProfile, cached: ssoCache(machine, ssoProfile) } } : {}),
    logins: loginCaches(machine),
    roleSessions: cliCaches(machine),
    // A server says whole seconds, and its answer is half a way old.
    clockOffset:
      time?.at === undefined ? undefined : Math.round((now - time.at - time.took / 2) / 1000),
    ...(region ? { region } : {}),
    surroundings: surroundingsOf(machine),
    tools: { terraform, awsCli },
    ...(identity ? { identity } : {}),
  }
}

async function version(
  machine: Machine,
  program: string,
  args: readonly string[],
  form: RegExp,
): Promise<string | undefined> {
  return form.exec((await machine.run(program, args, SHORT_S)) ?? '')?.[1]
}

function regionOf({ env }: Machine, profiles: readonly Profile[], cli: Source): Look['region'] {
  for (const from of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const name = env[from]
    if (name) return { name, from }
  }
  const profile =
    cli.kind === 'profile' ? cli.profile : profiles.find(({ name }) => name === 'default')
  return profile?.region ? { name: profile.region, from: `profile ${profile.name}` } : undefined
}
