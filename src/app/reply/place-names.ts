import type { RunPlace } from '../../core/knowledge.ts'

/** What people call the places where Terraform runs. */
export const PLACE_NAMES: Readonly<Record<RunPlace, string>> = {
  local: 'your machine',
  docker: 'Docker',
  compose: 'Docker Compose',
  ecs: 'Amazon ECS',
  eks: 'Amazon EKS',
  ec2: 'Amazon EC2',
  'github-actions': 'GitHub Actions',
  gitlab: 'GitLab CI',
  'hcp-terraform': 'HCP Terraform',
  jenkins: 'Jenkins',
  circleci: 'CircleCI',
  atlantis: 'Atlantis',
  terragrunt: 'Terragrunt',
}
