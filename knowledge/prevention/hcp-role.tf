# Dynamic credentials for HCP Terraform: each run gets its own session, no key is stored in the workspace.
# Set in the workspace: TFC_AWS_PROVIDER_AUTH = true and TFC_AWS_RUN_ROLE_ARN = the output below.

variable "organization" {
  type = string
}

variable "workspace" {
  type = string
}

resource "aws_iam_openid_connect_provider" "hcp" {
  url            = "https://app.terraform.io"
  client_id_list = ["aws.workload.identity"]
}

data "aws_iam_policy_document" "hcp_trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.hcp.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "app.terraform.io:aud"
      values   = ["aws.workload.identity"]
    }

    condition {
      test     = "StringLike"
      variable = "app.terraform.io:sub"
      values   = ["organization:${var.organization}:project:*:workspace:${var.workspace}:run_phase:*"]
    }
  }
}

resource "aws_iam_role" "hcp" {
  name               = "terraform-hcp"
  assume_role_policy = data.aws_iam_policy_document.hcp_trust.json
}

output "run_role" {
  value = aws_iam_role.hcp.arn
}
