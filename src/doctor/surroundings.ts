import type { Machine } from './machine.ts'

/** Where a process runs, as far as it changes what to type. */
export type Surroundings = { readonly ci: string | undefined; readonly container: boolean }

/** The variable that a CI system sets, and the system. The first that is set decides. */
const CI: readonly (readonly [string, string])[] = [
  ['GITHUB_ACTIONS', 'github-actions'],
  ['GITLAB_CI', 'gitlab'],
  ['JENKINS_URL', 'jenkins'],
  ['CIRCLECI', 'circleci'],
  ['TF_BUILD', 'azure-pipelines'],
  ['BITBUCKET_BUILD_NUMBER', 'bitbucket'],
  ['CODEBUILD_BUILD_ID', 'codebuild'],
  ['TEAMCITY_VERSION', 'teamcity'],
  ['BUILDKITE', 'buildkite'],
  ['TFC_RUN_ID', 'hcp-terraform'],
  ['CI', 'other'],
]
const CONTAINER_FILES = ['/.dockerenv', '/run/.containerenv']

/** Takes a machine; tells whether it is a pipeline's, and whether it is a container. */
export function surroundingsOf({ env, text }: Machine): Surroundings {
  return {
    ci: CI.find(([name]) => env[name])?.[1],
    container:
      CONTAINER_FILES.some((path) => text(path) !== undefined) ||
      Boolean(env.KUBERNETES_SERVICE_HOST),
  }
}
