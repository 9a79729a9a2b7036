# Pins what speaks to AWS: wording, order of credential sources and SSO support change between major versions.
# Commit .terraform.lock.hcl as well, so that everybody runs the same build.
terraform {
  required_version = ">= 1.11, < 2.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}
