# The same role as ../tfauth-readonly.cloudformation.yml, for those who keep IAM in Terraform.

terraform {
  required_version = ">= 1.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 4.0"
    }
  }
}

variable "external_id" {
  type        = string
  description = "Made by tfauth for this workspace and this account. Take it as it is; use it nowhere else."

  validation {
    condition     = can(regex("^tfauth-[a-z2-7]{32}$", var.external_id))
    error_message = "This is not an external id of tfauth: copy the one that /tfauth link shows."
  }
}

variable "bot_role_arn" {
  type        = string
  description = "The role tfauth itself runs as. No other role of its account is let in."

  validation {
    condition     = can(regex("^arn:aws:iam::[0-9]{12}:role/.+$", var.bot_role_arn))
    error_message = "This is not the ARN of a role: copy the one that /tfauth link shows."
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "BotWithExternalId"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [split(":", var.bot_role_arn)[4]]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.external_id]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:PrincipalArn"
      values   = [var.bot_role_arn]
    }
  }
}

data "aws_iam_policy_document" "reads" {
  statement {
    sid = "ReadIdentityMetadata"
    actions = [
      "iam:GetAccessKeyLastUsed",
      "iam:ListAccessKeys",
      "iam:GetUser",
      "iam:ListAttachedUserPolicies",
      "iam:GetRole",
      "iam:ListOpenIDConnectProviders",
      "iam:GetOpenIDConnectProvider",
      "iam:GetAccountSummary",
      "sts:DecodeAuthorizationMessage",
      "account:GetRegionOptStatus",
    ]
    # Narrower, AWS would answer AccessDenied instead of "no such role" for one that is missing.
    resources = ["*"]
  }
}

resource "aws_iam_role" "tfauth_readonly" {
  name                 = "tfauth-readonly"
  path                 = "/tfauth/"
  description          = "tfauth reads metadata about identities here. Delete it to end that."
  max_session_duration = 3600 # the least AWS takes; tfauth asks for 15 minutes
  assume_role_policy   = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "reads" {
  name   = "identity-metadata"
  role   = aws_iam_role.tfauth_readonly.id
  policy = data.aws_iam_policy_document.reads.json
}

output "role_arn" {
  description = "What tfauth asks STS for. Press Verify in Slack once it is there."
  value       = aws_iam_role.tfauth_readonly.arn
}
