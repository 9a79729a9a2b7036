import { readerOf } from '../fact-reader.ts'

/** Programs, versions, places in the configuration, and where the run executes. */
export const TOOL_RULES = readerOf([
  {
    gate: [
      'remote plan',
      'remote apply',
      'running plan in',
      'running apply in',
      'app.terraform.io',
      'failed running terraform',
      'initializing plugins and modules',
    ],
    rules: [
      {
        kind: 'execution',
        value: 'remote',
        pattern:
          /Preparing the remote (?:plan|apply)|Running (?:plan|apply) in (?:HCP Terraform|Terraform Cloud|Terraform Enterprise|the remote backend|\S{1,80})\. Output will stream here|Operation failed: failed running terraform|Initializing plugins and modules\.\.\./i,
      },
      { kind: 'where', value: 'ci', pattern: /Operation failed: failed running terraform/ },
    ],
  },
  {
    gate: ['docker', 'kubectl', 'container'],
    rules: [
      {
        kind: 'where',
        value: 'container',
        pattern:
          /\bdocker (?:container )?(?:run|exec)\b|\bdocker[- ]compose (?:run|up|exec)\b|\bkubectl (?:exec|run|logs)\b|\bpodman run\b/i,
      },
    ],
  },
  {
    gate: ['terraform', 'tofu'],
    rules: [
      {
        kind: 'terraform-version',
        pattern: /\b(?:Terraform|OpenTofu)(?: version)?:? ?v?(\d\.\d{1,3}\.\d{1,3})\b/i,
      },
      {
        kind: 'terraform-version',
        pattern: /"?terraform_version"?["']?[ \t]{0,4}[=:][ \t]{0,4}["']?(\d\.\d{1,3}\.\d{1,3})\b/i,
      },
    ],
  },
  {
    gate: ['hashicorp/aws', 'terraform-provider-aws', 'provider.aws'],
    rules: [
      { kind: 'provider-version', pattern: /terraform-provider-aws_v(\d{1,2}\.\d{1,3}\.\d{1,3})/ },
      {
        kind: 'provider-version',
        pattern:
          /provider(?:\.aws)?:? ?"?(?:\[?(?:registry\.(?:terraform\.io|opentofu\.org)\/)?hashicorp\/aws\]?)?"? v(\d{1,2}\.\d{1,3}\.\d{1,3})/,
      },
      {
        kind: 'provider-version',
        pattern:
          /(?:Installed|Installing|Using previously-installed) hashicorp\/aws v(\d{1,2}\.\d{1,3}\.\d{1,3})/,
      },
      { kind: 'provider-version', pattern: /\+ provider\.aws v(\d{1,2}\.\d{1,3}\.\d{1,3})/ },
      {
        kind: 'provider-version',
        pattern:
          /registry\.(?:terraform\.io|opentofu\.org)\/hashicorp\/aws"? ?\{ version = "(\d{1,2}\.\d{1,3}\.\d{1,3})"/,
      },
      {
        kind: 'provider-version',
        pattern: /hashicorp\/aws" ?,? ?version ?= ?"=? ?(\d{1,2}\.\d{1,3}\.\d{1,3})"/,
      },
    ],
  },
  {
    gate: ['provider["', 'provider.aws.', 'alias'],
    rules: [
      {
        kind: 'provider-alias',
        pattern: /with (?:module\.[^\s,]{1,100}\.)?provider\["[^"\n]{1,200}"\]\.([\w-]{1,80})/,
      },
      { kind: 'provider-alias', pattern: /\* provider\.aws\.([\w-]{1,80}): / },
    ],
  },
  {
    gate: ['s3 bucket', 'bucket', 's3://', 'tf_backend.s3.bucket'],
    rules: [
      { kind: 'bucket', pattern: /(?:in )?S3 bucket ["']([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])["']/ },
      { kind: 'bucket', pattern: /tf_backend\.s3\.bucket=([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/ },
      {
        kind: 'bucket',
        pattern: /-backend-config[ =]["']?bucket=([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/,
      },
    ],
  },
  {
    gate: ['dynamodb', 'lock'],
    rules: [
      { kind: 'lock-table', pattern: /item from DynamoDB table "([\w.-]{3,255})"/ },
      {
        kind: 'lock-table',
        pattern: /\bdynamodb_table["']?[ \t]{0,20}[=:][ \t]{0,4}"([\w.-]{3,255})"/,
      },
      {
        kind: 'lock-table',
        pattern:
          /arn:aws[a-z-]{0,10}:dynamodb:[a-z0-9-]{4,20}:(?:\d{12}|\*{3}):table\/([\w.-]{3,255})/,
      },
    ],
  },
  {
    gate: ['could not download module', 'error downloading', 'module "'],
    rules: [
      { kind: 'module', pattern: /Could not download module "([\w-]{1,100})"/ },
      {
        kind: 'location',
        pattern: /Could not download module "[\w-]{1,100}" \(([^()\s:]{1,200}:\d{1,6})\)/,
      },
    ],
  },
  {
    gate: [
      'terragrunt',
      'stderr [',
      'prefix=',
      'terraform init" in ',
      'tofu init" in ',
      'terraform invocation failed in',
      '" in ',
    ],
    rules: [
      { kind: 'unit', pattern: /\bSTDERR \[([\w./-]{1,200})\]/ },
      {
        kind: 'unit',
        pattern: /Failed to execute "(?:terraform|tofu) [^"]{1,120}" in (?:\.\/)?([\w./@-]{1,300})/,
      },
      {
        kind: 'unit',
        pattern: /(?:terraform|tofu) invocation failed in (?:\.\/)?([\w./@-]{1,300})/,
      },
    ],
  },
  {
    gate: ['permission denied', 'access is denied', 'eacces'],
    rules: [
      {
        kind: 'file-readable',
        value: 'no',
        pattern:
          /\bopen [^\s:]{0,200}(?:\.aws\/(?:credentials|config|sso\/)|serviceaccount\/token|[\w-]{1,40}token)[^\s:]{0,80}: (?:permission denied|Access is denied)|\bPermission denied: '[^'\n]{0,200}(?:\.aws\/|serviceaccount\/token)|\bEACCES: permission denied, open '[^'\n]{0,200}(?:\.aws\/|serviceaccount\/token)/i,
      },
    ],
  },
  {
    gate: ['backend-config'],
    rules: [
      {
        kind: 'backend-config-keys',
        value: 'yes',
        pattern:
          /-backend-config[ =]["']?(?:access_key|secret_key|token)\b|backend-config[^\n]{0,80}(?:access_key|secret_key)/,
      },
    ],
  },
])
