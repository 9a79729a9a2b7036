/** Errors as Terraform prints them, with made-up names: something to try when nothing is broken. */
export const EXAMPLES = [
  {
    name: 'Invalid token at init',
    text: `Initializing the backend...
╷
│ Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 3b1d7c52-90ae-4f3d-8a44-6f0e2c9b51d7, api error InvalidClientTokenId: The security token included in the request is invalid.
│
│
╵`,
  },
  {
    name: 'Expired session in plan',
    text: `Planning failed. Terraform encountered an error while generating this plan.

╷
│ Error: Retrieving AWS account details: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: c41f0e88-27d5-4b6a-b0c9-1d8e5a7f3e02, api error ExpiredToken: The security token included in the request is expired
│
│   with provider["registry.terraform.io/hashicorp/aws"],
│   on providers.tf line 12, in provider "aws":
│   12: provider "aws" {
│
╵`,
  },
  {
    name: 'No credentials found',
    text: `╷
│ Error: No valid credential sources found
│
│   with provider["registry.terraform.io/hashicorp/aws"],
│   on main.tf line 10, in provider "aws":
│   10: provider "aws" {
│
│ Please see https://registry.terraform.io/providers/hashicorp/aws
│ for more information about providing credentials.
│
│ Error: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata, request canceled, context deadline exceeded
│
╵`,
  },
  {
    name: 'Profile not found',
    text: `Initializing the backend...
╷
│ Error: failed to get shared config profile, platform-prod
│
│
╵`,
  },
]
