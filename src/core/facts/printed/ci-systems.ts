import { readerOf } from '../fact-reader.ts'

const SYSTEMS: readonly (readonly [system: string, gate: readonly string[], pattern: RegExp])[] = [
  [
    'atlantis',
    ['atlantis', 'plan error**', 'apply error**'],
    /\*\*(?:Plan|Apply) Error\*\*|\/home\/atlantis\/|\batlantis (?:plan|apply)\b|running "?'?(?:sh -c )?[^"'\n]{0,200}"?'? in ['"]?\/[^\n]{0,120}\.atlantis\//,
  ],
  [
    'hcp-terraform',
    [
      'app.terraform.io',
      'hcp terraform',
      'remote backend',
      'operation failed: failed running terraform',
      'tfc_',
      'terraform cloud',
    ],
    /app\.terraform\.io\/app\/|Running (?:plan|apply) in (?:HCP Terraform|Terraform Cloud|Terraform Enterprise|the remote backend)|Operation failed: failed running terraform|\bTFC_RUN_ID\b|\bTFC_AWS_PROVIDER_AUTH\b/,
  ],
  [
    'spacelift',
    ['spacelift', 'unexpected exit code when'],
    /\bspacelift\b|Unexpected exit code when (?:planning|applying|initializing)[^:\n]{0,40}: \d|Planning changes with \d{1,3} custom hooks/i,
  ],
  ['env0', ['env0'], /\benv0\b|\bENV0_\w{2,40}/],
  ['scalr', ['scalr'], /\bscalr\.io\b|\bSCALR_\w{2,40}|\bScalr (?:run|workspace|agent)\b/],
  [
    'github-actions',
    [
      '##[',
      'github_actions',
      '${{',
      'terraform exited with code 1',
      'configure-aws-credentials',
      'githubusercontent',
      'runs-on',
      '/home/runner/',
      'actions/checkout',
      'github actions',
    ],
    /##\[(?:group|endgroup)\]|GITHUB_ACTIONS|\$\{\{ ?(?:secrets|github|vars|env|inputs)\.|Error: Terraform exited with code 1|configure-aws-credentials|token\.actions\.githubusercontent\.com|\bruns-on: |\/home\/runner\/work\/|\bactions\/checkout@|hashicorp\/setup-terraform/,
  ],
  [
    'azure-pipelines',
    [
      '##[',
      '##vso',
      'tf_build',
      'terraformtask',
      'azure pipelines',
      'attempting to execute the process',
    ],
    /##vso\[|##\[section\]|##\[error\](?:Error: )?(?:There was an error when attempting to execute the process|Bash exited|Terraform command)|There was an error when attempting to execute the process|\bTF_BUILD\b|\bTerraformTask|TerraformTaskV\d|\/azp\/|vsts\/work/i,
  ],
  [
    'github-actions',
    ['##[error]'],
    /##\[error\](?:Process completed with exit code|Terraform exited)/,
  ],
  [
    'gitlab',
    ['gitlab', 'section_start', 'ci_job', 'job failed: exit', 'before_script', 'exit code 1'],
    /section_start:|ERROR: Job failed: (?:exit code|command terminated)|\bCI_(?:JOB_ID|PROJECT_DIR|PIPELINE_ID|JOB_TOKEN)\b|\bGITLAB_\w{2,40}|gitlab-runner|\.gitlab-ci\.yml|Running with gitlab-runner|gitlab-terraform|Cleaning up project directory and file based variables/,
  ],
  [
    'jenkins',
    ['[pipeline]', 'jenkins', 'withcredentials', 'withaws'],
    /\[Pipeline\]|\bJENKINS_(?:URL|HOME)\b|\/var\/(?:lib\/)?jenkins|\/jenkins\/workspace\/|ERROR: script returned exit code|\bwithCredentials\(|Finished: FAILURE/,
  ],
  [
    'circleci',
    ['circle', 'exit status', 'bash -eo pipefail'],
    /#!\/bin\/bash -eo pipefail|Exited with code exit status \d|\bCIRCLECI\b|\bCIRCLE_\w{2,40}|\.circleci\/config/,
  ],
  [
    'bitbucket',
    ['bitbucket', '/opt/atlassian/'],
    /BITBUCKET_\w{2,40}|bitbucket-pipelines\.yml|\/opt\/atlassian\/pipelines\//,
  ],
  [
    'codebuild',
    ['codebuild', '[container] 20'],
    /CODEBUILD_\w{2,40}|\/codebuild\/|\[Container\] \d{4}\/\d\d\/\d\d/,
  ],
  [
    'teamcity',
    ['teamcity', '/opt/buildagent/', 'process exited with code'],
    /##teamcity\[|TEAMCITY_\w{2,40}|\/opt\/buildagent\/work|Process exited with code \d/,
  ],
  ['buildkite', ['buildkite'], /BUILDKITE_?\w{0,40}|\bbuildkite-agent\b/i],
  ['drone', ['drone_'], /\bDRONE_(?:BUILD|REPO|COMMIT|STEP)\w{0,40}/],
  ['travis', ['travis'], /\bTRAVIS_\w{2,40}|\.travis\.yml|travis_fold:/],
]

/** Which CI system printed the text; each by marks that only it leaves. */
export const CI_SYSTEMS = readerOf(
  SYSTEMS.map(([value, gate, pattern]) => ({
    gate,
    rules: [
      { kind: 'ci-system', value, pattern },
      { kind: 'where', value: 'ci', pattern },
    ],
  })),
)
