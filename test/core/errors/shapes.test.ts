import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReadError } from '../../../src/core/fact.ts'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))

const errors = (text: string) => read(text, knowledge).errors

const ID = '7e3d1b90-52c4-4f6a-9d18-0c6b2a95e4f7'
const HOST = 'aB3dE5/gH7+jK9='
const DEAD = 'InvalidClientTokenId: The security token included in the request is invalid.'
const STS = `operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: ${ID}, api error ${DEAD}`
const V1 = `\n\tstatus code: 403, request id: ${ID}`
const S3 = (operation: string, status: number, rest: string) =>
  `operation error S3: ${operation}, https response error StatusCode: ${status}, RequestID: 9F8E7D6C5B4A3021, HostID: ${HOST}, ${rest}`
const DYNAMO = (operation: string, rest: string) =>
  `operation error DynamoDB: ${operation}, https response error StatusCode: 400, RequestID: ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789, api error ${rest}`
const ROLE = `IAM Role (arn:aws:iam::444455556666:role/deploy) cannot be assumed`
const BULLETS =
  '\n\nThere are a number of possible causes of this - the most common are:\n  * The credentials used in order to assume the role are invalid\n  * The credentials do not have appropriate permission to assume the role\n  * The role ARN is not valid\n\n'
const NONE = (inner: string) =>
  `Error: No valid credential sources found\n\nPlease see https://developer.hashicorp.com/terraform/language/backend/s3\nfor more information about providing credentials.\n\nError: ${inner}`
const PROVIDER =
  '\n\n  with provider["registry.terraform.io/hashicorp/aws"].west,\n  on aws.tf line 7, in provider "aws":\n   7: provider "aws" {\n'
const IMDS = 'no EC2 IMDS role found, operation error ec2imds: GetMetadata, '

const caller = {
  code: 'InvalidClientTokenId',
  service: 'STS',
  operation: 'GetCallerIdentity',
  httpStatus: 403,
  requestId: ID,
}
const coded = (code: string, service: string | null, operation: string | null) => ({
  code,
  service,
  operation,
})
const aws = {
  address: 'provider["registry.terraform.io/hashicorp/aws"].west',
  file: 'aws.tf',
  line: 7,
}
const web = (code: string, more = '') =>
  NONE(
    `failed to refresh cached credentials, operation error STS: AssumeRoleWithWebIdentity, https response error StatusCode: 400, RequestID: ${ID}, ${code}: ${more}`,
  )
const webIdentity = (code: string): Partial<ReadError> => ({
  ...coded(code, 'STS', 'AssumeRoleWithWebIdentity'),
  credentialStep: 'web-identity',
  phase: 'backend',
})
const sso = (inner: string) => NONE(`failed to refresh cached credentials, ${inner}`)

type Row = readonly [string, string, Partial<ReadError>]
const BACKEND: readonly Row[] = [
  [
    'backend, since 1.6',
    `Initializing the backend...\n\nError: validating provider credentials: retrieving caller identity from STS: ${STS}`,
    { ...caller, phase: 'backend' },
  ],
  [
    'backend, 0.13 to 1.5',
    `Error: error configuring S3 Backend: error validating provider credentials: error calling sts:GetCallerIdentity: ${DEAD}${V1}`,
    { ...caller, phase: 'backend' },
  ],
  [
    'backend, 0.12',
    `Initializing the backend...\n\nError: error using credentials to get account ID: error calling sts:GetCallerIdentity: ${DEAD}${V1}`,
    { ...caller, phase: 'backend' },
  ],
  [
    'backend, 0.11',
    `Error configuring the backend "s3": ${DEAD}${V1}\n\nPlease update the configuration in your Terraform files to fix this error`,
    { code: 'InvalidClientTokenId', phase: 'backend' },
  ],
  [
    'another account',
    'Initializing the backend...\n\nError: Invalid account ID\n\nAWS account ID not allowed: 111122223333',
    { code: null, phase: 'backend' },
  ],
  [
    'empty keys in the block',
    'Initializing the backend...\n\nError: validating provider credentials: retrieving credentials: static credentials are empty',
    { code: null, credentialStep: 'static', phase: 'backend' },
  ],
]
const STATE: readonly Row[] = [
  [
    'state list, init',
    `Error: Failed to get existing workspaces: Unable to list objects in S3 bucket "b" with prefix "env:/": ${S3('ListObjectsV2', 403, 'api error InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.')}`,
    {
      ...coded('InvalidAccessKeyId', 'S3', 'ListObjectsV2'),
      httpStatus: 403,
      requestId: '9F8E7D6C5B4A3021',
      phase: 'state',
    },
  ],
  [
    'state list, plan',
    `Error: error loading state: Unable to list objects in S3 bucket "b" with prefix "env:/": ${S3('ListObjectsV2', 400, 'api error ExpiredToken: The provided token has expired.')}`,
    { ...coded('ExpiredToken', 'S3', 'ListObjectsV2'), phase: 'state' },
  ],
  [
    'state list, output',
    `Error: Failed to load state: Unable to list objects in S3 bucket "b" with prefix "env:/": ${S3('ListObjectsV2', 400, 'api error InvalidToken: The provided token is malformed or otherwise invalid.')}`,
    { ...coded('InvalidToken', 'S3', 'ListObjectsV2'), phase: 'state' },
  ],
  [
    'state list without a box',
    `Unable to list objects in S3 bucket "b" with prefix "env:/": ${S3('ListObjectsV2', 403, 'api error AccessDenied: Access Denied')}`,
    { ...coded('AccessDenied', 'S3', 'ListObjectsV2'), phase: 'state' },
  ],
  [
    'state object',
    `Error: Error refreshing state: Unable to access object "k" in S3 bucket "b": ${S3('HeadObject', 403, 'api error Forbidden: Forbidden')}`,
    { ...coded('Forbidden', 'S3', 'HeadObject'), httpStatus: 403, phase: 'state' },
  ],
  [
    'state object, first SDK',
    `Error: Failed to read remote state: AccessDenied: Access Denied\n\tstatus code: 403, request id: 9F8E7D6C5B4A3021, host id: ${HOST}`,
    { code: 'AccessDenied', httpStatus: 403, phase: 'state' },
  ],
  [
    'migration',
    `Error: Error inspecting states in the "s3" backend:\n    ${S3('ListObjectsV2', 403, 'api error SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided.')}`,
    { ...coded('SignatureDoesNotMatch', 'S3', 'ListObjectsV2'), phase: 'state' },
  ],
  [
    'lock in a table: the first of two',
    `Error: Error acquiring the state lock\n\nError message: ${DYNAMO('PutItem', 'UnrecognizedClientException: The security token included in the request is invalid.')}\nUnable to retrieve item from DynamoDB table "locks": ${DYNAMO('GetItem', 'UnrecognizedClientException: The security token included in the request is invalid.')}`,
    {
      ...coded('UnrecognizedClientException', 'DynamoDB', 'PutItem'),
      httpStatus: 400,
      phase: 'lock',
    },
  ],
  [
    'lock as a file: the first of two',
    `Error: Error acquiring the state lock\n\nError message: ${S3('PutObject', 403, 'api error AccessDenied: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::b/k.tflock"')}\nunable to retrieve file from S3 bucket 'b' with key 'k.tflock': ${S3('GetObject', 404, 'NoSuchKey: ')}`,
    { ...coded('AccessDenied', 'S3', 'PutObject'), httpStatus: 403, phase: 'lock' },
  ],
  [
    'lock, released too late',
    `Error: Error releasing the state lock\n\nError message: failed to retrieve lock info for lock ID "x": Unable to retrieve item from DynamoDB table "locks": ${DYNAMO('GetItem', 'ExpiredTokenException: The security token included in the request is expired')}`,
    { ...coded('ExpiredTokenException', 'DynamoDB', 'GetItem'), phase: 'lock' },
  ],
  [
    'state write',
    `Error: Failed to save state\n\nError saving state: failed to upload state: ${S3('PutObject', 400, 'api error ExpiredToken: The provided token has expired.')}`,
    { ...coded('ExpiredToken', 'S3', 'PutObject'), phase: 'state' },
  ],
  [
    'remote state',
    `data.terraform_remote_state.net: Reading...\n\nPlanning failed. Terraform encountered an error while generating this plan.\n\nError: validating provider credentials: retrieving caller identity from STS: ${STS}`,
    { ...caller, phase: 'remote-state', address: null },
  ],
  [
    'OpenTofu, states',
    `Error: Failed to get existing workspaces: ${S3('ListObjectsV2', 403, 'api error InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.')}`,
    { ...coded('InvalidAccessKeyId', 'S3', 'ListObjectsV2'), phase: 'state' },
  ],
]
const MODULE: readonly Row[] = [
  [
    'module, first SDK',
    `Error: Failed to download module\n\n  on main.tf line 1:\n   1: module "net" {\n\nCould not download module "net" (main.tf:1) source code from\n"s3::https://s3-eu-west-1.amazonaws.com/b/net.zip": InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.\n\tstatus code: 403, request id: 9F8E7D6C5B4A3021, host id: ${HOST}`,
    {
      code: 'InvalidAccessKeyId',
      httpStatus: 403,
      requestId: '9F8E7D6C5B4A3021',
      phase: 'module',
      file: 'main.tf',
      line: 1,
    },
  ],
  [
    'module, second SDK',
    `Error: Failed to download module\n\n  on main.tf line 1:\n   1: module "net" {\n\nCould not download module "net" (main.tf:1) source code from "s3::https://s3-eu-west-1.amazonaws.com/b/net.zip": ${S3('GetObject', 403, 'api error AccessDenied: Access Denied')}`,
    { ...coded('AccessDenied', 'S3', 'GetObject'), phase: 'module' },
  ],
  [
    'module, no credentials',
    'Error: Failed to download module\n\n  on main.tf line 1:\n\nCould not download module "net" (main.tf:1) source code from "s3::https://x": error downloading: NoCredentialProviders: no valid providers in chain\ncaused by: EnvAccessKeyNotFound: failed to find credentials in the environment.\nSharedCredsLoad: failed to load profile, .\nEC2RoleRequestError: no EC2 instance role found',
    { code: 'NoCredentialProviders', phase: 'module', credentialStep: 'none-found' },
  ],
  [
    'module, SSO',
    'Error: Failed to download module\n\n  on main.tf line 1:\n\nCould not download module "net" (main.tf:1) source code from "s3::https://x": profile "dev" is configured to use SSO but is missing required configuration: sso_region, sso_start_url',
    { code: null, phase: 'module', credentialStep: 'sso' },
  ],
]
const OF_PROVIDER: readonly Row[] = [
  [
    'provider 2',
    `Error: error using credentials to get account ID: error calling sts:GetCallerIdentity: ${DEAD}${V1}${PROVIDER}`,
    { ...caller, ...aws, phase: 'provider' },
  ],
  [
    'provider 2 in 0.11',
    `Error: Error refreshing state: 1 error(s) occurred:\n\n* provider.aws: error using credentials to get account ID: error calling sts:GetCallerIdentity: ${DEAD}${V1}`,
    { ...caller, address: 'provider.aws', phase: 'provider' },
  ],
  [
    'provider 3',
    `Error: error configuring Terraform AWS Provider: error validating provider credentials: error calling sts:GetCallerIdentity: ${DEAD}${V1}${PROVIDER}`,
    { ...caller, ...aws, phase: 'provider' },
  ],
  [
    'provider 4.0',
    `Error: error configuring Terraform AWS Provider: error validating provider credentials: error calling sts:GetCallerIdentity: ${STS}${PROVIDER}`,
    { ...caller, ...aws, phase: 'provider' },
  ],
  [
    'provider 4.4x',
    `Error: configuring Terraform AWS Provider: error validating provider credentials: error calling sts:GetCallerIdentity: ${STS}`,
    { ...caller, phase: 'provider' },
  ],
  [
    'provider 5.0',
    `Error: configuring Terraform AWS Provider: validating provider credentials: retrieving caller identity from STS: ${STS}`,
    { ...caller, phase: 'provider' },
  ],
  [
    'provider 5.12',
    `Error: validating provider credentials: retrieving caller identity from STS: ${STS}${PROVIDER}`,
    { ...caller, ...aws, phase: 'provider' },
  ],
  [
    'provider 6',
    `Error: Retrieving AWS account details: validating provider credentials: retrieving caller identity from STS: ${STS}${PROVIDER}`,
    { ...caller, ...aws, phase: 'provider' },
  ],
  [
    'provider 3, none',
    `Error: error configuring Terraform AWS Provider: no valid credential sources for Terraform AWS Provider found.\n\nPlease see https://registry.terraform.io/providers/hashicorp/aws\nfor more information about providing credentials.\n\nError: NoCredentialProviders: no valid providers in chain. Deprecated.\n\tFor verbose messaging see aws.Config.CredentialsChainVerboseErrors${PROVIDER}`,
    { code: 'NoCredentialProviders', ...aws, phase: 'provider', credentialStep: 'none-found' },
  ],
  [
    'provider 6, none',
    `Error: No valid credential sources found${PROVIDER}\nPlease see https://registry.terraform.io/providers/hashicorp/aws\nfor more information about providing credentials.\n\nError: failed to refresh cached credentials, ${IMDS}access disabled to EC2 IMDS via client\noption, or "AWS_EC2_METADATA_DISABLED" environment variable`,
    {
      code: null,
      operation: 'GetMetadata',
      ...aws,
      phase: 'provider',
      credentialStep: 'none-found',
    },
  ],
  [
    'provider, another account',
    `Error: AWS account ID not allowed: 111122223333${PROVIDER}`,
    { code: null, ...aws, phase: 'provider' },
  ],
]
const CHAIN: readonly Row[] = [
  [
    'IMDS unreachable',
    NONE(
      `failed to refresh cached credentials, ${IMDS}exceeded maximum number of attempts,\n3, request send failed, Get\n"http://169.254.169.254/latest/meta-data/iam/security-credentials/": dial tcp\n169.254.169.254:80: connect: connection refused`,
    ),
    {
      code: null,
      service: 'ec2imds',
      operation: 'GetMetadata',
      phase: 'backend',
      credentialStep: 'none-found',
    },
  ],
  [
    'IMDS without a role',
    NONE(
      `failed to refresh cached credentials, ${IMDS}http response error StatusCode: 404, request to EC2 IMDS failed`,
    ),
    { code: null, operation: 'GetMetadata', httpStatus: 404 },
  ],
  [
    'IMDS wants a token',
    NONE(
      `failed to refresh cached credentials, ${IMDS}http response error StatusCode: 401, request to EC2 IMDS failed`,
    ),
    { code: null, httpStatus: 401 },
  ],
  [
    'the role of the instance',
    NONE(
      'failed to refresh cached credentials, failed to get app EC2 IMDS role credentials, api error AssumeRoleUnauthorizedAccess: EC2 cannot assume the role app.',
    ),
    { code: 'AssumeRoleUnauthorizedAccess', credentialStep: 'imds' },
  ],
  [
    'profile missing',
    'Initializing the backend...\n\nError: failed to get shared config profile, prod',
    { code: null, credentialStep: 'profile', phase: 'backend' },
  ],
  [
    'profile without a secret',
    'Initializing the backend...\n\nError: error fetching config from profile, default, Error using profile: \n 2, partial credentials found for profile default',
    { code: null, credentialStep: 'profile', phase: 'backend' },
  ],
  [
    'profile and environment',
    NONE(
      `A Profile was specified along with the environment variables\n"AWS_ACCESS_KEY_ID" and "AWS_SECRET_ACCESS_KEY". The Profile is now used\ninstead of the environment variable credentials.\n\nAWS Error: failed to refresh cached credentials, ${IMDS}request canceled, context deadline exceeded`,
    ),
    { code: null, operation: 'GetMetadata', phase: 'backend' },
  ],
  [
    'assume role',
    `Initializing the backend...\n\nError: Cannot assume IAM Role\n\n${ROLE}.${BULLETS}Error: operation error STS: AssumeRole, https response error StatusCode: 403,\nRequestID: ${ID}, api error AccessDenied:\nUser: arn:aws:iam::111122223333:user/ci is not authorized to perform:\nsts:AssumeRole on resource: arn:aws:iam::444455556666:role/deploy`,
    {
      ...coded('AccessDenied', 'STS', 'AssumeRole'),
      httpStatus: 403,
      requestId: ID,
      phase: 'backend',
      credentialStep: 'assume-role',
    },
  ],
  [
    'assume role, first SDK',
    `Error: error configuring S3 Backend: ${ROLE}.${BULLETS}Error: AccessDenied: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/deploy${V1}`,
    {
      ...coded('AccessDenied', 'STS', 'AssumeRole'),
      httpStatus: 403,
      requestId: ID,
      phase: 'backend',
    },
  ],
  [
    'assume role, oldest',
    `Error: Error refreshing state: 1 error(s) occurred:\n\n* provider.aws: The role "arn:aws:iam::444455556666:role/deploy" cannot be assumed.\n\n  There are a number of possible causes of this - the most common are:\n    * The credentials used in order to assume the role are invalid`,
    {
      ...coded('x', 'STS', 'AssumeRole'),
      code: null,
      address: 'provider.aws',
      phase: 'provider',
      credentialStep: 'assume-role',
    },
  ],
  [
    'role of a profile',
    NONE(
      `failed to refresh cached credentials, operation error STS: AssumeRole,\nhttps response error StatusCode: 403, RequestID: ${ID},\napi error ExpiredToken: The security token included in the request is expired`,
    ),
    {
      ...coded('ExpiredToken', 'STS', 'AssumeRole'),
      requestId: ID,
      phase: 'backend',
      credentialStep: 'assume-role',
    },
  ],
  [
    'MFA',
    'Error: assume role with MFA enabled, but AssumeRoleTokenProvider session option not set.',
    { code: null, credentialStep: 'profile' },
  ],
  [
    'source of a profile missing',
    'Error: failed to load assume role ARN, of profile base, failed to get shared config profile, base',
    { code: null, credentialStep: 'assume-role' },
  ],
  [
    'credential_source misspelt',
    'Error: credential_source values must be EcsContainer, Ec2InstanceMetadata, or Environment',
    { code: null, credentialStep: 'profile' },
  ],
  [
    'role from an empty environment',
    NONE(
      'failed to refresh cached credentials, operation error STS: AssumeRole, get identity: get credentials: static credentials are empty',
    ),
    { code: null, service: 'STS', operation: 'AssumeRole', credentialStep: 'assume-role' },
  ],
  [
    'session too long',
    `Error: Cannot assume IAM Role\n\n${ROLE}.${BULLETS}Error: operation error STS: AssumeRole, https response error StatusCode: 400, RequestID: ${ID}, api error ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.`,
    { ...coded('ValidationError', 'STS', 'AssumeRole'), httpStatus: 400 },
  ],
  ['role without an ARN', 'Error: IAM Role ARN not set in assume role 1 of 2', { code: null }],
  [
    'token file missing',
    NONE(
      'failed to refresh cached credentials, failed to retrieve jwt from provide source, unable to read file at /var/t: open /var/t: no such file or directory',
    ),
    { code: null, credentialStep: 'web-identity' },
  ],
  ['token file without a role', 'Error: role ARN is not set', { code: null }],
  [
    'token not trusted',
    web('api error AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity'),
    webIdentity('AccessDenied'),
  ],
  [
    'no provider',
    web(
      'InvalidIdentityToken',
      'No OpenIDConnect provider found in your account for https://oidc.example.com',
    ),
    webIdentity('InvalidIdentityToken'),
  ],
  [
    'audience',
    web('InvalidIdentityToken', 'Incorrect token audience'),
    webIdentity('InvalidIdentityToken'),
  ],
  [
    'token too old',
    web(
      'ExpiredTokenException',
      'Token expired: current date/time 1 must be before the expiration date/time 0',
    ),
    webIdentity('ExpiredTokenException'),
  ],
  [
    'provider silent',
    web('IDPCommunicationError', 'Error communicating with the identity provider'),
    webIdentity('IDPCommunicationError'),
  ],
]
const SSO_AND_HELPERS: readonly Row[] = [
  [
    'SSO, never signed in',
    sso(
      'failed to read cached SSO token file, open /h/.aws/sso/cache/0a.json: no such file or directory',
    ),
    { code: null, credentialStep: 'sso' },
  ],
  [
    'SSO, expired',
    sso('the SSO session has expired or is invalid'),
    { code: null, credentialStep: 'sso' },
  ],
  [
    'SSO, refresh refused without a word',
    sso(
      `refresh cached SSO token failed, unable to refresh SSO token, operation error SSO OIDC: CreateToken, https response error StatusCode: 400, RequestID: ${ID}, InvalidGrantException: `,
    ),
    {
      ...coded('InvalidGrantException', 'SSO OIDC', 'CreateToken'),
      httpStatus: 400,
      requestId: ID,
      credentialStep: 'sso',
    },
  ],
  [
    'SSO, cannot refresh',
    sso(
      'refresh cached SSO token failed, cached SSO token is expired, or not present, and cannot be refreshed',
    ),
    { code: null, credentialStep: 'sso' },
  ],
  [
    'SSO, revoked',
    sso(
      `operation error SSO: GetRoleCredentials, https response error StatusCode: 401, RequestID: ${ID}, UnauthorizedException: Session token not found or invalid`,
    ),
    { ...coded('UnauthorizedException', 'SSO', 'GetRoleCredentials'), httpStatus: 401 },
  ],
  [
    'SSO, no assignment',
    sso(
      `operation error SSO: GetRoleCredentials, https response error StatusCode: 403, RequestID: ${ID}, api error ForbiddenException: No access`,
    ),
    { ...coded('ForbiddenException', 'SSO', 'GetRoleCredentials'), httpStatus: 403 },
  ],
  [
    'SSO, no section',
    'Error: failed to find SSO session section, corp',
    { code: null, credentialStep: 'sso' },
  ],
  [
    'helper failed',
    sso('process provider error: error in credential_process: exit status 127'),
    { code: null, credentialStep: 'process' },
  ],
  [
    'helper of another version',
    sso('process provider error: wrong version in process output (not 1)'),
    { code: null, credentialStep: 'process' },
  ],
  [
    'container silent',
    sso(
      'failed to load credentials, exceeded maximum number of attempts, 3, request send failed, Get "http://169.254.170.2/v2/x": dial tcp 169.254.170.2:80: i/o timeout',
    ),
    { code: null, credentialStep: 'container' },
  ],
  [
    'container host',
    'Error: invalid endpoint host, "192.0.2.10", only loopback/ecs/eks hosts are allowed',
    { code: null, credentialStep: 'container' },
  ],
  [
    'container refused',
    sso('failed to load credentials, AccessDenied: no'),
    { code: 'AccessDenied', credentialStep: 'container' },
  ],
]
const RESOURCES: readonly Row[] = [
  [
    'a resource',
    `Error: creating EC2 Instance: operation error EC2: RunInstances, https response error StatusCode: 403, RequestID: ${ID}, api error UnauthorizedOperation: You are not authorized to perform this operation. Encoded authorization failure message: aB-cD_eF\n\n  with module.app.aws_instance.web[0],\n  on app/main.tf line 12, in resource "aws_instance" "web":`,
    {
      ...coded('UnauthorizedOperation', 'EC2', 'RunInstances'),
      httpStatus: 403,
      address: 'module.app.aws_instance.web[0]',
      file: 'app/main.tf',
      line: 12,
      phase: 'resource',
    },
  ],
  [
    'a resource, first SDK',
    `Error: error creating IAM Role (deploy): AccessDenied: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/deploy${V1}\n\n  with aws_iam_role.deploy,\n  on iam.tf line 3, in resource "aws_iam_role" "deploy":`,
    {
      ...coded('AccessDenied', 'IAM', 'CreateRole'),
      requestId: ID,
      address: 'aws_iam_role.deploy',
      phase: 'resource',
    },
  ],
  [
    'a data source',
    `Error: reading STS Caller Identity\n\n  with data.aws_caller_identity.me,\n  on main.tf line 4, in data "aws_caller_identity" "me":\n\noperation error STS: GetCallerIdentity, https response error StatusCode: 403,\nRequestID: ${ID}, api error\nSignatureDoesNotMatch: Credential should be scoped to a valid region.`,
    {
      ...coded('SignatureDoesNotMatch', 'STS', 'GetCallerIdentity'),
      address: 'data.aws_caller_identity.me',
      phase: 'data-source',
    },
  ],
  [
    'credentials that ran out under way',
    `Error: reading EC2 VPC (vpc-0example): operation error EC2: DescribeVpcs, get identity: get credentials: failed to refresh cached credentials, operation error STS: AssumeRole, https response error StatusCode: 403, RequestID: ${ID}, api error ExpiredToken: The security token included in the request is expired`,
    { ...coded('ExpiredToken', 'STS', 'AssumeRole'), phase: 'refresh' },
  ],
  [
    'credentials that could not be had',
    'Error: reading SQS Queue (q): operation error SQS: GetQueueAttributes, failed to sign request: failed to retrieve credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, request canceled, context deadline exceeded',
    { code: null, operation: 'GetMetadata', phase: 'refresh' },
  ],
  [
    'a refresh',
    `aws_s3_bucket.logs: Refreshing state... [id=logs]\n\nError: reading S3 Bucket (logs): ${S3('HeadBucket', 403, 'api error Forbidden: Forbidden')}\n\n  with aws_s3_bucket.logs,\n  on s3.tf line 1, in resource "aws_s3_bucket" "logs":`,
    { ...coded('Forbidden', 'S3', 'HeadBucket'), address: 'aws_s3_bucket.logs', phase: 'refresh' },
  ],
  [
    'EC2’s dead key',
    `Error: creating EC2 Instance: operation error EC2: RunInstances, https response error StatusCode: 401, RequestID: ${ID}, api error AuthFailure: AWS was not able to validate the provided access credentials\n\n  with aws_instance.web,`,
    { ...coded('AuthFailure', 'EC2', 'RunInstances'), httpStatus: 401, phase: 'resource' },
  ],
]
const NETWORK: readonly Row[] = [
  [
    'refused',
    'Initializing the backend...\n\nError: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, exceeded maximum number of attempts, 5, https response error StatusCode: 0, RequestID: , request send failed, Post "https://sts.eu-west-1.amazonaws.com/": dial tcp 192.0.2.1:443: connect: connection refused',
    {
      code: null,
      service: 'STS',
      operation: 'GetCallerIdentity',
      httpStatus: 0,
      requestId: null,
      phase: 'backend',
    },
  ],
  [
    'a page of a proxy',
    'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: , error while deserializing xml error response: XML syntax error on line 6',
    { code: null, httpStatus: 403, requestId: null },
  ],
  [
    'a body nobody knows',
    'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 503, RequestID: , api error UnknownError: UnknownError',
    { code: 'UnknownError', httpStatus: 503, requestId: null },
  ],
  [
    'a line break in a key',
    'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, decomposing request: net/http: invalid header field value for "Authorization"',
    { code: null, operation: 'GetCallerIdentity', credentialStep: 'static' },
  ],
  [
    'a clock',
    `Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: ${ID}, api error SignatureDoesNotMatch: Signature expired: 20240514T080000Z is now earlier than 20240514T090000Z (20240514T091500Z - 15 min.)`,
    coded('SignatureDoesNotMatch', 'STS', 'GetCallerIdentity'),
  ],
  [
    'too many questions',
    `Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, exceeded maximum number of attempts, 5, https response error StatusCode: 400, RequestID: ${ID}, api error Throttling: Rate exceeded`,
    coded('Throttling', 'STS', 'GetCallerIdentity'),
  ],
]
const NEIGHBOURS: readonly Row[] = [
  [
    'AWS CLI',
    'An error occurred (ExpiredToken) when calling the AssumeRole operation: The security token included in the request is expired',
    { ...coded('ExpiredToken', 'STS', 'AssumeRole'), phase: 'cli' },
  ],
  [
    'AWS CLI, tries',
    'An error occurred (UnrecognizedClientException) when calling the DescribeTable operation (reached max retries: 4): The security token included in the request is invalid.',
    {
      code: 'UnrecognizedClientException',
      operation: 'DescribeTable',
      message: 'The security token included in the request is invalid.',
    },
  ],
  [
    'AWS CLI, no credentials',
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
    { code: null, phase: 'cli', credentialStep: 'none-found' },
  ],
  [
    'AWS CLI, profile',
    'The config profile (prod) could not be found',
    { code: null, phase: 'cli', credentialStep: 'profile' },
  ],
  [
    'AWS CLI, SSO',
    'Error loading SSO Token: Token for corp does not exist',
    { code: null, phase: 'cli', credentialStep: 'sso' },
  ],
  [
    'boto3',
    'botocore.exceptions.ClientError: An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid',
    { ...coded('InvalidClientTokenId', 'STS', 'GetCallerIdentity'), phase: 'cli' },
  ],
  [
    'boto3, its own exceptions',
    'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
    { code: 'NoCredentialsError', phase: 'cli' },
  ],
  [
    'JavaScript',
    'CredentialsProviderError: Could not load credentials from any providers\n    at file:///app/index.js:1:1',
    { code: 'CredentialsProviderError' },
  ],
  [
    'JavaScript, the class of an exception',
    'InvalidIdentityTokenException: No OpenIDConnect provider found in your account for https://oidc.example.com',
    coded('InvalidIdentityToken', 'STS', 'AssumeRoleWithWebIdentity'),
  ],
  [
    'an answer as XML',
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\n  <Error>\n    <Type>Sender</Type>\n    <Code>InvalidClientTokenId</Code>\n    <Message>The security token included in the request is invalid.</Message>\n  </Error>\n  <RequestId>${ID}</RequestId>\n</ErrorResponse>`,
    {
      code: 'InvalidClientTokenId',
      requestId: ID,
      message: 'The security token included in the request is invalid.',
    },
  ],
  [
    'an answer of S3 as XML',
    `<?xml version="1.0"?><Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><RequestId>9F8E7D6C5B4A3021</RequestId></Error>`,
    { code: 'InvalidAccessKeyId', requestId: '9F8E7D6C5B4A3021' },
  ],
  [
    'an answer as JSON',
    '{"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"The security token included in the request is invalid."}',
    {
      code: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    },
  ],
  [
    'the header of an answer',
    `HTTP/1.1 400 Bad Request\nX-Amzn-Requestid: ${ID}\nX-Amzn-Errortype: ExpiredTokenException:http://internal.amazon.com/`,
    { code: 'ExpiredTokenException', httpStatus: 400, requestId: ID },
  ],
  [
    'a log that was cut',
    '2024/05/14 09:12:33 [DEBUG] [aws-sdk-go] DEBUG: Response sts/GetCallerIdentity Details:\nHTTP/1.1 403 Forbidden',
    { code: null, service: 'STS', operation: 'GetCallerIdentity', httpStatus: 403 },
  ],
  [
    'Terragrunt',
    'ERRO[0001] Error finding AWS credentials (did you set the AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY environment variables?): NoCredentialProviders: no valid providers in chain',
    { code: 'NoCredentialProviders', credentialStep: 'none-found' },
  ],
  [
    'GitHub’s action',
    'Error: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    {
      code: null,
      service: 'STS',
      operation: 'AssumeRoleWithWebIdentity',
      phase: 'ci',
      credentialStep: 'web-identity',
    },
  ],
  [
    'GitHub’s action, nothing',
    'Error: Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers',
    { code: null, phase: 'ci' },
  ],
  [
    'an old plan: several in a list',
    `Error: Error applying plan:\n\n2 error(s) occurred:\n\n* aws_instance.web: 1 error(s) occurred:\n\n* aws_instance.web: Error launching source instance: AuthFailure: AWS was not able to validate the provided access credentials\n\tstatus code: 401, request id: ${ID}\n* aws_s3_bucket.logs: Error creating S3 bucket: InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.\n\tstatus code: 403, request id: 9F8E7D6C5B4A3021`,
    { code: 'AuthFailure', httpStatus: 401, requestId: ID, address: 'aws_instance.web' },
  ],
]

test.each([
  ...BACKEND,
  ...STATE,
  ...MODULE,
  ...OF_PROVIDER,
  ...CHAIN,
  ...SSO_AND_HELPERS,
  ...RESOURCES,
  ...NETWORK,
  ...NEIGHBOURS,
])('%s', (_, text, expected) => {
  const own = { code: expected.code, service: expected.service, operation: expected.operation }
  const core = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
  expect(errors(text)[0]).toMatchObject(expected)
  expect(errors(`╷\n${text.replace(/^/gm, '│ ')}\n╵`)[0]).toMatchObject(core)
  expect(errors(text.replace(/^/gm, '2024-05-14T09:12:33.1234567Z '))[0]).toMatchObject(core)
})

test('both ways to the account are kept, the first of them first', () => {
  const text = `Error: Retrieving AWS account details: AWS account ID not previously found and failed retrieving via all available methods.\n\nSee https://www.terraform.io/docs/providers/aws/index.html#skip_requesting_account_id for workaround and implications.\nErrors: 2 errors occurred:\n\t* retrieving caller identity from STS: ${STS}\n\t* retrieving account information via iam:ListRoles: operation error IAM: ListRoles, https response error StatusCode: 403, RequestID: ${ID}, api error ${DEAD}`
  expect(errors(text)).toMatchObject([
    { ...caller, phase: 'backend' },
    { ...coded('InvalidClientTokenId', 'IAM', 'ListRoles'), phase: 'backend' },
  ])
})

test('the same error of several blocks is one, with the first address; another principal is another', () => {
  const one = (address: string, user: string) =>
    `╷\n│ Error: creating IAM Role (x): operation error IAM: CreateRole, https response error StatusCode: 403, RequestID: ${ID}, api error AccessDenied: User: arn:aws:iam::111122223333:user/${user} is not authorized to perform: iam:CreateRole on resource: x\n│ \n│   with ${address},\n╵`
  const text = ['aws_iam_role.x[0]', 'aws_iam_role.x[1]', 'aws_iam_role.y']
    .map((address) => one(address, 'ci'))
    .concat(one('aws_iam_role.z', 'dev'))
    .join('\n')
  expect(errors(text).map(({ address }) => address)).toEqual([
    'aws_iam_role.x[0]',
    'aws_iam_role.z',
  ])
})

test('a log of errors is read in a time that grows with its size', () => {
  const log = (count: number) =>
    Array.from(
      { length: count },
      (_, at) =>
        `Error: reading SQS Queue (q-${at}): operation error SQS: GetQueueAttributes, https response error StatusCode: 403, RequestID: ${ID}, api error ${DEAD}\n\n  with aws_sqs_queue.q-${at},\n`,
    ).join('\n')
  const tries = `2024-05-14T09:12:33Z [DEBUG] request failed: ${STS}\n`.repeat(4000)
  const started = performance.now()
  expect(errors(log(5000))).toHaveLength(1)
  expect(errors(tries)).toHaveLength(1)
  // Ten times what it takes: only a steeper kind of growth comes near.
  expect(performance.now() - started).toBeLessThan(10_000)
})
