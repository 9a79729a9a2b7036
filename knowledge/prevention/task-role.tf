# Roles for Terraform that runs inside AWS: nothing is passed in, nothing goes stale.
# ECS hands the role to the task, EC2 to the instance, EKS Pod Identity to the pod.

variable "runs_on" {
  description = "Where Terraform runs: ecs, ec2 or eks."
  type        = string

  validation {
    condition     = contains(["ecs", "ec2", "eks"], var.runs_on)
    error_message = "Name ecs, ec2 or eks."
  }
}

locals {
  service = {
    ecs = "ecs-tasks.amazonaws.com"
    ec2 = "ec2.amazonaws.com"
    eks = "pods.eks.amazonaws.com"
  }
}

data "aws_iam_policy_document" "runner_trust" {
  statement {
    # Pod Identity tags the session with cluster and service account.
    actions = var.runs_on == "eks" ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = [local.service[var.runs_on]]
    }
  }
}

resource "aws_iam_role" "runner" {
  name               = "terraform-runner"
  assume_role_policy = data.aws_iam_policy_document.runner_trust.json
}

resource "aws_iam_instance_profile" "runner" {
  count = var.runs_on == "ec2" ? 1 : 0
  name  = "terraform-runner"
  role  = aws_iam_role.runner.name
}
