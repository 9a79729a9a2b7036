/** How one kind of fact is read from plain, redacted text: the value is fixed, or the pattern's first group. */
export type FactRule = {
  readonly kind: string
  readonly value?: string
  readonly pattern: RegExp
}

const REGION = '[a-z]{2,4}(?:-gov|-iso[a-z]?)?-[a-z]{4,14}-\\d'
const ARN_NAME = '[\\w+=,.@/-]{1,200}'

/** The first rule of a kind that finds something decides it, so the surer words stand first. */
export const FACT_RULES: readonly FactRule[] = [
  // A8: what Terraform itself logs is the best witness.
  {
    kind: 'credential-source',
    value: 'environment',
    pattern: /tf_aws\.credentials_source=EnvConfigCredentials/,
  },
  {
    kind: 'credential-source',
    value: 'shared-file',
    pattern: /tf_aws\.credentials_source="?SharedConfigCredentials/,
  },
  {
    kind: 'credential-source',
    value: 'block',
    pattern: /tf_aws\.credentials_source="?StaticCredentials/,
  },
  { kind: 'credential-source', value: 'other', pattern: /tf_aws\.credentials_source=/ },
  // `aws configure list`: name, masked value, type.
  {
    kind: 'credential-source',
    value: 'environment',
    pattern: /access_key[ \t:|]{1,30}\*{4,}\w{4}[ \t:|]{1,30}env\b/,
  },
  {
    kind: 'credential-source',
    value: 'shared-file',
    pattern:
      /access_key[ \t:|]{1,30}\*{4,}\w{4}[ \t:|]{1,30}(?:shared-credentials-file|config-file)/,
  },
  {
    kind: 'credential-source',
    value: 'other',
    pattern: /access_key[ \t:|]{1,30}\*{4,}\w{4}[ \t:|]{1,30}[a-z-]{3,40}/,
  },
  {
    // Keys written into a provider or backend block.
    kind: 'credential-source',
    value: 'block',
    pattern: /(?:provider "aws"|backend "s3")[ \t]{0,4}\{[^{}]{0,800}\baccess_key[ \t]{0,20}=/,
  },
  {
    kind: 'session-token',
    value: 'set',
    pattern:
      /AWS_SESSION_TOKEN["']?[ \t]{0,20}[=:][ \t]{0,20}\\?["']?(?:\[aws-session-token|\*{3}|\$\{\{)/,
  },
  {
    kind: 'session-token',
    value: 'unset',
    pattern:
      /AWS_SESSION_TOKEN["']?(?:[ \t]{0,20}[=:][ \t]{0,20}(?:""|''|unset)|[ \t](?:is )?(?:not set|unset|empty|missing))/i,
  },
  {
    kind: 'env-keys',
    value: 'set',
    pattern:
      /(?:^|[\s"'])(?:export |\$env:|set )?AWS_ACCESS_KEY_ID["']?[ \t]{0,20}[=:][ \t]{0,20}\\?["']?(?:A[KS]IA|\[|\*{3}|\$\{\{)/,
  },
  {
    kind: 'env-keys',
    value: 'unset',
    pattern: /AWS_ACCESS_KEY_ID["']?[ \t](?:is )?(?:not set|unset|empty)/i,
  },
  { kind: 'access-key-kind', value: 'temporary', pattern: /\bASIA\*{4,}/ },
  { kind: 'access-key-kind', value: 'long-term', pattern: /\bAKIA\*{4,}/ },
  {
    kind: 'access-key-shape',
    value: 'damaged',
    pattern: /\b(?:QUtJ|QVNJ)\[base64-aws-access-key-id/,
  },
  {
    kind: 'access-key-shape',
    value: 'damaged',
    pattern: /invalid header field value for "(?:Authorization|X-Amz-Security-Token)"/i,
  },
  { kind: 'access-key-shape', value: 'damaged', pattern: /IncompleteSignature/ },
  {
    kind: 'access-key-shape',
    value: 'damaged',
    pattern: /access_key[ \t]{0,20}=[ \t]{0,4}"(?:var\.|local\.|data\.|<|\\"|'|[ \t])/,
  },
  { kind: 'access-key-shape', value: 'damaged', pattern: /AWS_ACCESS_KEY_ID=(?:<|"["']|“| )(?!$)/ },
  { kind: 'access-key-shape', value: 'intact', pattern: /\b(?:AKIA|ASIA)\*{12}[A-Z0-9]{4}\b/ },
  { kind: 'access-key', pattern: /\b((?:AKIA|ASIA)\*{4,24}[A-Z0-9]{4})\b/ },
  {
    kind: 'caller-identity',
    value: 'works',
    pattern: /"UserId": ?"[\w:@.+=,-]{4,200}",?\s{0,20}"Account": ?"\d{12}"/,
  },
  {
    kind: 'caller-identity',
    value: 'refused',
    pattern:
      /An error occurred \((?:InvalidClientTokenId|ExpiredToken|SignatureDoesNotMatch|AccessDenied)\) when calling the GetCallerIdentity operation/,
  },
  {
    kind: 'caller-identity',
    value: 'works',
    pattern:
      /(?:get-caller-identity|AWS CLI|aws cli|\baws s3 ls)`?[ \t](?:works|is (?:fine|ok|happy)|succeeds|returns the right)/i,
  },
  { kind: 'key-status', value: 'inactive', pattern: /"Status": ?"Inactive"/ },
  { kind: 'key-status', value: 'active', pattern: /"Status": ?"Active"/ },
  { kind: 'key-status', value: 'missing', pattern: /"AccessKeyMetadata": ?\[\s{0,10}\]/ },
  {
    kind: 'rotated-recently',
    value: 'yes',
    pattern:
      /\brotat(?:ed|ing|ion of)\b[^.\n]{0,60}\b(?:keys?|credentials?|secrets?)\b|\b(?:keys?|credentials?)\b[^.\n]{0,40}\b(?:were|was|got|been) (?:rotated|replaced|regenerated)/i,
  },
  {
    kind: 'key-age',
    value: 'minutes',
    pattern:
      /\b(?:just|freshly|newly|minutes? ago|seconds? ago)\b[^.\n]{0,40}\b(?:created|made|issued|generated)\b|\b(?:created|issued|generated)\b[^.\n]{0,40}\b(?:seconds?|a minute|minutes?) ago\b|\bretry(?:ing)? (?:works|helps|succeeds)/i,
  },
  {
    kind: 'worked-before',
    value: 'yes',
    pattern:
      /\b(?:worked|was working|used to work|was fine) (?:yesterday|before|until|last|fine|this morning)|\bsuddenly\b|\bovernight\b/i,
  },
  {
    kind: 'profile-exists',
    value: 'no',
    pattern:
      /failed to get shared config profile|The config profile \([^)]{1,100}\) could not be found/i,
  },
  { kind: 'profile', pattern: /failed to get shared config profile, ([\w.@+-]{1,100})/ },
  { kind: 'profile', pattern: /The config profile \(([^)\n]{1,100})\) could not be found/ },
  {
    kind: 'profile',
    pattern: /AWS_PROFILE["']?[ \t]{0,4}[=:][ \t]{0,4}["']?(?!unset)([\w.@+-]{1,100})/,
  },
  { kind: 'profile', pattern: /\bprofile[ \t]{0,20}=[ \t]{0,4}"([\w.@+-]{1,100})"/ },
  { kind: 'profile', pattern: /--profile[ =]([\w.@+-]{1,100})/ },
  {
    kind: 'sso-profile',
    value: 'yes',
    pattern:
      /\bsso_(?:start_url|session|account_id|role_name)\b|cached SSO token|SSO session|aws sso login|operation error SSO/i,
  },
  {
    kind: 'endpoint',
    value: 'other',
    pattern:
      /localhost:4566|127\.0\.0\.1:4566|\blocalstack\b|\btflocal\b|\bminio\b|r2\.cloudflarestorage\.com|digitaloceanspaces\.com|wasabisys\.com|AWS_ENDPOINT_URL(?:_\w{1,20})?=(?!unset)|\bendpoints[ \t]{0,4}=?[ \t]{0,4}\{/i,
  },
  {
    kind: 'backend-config-keys',
    value: 'yes',
    pattern:
      /-backend-config[ =]["']?(?:access_key|secret_key|token)\b|backend-config[^\n]{0,80}(?:access_key|secret_key)/,
  },
  {
    kind: 'where',
    value: 'ci',
    pattern:
      /##\[(?:group|error|command)\]|GITHUB_ACTIONS|\$\{\{ ?secrets\.|Terraform exited with code 1|\[Pipeline\]|section_start:|\bgitlab-runner\b|Job failed: exit code|configure-aws-credentials|\bcircleci\b|Operation failed: failed running terraform/i,
  },
  {
    kind: 'where',
    value: 'container',
    pattern: /\bdocker (?:run|compose)\b|docker-compose|\bDockerfile\b|\bkubectl exec\b/i,
  },
  {
    kind: 'ci-system',
    value: 'github-actions',
    pattern:
      /##\[(?:group|error|endgroup)\]|GITHUB_ACTIONS|\$\{\{ ?secrets\.|Error: Terraform exited with code 1|configure-aws-credentials|token\.actions\.githubusercontent\.com/,
  },
  {
    kind: 'ci-system',
    value: 'gitlab',
    pattern: /section_start:|ERROR: Job failed: exit code|\bCI_JOB_ID\b|gitlab-runner/,
  },
  { kind: 'ci-system', value: 'jenkins', pattern: /\[Pipeline\]/ },
  { kind: 'ci-system', value: 'atlantis', pattern: /\*\*Plan Error\*\*|\/home\/atlantis\// },
  {
    kind: 'ci-system',
    value: 'hcp-terraform',
    pattern: /app\.terraform\.io\/app\/|Operation failed: failed running terraform/,
  },
  { kind: 'region', pattern: new RegExp(`\\bsts\\.(${REGION})\\.amazonaws\\.com`) },
  { kind: 'region', pattern: new RegExp(`\\baws\\.region=(${REGION})`) },
  { kind: 'region', pattern: new RegExp(`\\bregion[ \\t]{0,20}[=:][ \\t]{0,4}"?(${REGION})`) },
  {
    kind: 'region',
    pattern: new RegExp(
      `\\bAWS_(?:DEFAULT_)?REGION["']?[ \\t]{0,4}[=:][ \\t]{0,4}["']?(${REGION})`,
    ),
  },
  { kind: 'region', pattern: new RegExp(`\\barn:aws[a-z-]{0,10}:[a-z0-9-]{2,30}:(${REGION}):`) },
  { kind: 'region', pattern: new RegExp(`(?:^|[\\s"'\`(/=])(${REGION})(?=$|[\\s"'\`),.:;/])`) },
  {
    kind: 'principal',
    pattern: new RegExp(`User: (arn:aws[a-z-]{0,10}:(?:iam|sts)::(?:\\d{12}|\\*{3}):${ARN_NAME})`),
  },
  {
    kind: 'principal',
    pattern: new RegExp(`"Arn": ?"(arn:aws[a-z-]{0,10}:(?:iam|sts)::\\d{12}:${ARN_NAME})"`),
  },
  { kind: 'account', pattern: /User: arn:aws[a-z-]{0,10}:(?:iam|sts)::(\d{12}):/ },
  { kind: 'account', pattern: /"Account": ?"(\d{12})"/ },
  {
    kind: 'role',
    pattern: new RegExp(
      `(?:IAM Role \\(|on resource: "?|The role "|role_arn[ \\t]{0,20}=[ \\t]{0,4}"?|role-to-assume: ?|AWS_ROLE_ARN=)(arn:aws[a-z-]{0,10}:iam::(?:\\d{12}|\\*{3}):role/${ARN_NAME})`,
    ),
  },
  {
    kind: 'target-account',
    pattern:
      /(?:IAM Role \(|on resource: "?|The role "|role_arn[ \t]{0,20}=[ \t]{0,4}"?|role-to-assume: ?|AWS_ROLE_ARN=)arn:aws[a-z-]{0,10}:iam::(\d{12}):role/,
  },
  {
    kind: 'bucket',
    pattern:
      /(?:S3 bucket "|in S3 bucket "|bucket[ \t]{0,20}=[ \t]{0,4}")([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])"/,
  },
  { kind: 'terraform-version', pattern: /\bTerraform(?: version:?)? v?(\d\.\d{1,3}\.\d{1,3})\b/i },
  { kind: 'terraform-version', pattern: /tfauth: terraform=(\d\.\d{1,3}\.\d{1,3})/ },
  { kind: 'provider-version', pattern: /terraform-provider-aws_v(\d{1,2}\.\d{1,3}\.\d{1,3})/ },
  {
    kind: 'provider-version',
    pattern: /provider (?:registry\.terraform\.io\/)?hashicorp\/aws v(\d{1,2}\.\d{1,3}\.\d{1,3})/,
  },
  {
    kind: 'provider-alias',
    pattern: /with (?:module\.[^\s,]{1,100}\.)?provider\["[^"\n]{1,200}"\]\.([\w-]{1,80})/,
  },
]
