import { join } from 'node:path'
import { expect, test } from 'vitest'
import { read } from '../../../src/core/read/read-paste.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))

const auth = (text: string) => read(text, knowledge).auth

const ID = '5d0c7f3a-9b1e-4a62-8f47-c2d93e60b815'

const STATE_AND_LIMITS = {
  'a lock held by another run':
    'Error: Error acquiring the state lock\n\nError message: operation error DynamoDB: PutItem, https response error StatusCode: 400, RequestID: QWERTYUIOPASDFGHJKLZXCVBNM1234567890, ConditionalCheckFailedException: The conditional request failed\nLock Info:\n  ID:        5d0c7f3a-9b1e-4a62-8f47-c2d93e60b815\n  Path:      example-state/network.tfstate\n  Operation: OperationTypePlan\n  Who:       ci@runner-7\n  Version:   1.9.8',
  'a lock file held by another run':
    'Error: Error acquiring the state lock\n\nError message: operation error S3: PutObject, https response error StatusCode: 412, RequestID: A1B2C3D4E5F60718, HostID: x/y=, api error PreconditionFailed: At least one of the pre-conditions you specified did not hold',
  'a state lock of the first SDK':
    'Error: Error locking state: Error acquiring the state lock: ConditionalCheckFailedException: The conditional request failed\n\tstatus code: 400, request id: QWERTYUIOPASDFGHJKLZXCVBNM1234567890',
  'a bucket that is not there': `Error: Failed to get existing workspaces: operation error S3: ListObjectsV2, https response error StatusCode: 404, RequestID: A1B2C3D4E5F60718, HostID: x/y=, NoSuchBucket: `,
  'a bucket elsewhere':
    'Error: Failed to get existing workspaces: Unable to list objects in S3 bucket "example-state" with prefix "env:/": operation error S3: ListObjectsV2, https response error StatusCode: 301, RequestID: A1B2C3D4E5F60718, HostID: x/y=, requested bucket from "us-east-1", actual location "eu-west-1"',
  'a quota': `Error: creating EC2 VPC: operation error EC2: CreateVpc, https response error StatusCode: 400, RequestID: ${ID}, api error VpcLimitExceeded: The maximum number of VPCs has been reached.`,
  'too many requests': `Error: reading IAM Role (example): operation error IAM: GetRole, exceeded maximum number of attempts, 25, https response error StatusCode: 400, RequestID: ${ID}, api error Throttling: Rate exceeded`,
  'an image that was not shared': `Error: creating EC2 Instance: operation error EC2: RunInstances, https response error StatusCode: 400, RequestID: ${ID}, api error InvalidAMIID.NotFound: The image id '[ami-0example]' does not exist`,
  'an image of others': `Error: Error launching source instance: AuthFailure: Not authorized for images: [ami-0example]\n\tstatus code: 401, request id: ${ID}`,
  'a dependency': `Error: deleting EC2 VPC (vpc-0example): operation error EC2: DeleteVpc, https response error StatusCode: 400, RequestID: ${ID}, api error DependencyViolation: The vpc 'vpc-0example' has dependencies and cannot be deleted.`,
  'an offer of the Marketplace': `Error: creating EC2 Instance: operation error EC2: RunInstances, https response error StatusCode: 401, RequestID: ${ID}, api error OptInRequired: In order to use this AWS Marketplace product you need to accept terms and subscribe.`,
  'a name that is taken':
    'Error: creating S3 Bucket (example-logs): operation error S3: CreateBucket, https response error StatusCode: 409, RequestID: A1B2C3D4E5F60718, HostID: x/y=, BucketAlreadyExists: ',
}

const CONFIGURATION = {
  'a name that is no region':
    'Initializing the backend...\n\nError: Invalid region value\n\n  on main.tf line 5, in terraform:\n   5:     region = "eu-north-9"\n\nInvalid AWS Region: eu-north-9',
  'no region':
    'Error: Missing region value\n\n  on main.tf line 2, in terraform:\n   2:   backend "s3" {\n\nThe "region" attribute or the "AWS_REGION" or "AWS_DEFAULT_REGION" environment variables must be set.',
  'a region the provider refuses':
    'Error: invalid AWS Region: us-eest-1\n\n  with provider["registry.terraform.io/hashicorp/aws"],\n  on main.tf line 1, in provider "aws":',
  syntax:
    'Error: Unsupported argument\n\n  on main.tf line 3, in provider "aws":\n   3:   acces_key = var.key\n\nAn argument named "acces_key" is not expected here.',
  'a variable':
    'Error: No value for required variable\n\n  on variables.tf line 1:\n   1: variable "aws_secret_access_key" {',
  'a missing provider':
    'Error: Failed to query available provider packages\n\nCould not retrieve the list of available versions for provider hashicorp/aws: could not connect to registry.terraform.io',
  'a checksum':
    "Error: Failed to install provider\n\nError while installing hashicorp/aws v5.60.0: the local package for registry.terraform.io/hashicorp/aws 5.60.0 doesn't match any of the checksums",
  'a changed backend':
    'Error: Backend configuration changed\n\nA change in the backend configuration has been detected, which may require migrating existing state.',
  'a cycle': 'Error: Cycle: aws_security_group.a, aws_security_group.b',
  'a plugin that crashed':
    'Error: Plugin did not respond\n\n  with provider["registry.terraform.io/hashicorp/aws"],\n  on main.tf line 1, in provider "aws":\n\nThe plugin encountered an error, and failed to respond to the plugin6.(*GRPCProvider).ConfigureProvider call.',
}

const SERVICES = {
  'a role that Lambda cannot assume': `Error: creating Lambda Function (example): operation error Lambda: CreateFunction, https response error StatusCode: 400, RequestID: ${ID}, InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.`,
  'a role that ECS cannot assume': `Error: creating ECS Service (example): operation error ECS: CreateService, https response error StatusCode: 400, RequestID: ${ID}, InvalidParameterException: Unable to assume the service linked role. Please verify that the ECS service linked role exists.`,
  'a role that ECS cannot assume for a task':
    "ECS was unable to assume the role 'arn:aws:iam::111122223333:role/example' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions.",
  'a role that Step Functions cannot assume': `Error: creating Step Functions State Machine: operation error SFN: CreateStateMachine, https response error StatusCode: 400, RequestID: ${ID}, api error InvalidArgument: Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.`,
  'a trust policy that is none': `Error: creating IAM Role (example): operation error IAM: CreateRole, https response error StatusCode: 400, RequestID: ${ID}, MalformedPolicyDocument: AssumeRole policy may only specify STS AssumeRole actions.`,
  'a principal in a policy': `Error: creating IAM Role (example): operation error IAM: CreateRole, https response error StatusCode: 400, RequestID: ${ID}, MalformedPolicyDocument: Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/none"`,
  'a login that the database refuses':
    'Error: error connecting to PostgreSQL server example.cluster-abc.eu-west-1.rds.amazonaws.com: pq: password authentication failed for user "app"',
}

const OTHERS = {
  Kubernetes:
    'Error: Unauthorized\n\n  with kubernetes_namespace.app,\n  on k8s.tf line 1, in resource "kubernetes_namespace" "app":',
  'Kubernetes asks for credentials':
    'Error: Kubernetes cluster unreachable: the server has asked for the client to provide credentials\n\n  with helm_release.ingress,\n  on helm.tf line 3, in resource "helm_release" "ingress":',
  'Kubernetes forbids':
    'Error: namespaces is forbidden: User "system:anonymous" cannot create resource "namespaces" in API group "" at the cluster scope',
  Azure:
    "Error: building AzureRM Client: obtain subscription() from Azure CLI: parsing json result from the Azure CLI: waiting for the Azure CLI: exit status 1: ERROR: Please run 'az login' to setup account.",
  'Azure, a secret that ran out':
    'Error: building account: could not acquire access token to parse claims: clientCredentialsToken: received HTTP status 401 with response: {"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys for app \'x\' are expired."}',
  'Azure, a token': 'Error: AADSTS700082: The refresh token has expired due to inactivity.',
  'Azure, a refusal':
    'Error: retrieving Resource Group "example": resources.GroupsClient#Get: Failure responding to request: StatusCode=403 -- Original Error: autorest/azure: Service returned an error. Status=403 Code="AuthorizationFailed" Message="The client \'x\' does not have authorization to perform action \'Microsoft.Resources/subscriptions/resourcegroups/read\'"',
  'Azure as JSON':
    '{"error":{"code":"AuthorizationFailed","message":"The client does not have authorization to perform action over scope /subscriptions/x or the scope is invalid."}}',
  'Azure storage':
    'Error: containers.Client#GetProperties: <?xml version="1.0"?><Error><Code>AuthenticationFailed</Code><Message>Server failed to authenticate the request. azure</Message></Error>',
  Google:
    'Error: oauth2: "invalid_grant" "reauth related error (invalid_rapt)" "https://support.google.com/a/answer/9368756"',
  'Google without credentials':
    'Error: Attempted to load application default credentials since neither `credentials` nor `access_token` was set in the provider block. No credentials loaded.',
  'Google forbids':
    "Error: googleapi: Error 403: Permission 'storage.buckets.get' denied on resource, forbidden",
  'Google storage as XML':
    '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access denied.</Message><Details>storage.googleapis.com</Details></Error>',
  Vault:
    'Error: error reading from Vault: Error making API request.\n\nURL: GET https://vault.example.com/v1/secret/data/app\nCode: 403. Errors:\n\n* 1 error occurred:\n\t* permission denied',
  'Vault, a token':
    'Error: failed to create limited child token: Error making API request. Code: 403. Errors: * permission denied * invalid token',
  'HCP Terraform, no token':
    'Error: Required token could not be found\n\nRun the following command to generate a token for app.terraform.io:\n    terraform login',
  'HCP Terraform refuses':
    'Error: Failed to request discovery document: 401 Unauthorized\n\nError: error looking up module versions: 401 Unauthorized at app.terraform.io',
  'HCP Terraform, a workspace':
    'Error: workspaces: unauthorized at app.terraform.io. The token in use is not permitted to read the organization.',
  'GitHub forbids':
    'Error: GET https://api.github.com/repos/example/infra: 403 Resource not accessible by integration []',
  'GitHub, a token': 'Error: GET https://api.github.com/user: 401 Bad credentials []',
  'a module of a private repository':
    'Error: Failed to download module\n\n  on main.tf line 1:\n   1: module "net" {\n\nCould not download module "net" (main.tf:1) source code from "git::ssh://git@github.com/example/net.git": error downloading: /usr/bin/git exited with 128: git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
  'git over https':
    "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
  npm: 'npm ERR! code E401\nnpm ERR! Incorrect or missing password.',
  Docker:
    'Error response from daemon: Head "https://registry-1.docker.io/v2/example/app/manifests/latest": unauthorized: incorrect username or password',
  'ECR without a login':
    'Error response from daemon: Head "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/v2/app/manifests/latest": no basic auth credentials',
  'ECR, a login that ran out':
    'denied: Your authorization token has expired. Reauthenticate and try again.',
  GHCR: 'Error: failed to solve: ghcr.io/example/app:latest: failed to authorize: failed to fetch oauth token: 401 Unauthorized',
  DigitalOcean:
    'Error: Error retrieving droplet: GET https://api.digitalocean.com/v2/droplets/1: 401 Unable to authenticate you',
  Datadog: 'Error: 403 Forbidden: {"errors":["Forbidden"]}\n\n  with datadog_monitor.cpu,',
  Cloudflare:
    'Error: failed to create DNS record: Invalid request headers (6003), Authentication error (10000)',
  'a shell': 'bash: ./deploy.sh: Permission denied',
}

const TALK = {
  'a question': 'does anybody know how long the session tokens of our SSO live?',
  'a plan': 'tomorrow we rotate the access keys of the ci user, please use roles instead',
  tokens:
    'The token in the header is a JWT; its audience must be sts.amazonaws.com and its subject the branch.',
  'an error as such': 'Error: something went wrong',
  nothing: 'Plan: 3 to add, 0 to change, 0 to destroy.',
  'a log that went well':
    'data.aws_caller_identity.current: Reading...\ndata.aws_caller_identity.current: Read complete after 0s [id=111122223333]\naws_iam_role.deploy: Refreshing state... [id=deploy]\nNo changes. Your infrastructure matches the configuration.',
  'a policy':
    '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sts:AssumeRole","Resource":"*"}]}',
  'a caller':
    '{"UserId":"AIDAEXAMPLE","Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/ci"}',
}

test.each(
  Object.entries({ ...STATE_AND_LIMITS, ...CONFIGURATION, ...SERVICES, ...OTHERS, ...TALK }),
)('%s is not about signing in to AWS', (_, text) => {
  expect(auth(text)).toBe(false)
  expect(auth(`╷\n${text.replace(/^/gm, '│ ')}\n╵`)).toBe(false)
  expect(auth(text.replace(/\s+/g, ' '))).toBe(false)
})

test.each([
  [
    'Vault passes on what AWS said',
    'Error: error reading from Vault: Code: 400. Errors:\n\n* error assuming role: AccessDenied: User: arn:aws:iam::111122223333:user/vault is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/deploy\n\tstatus code: 403, request id: 5d0c7f3a-9b1e-4a62-8f47-c2d93e60b815',
  ],
  [
    'the pipeline is Azure’s, the refusal is AWS’s',
    'In our azure devops pipeline:\nError: validating provider credentials: InvalidClientTokenId: The security token included in the request is invalid.',
  ],
  [
    'kubectl asks the AWS CLI',
    'Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255\nUnable to locate credentials. You can configure credentials by running "aws configure".',
  ],
  [
    'a registry of AWS refuses a signed-in caller',
    'denied: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:eu-west-1:111122223333:repository/app because no identity-based policy allows the ecr:InitiateLayerUpload action',
  ],
])('%s', (_, text) => {
  expect(auth(text)).toBe(true)
})
