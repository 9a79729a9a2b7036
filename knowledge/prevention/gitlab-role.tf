# A role for GitLab CI instead of a stored key. One project, one branch.

variable "project" {
  description = "group/project, as GitLab writes it."
  type        = string
}

variable "gitlab" {
  description = "The address of GitLab, without a slash at its end."
  type        = string
  default     = "https://gitlab.com"
}

resource "aws_iam_openid_connect_provider" "gitlab" {
  url            = var.gitlab
  client_id_list = [var.gitlab]
}

data "aws_iam_policy_document" "gitlab_trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.gitlab.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${trimprefix(var.gitlab, "https://")}:aud"
      values   = [var.gitlab]
    }

    condition {
      test     = "StringEquals"
      variable = "${trimprefix(var.gitlab, "https://")}:sub"
      values   = ["project_path:${var.project}:ref_type:branch:ref:main"]
    }
  }
}

resource "aws_iam_role" "gitlab" {
  name               = "terraform-gitlab"
  assume_role_policy = data.aws_iam_policy_document.gitlab_trust.json
}
