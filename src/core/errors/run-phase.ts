import type { CredentialStep, Phase } from '../fact.ts'
import type { Segment } from './split-diagnostics.ts'

type PhaseRule = { readonly phase: Phase; readonly holds: (segment: Segment) => boolean }

const says =
  (pattern: RegExp) =>
  ({ text }: Segment) =>
    pattern.test(text)

/** The backend's own pages; the provider's are at the registry. */
const BACKEND_PAGE =
  /terraform\/language\/backend\/s3|settings\/backends\/s3|docs\/backends\/types\/s3/i
const STATE_CALL =
  /Unable to list objects in S3 bucket|Failed to get existing workspaces|Unable to access object|Failed to read remote state|error loading state:|Failed to load state:|Error refreshing state: [\s\S]{0,400}host ?id:/i
const PROVIDER =
  /with (?:module\.[^\s,]{1,200}\.)?provider\[|, in provider "|provider\.aws: |error configuring Terraform AWS Provider|configuring Terraform AWS Provider|Retrieving AWS account details: validating|for Terraform AWS Provider|for AWS Provider|registry\.terraform\.io\/providers\/hashicorp\/aws|docs\/providers\/aws\/index/i

/** First match wins; the order is the one the renderers force on us (an address beats any word of the message). */
const PHASES: readonly PhaseRule[] = [
  {
    phase: 'module',
    holds: says(/Failed to download module|Could not download module|error downloading 's3::/i),
  },
  {
    phase: 'lock',
    holds: says(
      /(?:acquiring|releasing) the state lock|\.tflock|retrieve item from DynamoDB table/i,
    ),
  },
  {
    phase: 'state',
    holds: says(
      /Failed to save state|Failed to persist state|failed to upload state|Error inspecting states in the/i,
    ),
  },
  {
    phase: 'remote-state',
    holds: (segment) =>
      STATE_CALL.test(segment.text) &&
      !/Failed to get existing workspaces|Error refreshing state:|error loading state:|Failed to load state/i.test(
        segment.text,
      ) &&
      readsRemoteState(segment),
  },
  { phase: 'state', holds: says(STATE_CALL) },
  {
    phase: 'provider',
    holds: (segment) =>
      says(/with (?:module\.[^\s,]{1,200}\.)?provider\[|, in provider "/)(segment),
  },
  { phase: 'data-source', holds: says(/with (?:module\.[^\s,]{1,200}\.)?data\.|, in data "/) },
  { phase: 'refresh', holds: (segment) => RESOURCE.test(segment.text) && refreshes(segment) },
  {
    phase: 'resource',
    holds: says(
      /with (?:module\.[^\s,]{1,200}\.)?[a-z][a-z0-9]{0,60}_[\w-]{1,80}\.[\w-]{1,100}|, in resource "/,
    ),
  },
  {
    phase: 'remote-state',
    holds: (segment) => BACKEND_WORDS.test(segment.text) && readsRemoteState(segment),
  },
  {
    phase: 'backend',
    holds: says(
      /error configuring S3 Backend|Error configuring the backend|AWS account ID not previously found|Error finding AWS credentials/i,
    ),
  },
  { phase: 'backend', holds: says(BACKEND_PAGE) },
  { phase: 'provider', holds: says(PROVIDER) },
  { phase: 'backend', holds: (segment) => / in terraform:|, in terraform/.test(segment.text) },
  {
    phase: 'ci',
    holds: says(
      /configure-aws-credentials|Could not assume role with|Credentials could not be loaded|getIDToken call failed|Web identity token file does not exist/i,
    ),
  },
  {
    phase: 'backend',
    holds: says(
      /tf_backend\.operation=|Failed to execute "(?:terraform|tofu) init|(?:terraform|tofu) init" in /,
    ),
  },
  {
    phase: 'provider',
    holds: says(/tf_rpc=ConfigureProvider|eval: \*terraform\.EvalConfigProvider/),
  },
  { phase: 'data-source', holds: says(/tf_rpc=ReadDataSource/) },
  { phase: 'refresh', holds: says(/tf_rpc=ReadResource/) },
  { phase: 'resource', holds: says(/tf_rpc=ApplyResourceChange/) },
  { phase: 'backend', holds: backendByAbsence },
  { phase: 'backend', holds: (segment) => loggedBefore(segment) === 'backend' },
  { phase: 'provider', holds: (segment) => loggedBefore(segment) === 'provider' },
  {
    phase: 'cli',
    holds: says(
      /An error occurred \(|Unable to locate credentials|The config profile \(|Error loading SSO Token|Token has expired and refresh failed|The SSO session associated with this profile|botocore\.|awscli|Unable to parse config file|Partial credentials found in (?:env|shared)/,
    ),
  },
  { phase: 'resource', holds: (segment) => verb(segment.text, 'create') },
  { phase: 'refresh', holds: (segment) => verb(segment.text, 'read') },
  {
    phase: 'backend',
    holds: (segment) =>
      /Initializing the backend\.\.\.[\s\S]{0,1500}$/.test(segment.before) &&
      !/Initializing provider plugins|Planning failed/.test(
        segment.before.slice(segment.before.lastIndexOf('Initializing the backend')),
      ),
  },
  { phase: 'refresh', holds: says(/Error refreshing state/i) },
]

/**
 * A provider's error always carries `with provider[…]`, a remote state's follows "Planning failed.":
 * the check of a diagnostic that stands whole behind its command and has neither is the backend's.
 */
function backendByAbsence({ text, before, whole }: Segment): boolean {
  return (
    CHECK.test(text) &&
    (whole || COMMAND.test(before)) &&
    !/Planning failed|Reading\.\.\.|for plan|Initializing provider plugins\.{3}[^\n]{0,200}$/.test(
      before.slice(-600),
    ) &&
    !/with |, in /.test(text)
  )
}

const CHECK =
  /^Error: (?:validating provider credentials|No valid credential sources|Cannot assume IAM Role|failed to get shared config)/
const COMMAND =
  /(?:^|[\s$])(?:terraform|tofu) (?:-chdir=\S{1,200} )?(?:init|plan|apply|destroy|refresh|state|output|show|workspace|import|console)\b/

/** TF_LOG prints around a diagnostic what was being configured; the last line in front of it decides. */
function loggedBefore({ before, text }: Segment): Phase | null {
  if (!CHECK.test(text)) return null
  const backend = before.lastIndexOf('tf_backend.operation=Configure')
  const provider = before.lastIndexOf('tf_rpc=ConfigureProvider')
  if (backend < 0 && provider < 0) return null
  return backend > provider ? 'backend' : 'provider'
}

const RESOURCE =
  /with (?:module\.[^\s,]{1,200}\.)?[a-z][a-z0-9]{0,60}_[\w-]{1,80}\.[\w-]{1,100}|, in resource "/
const BACKEND_WORDS =
  /validating provider credentials|No valid credential sources found|Unable to access object|Cannot assume IAM Role|failed to get shared config profile/i

function readsRemoteState({ before, text }: Segment): boolean {
  const near = before.slice(-1500)
  return /data\.terraform_remote_state\.|Planning failed\./.test(near) && !/with |, in /.test(text)
}

function refreshes({ text, before }: Segment): boolean {
  return verb(text, 'read') && !/(?:Creating|Modifying|Destroying)\.\.\./.test(before.slice(-2000))
}

/** What the provider was doing, from the verb that opens its message. */
function verb(text: string, kind: 'create' | 'read'): boolean {
  return kind === 'read'
    ? /[Ee]rror:? (?:[Ee]rror )?(?:reading|describing|listing|finding|retrieving|getting) [A-Z]/.test(
        text,
      )
    : /[Ee]rror:? (?:[Ee]rror )?(?:creating|updating|deleting|putting|attaching|modifying|tagging|launching|waiting for) [A-Z]/.test(
        text,
      )
}

/** Takes a diagnostic; gives the point of the run it comes from, `unknown` when the text does not say. */
export function phaseOf(segment: Segment): Phase {
  return PHASES.find((rule) => rule.holds(segment))?.phase ?? 'unknown'
}

type StepRule = { readonly step: CredentialStep; readonly says: RegExp }
const STEPS: readonly StepRule[] = [
  {
    step: 'web-identity',
    says: /AssumeRoleWithWebIdentity|\bjwt\b|web identity|with OIDC|InvalidIdentityToken|IDPCommunicationError/i,
  },
  {
    step: 'sso',
    says: /SSO OIDC|operation error SSO|SSO session|sso\/cache|SSO token|use SSO|SSOProvider|GetRoleCredentials/i,
  },
  { step: 'process', says: /credential_process|process provider/i },
  {
    step: 'container',
    says: /169\.254\.170\.2|ecs\/eks hosts|failed to load credentials, |CredentialsEndpointError/i,
  },
  {
    step: 'assume-role',
    says: /: AssumeRole,|AssumeRole operation|sts:AssumeRole\b|IAM Role \(|Cannot assume IAM Role|The role "|assume role ARN/i,
  },
  {
    step: 'profile',
    says: /shared config profile|config profile \(|partial credentials found|config file|credential_source|MFA enabled/i,
  },
  { step: 'imds', says: /AssumeRoleUnauthorizedAccess|IMDS role credentials/i },
  {
    step: 'none-found',
    says: /no EC2 IMDS role found|no valid credential sources|NoCredentialProviders|Unable to locate credentials|no valid providers in chain|Credentials could not be loaded|Could not load credentials from any providers|no credentials have been configured|finding AWS credentials/i,
  },
  { step: 'imds', says: /ec2imds|EC2 IMDS/i },
  { step: 'static', says: /invalid header field value for|static credentials are empty/i },
]

/** Takes a diagnostic's text; gives the link of the credential chain it speaks of, null when it names none. */
export function credentialStepOf(text: string): CredentialStep | null {
  return STEPS.find((rule) => rule.says.test(text))?.step ?? null
}
