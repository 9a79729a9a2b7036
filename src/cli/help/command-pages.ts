import type { CommandPage } from './option.ts'

export const DIAGNOSE = {
  name: 'diagnose',
  does: 'explain why Terraform cannot sign in to AWS',
  usage: ['diagnose [FILE…]', 'diagnose --jsonl'],
  options: {
    json: { says: 'the result as JSON, for programs' },
    jsonl: { says: 'reads {"id","text"} a line from standard input, prints a result a line' },
    explain: { says: 'also show every weight behind the verdict' },
    full: { says: 'also show what is folded away: the reasons, and the long look for a paste' },
  },
  files: true,
  examples: [
    { types: 'terraform init 2>&1 | tfauth', does: 'what it says about a failed run' },
    { types: 'tfauth diagnose init.log probe.log', does: 'several files are read as one case' },
    { types: 'tfauth diagnose init.log --json', does: 'for a program' },
  ],
  exits: '0 read, whatever it says · 1 tfauth itself broke · 2 wrong input',
} as const satisfies CommandPage

export const DOCTOR = {
  name: 'doctor',
  does: 'look at this machine and say what keeps Terraform from signing in',
  usage: ['doctor'],
  options: {
    offline: { says: 'does not ask AWS who you are and what time it is' },
    json: { says: 'what was found as JSON, for programs' },
    probe: { says: 'what the probe would print, to hand it on' },
    'exit-code': { says: 'ends with 10 when something stops a sign-in' },
  },
  examples: [
    { types: 'tfauth doctor', does: 'changes nothing, shows no secret' },
    { types: 'tfauth doctor --probe > probe.log', does: 'for somebody else, or beside a log' },
  ],
} as const satisfies CommandPage

export const RUN = {
  name: 'run',
  does: 'run a program untouched, and explain its failure when it could not sign in',
  usage: ['run -- PROGRAM [WORDS…]'],
  options: { offline: { says: 'does not ask AWS who you are and what time it is' } },
  examples: [
    {
      types: 'tfauth run -- terraform plan',
      does: 'its output, input, signals and exit code stay its own',
    },
  ],
  exits: "the program's own",
} as const satisfies CommandPage

export const EXPLAIN = {
  name: 'explain',
  does: 'look up an error code, a cause or a question',
  usage: ['explain WORDS…'],
  options: {},
  examples: [
    { types: 'tfauth explain ExpiredToken', does: 'the page of a code' },
    { types: 'tfauth explain works locally but not in CI', does: 'a question' },
  ],
  exits: '0 found · 1 nothing found · 2 wrong input',
} as const satisfies CommandPage

export const PROBE = {
  name: 'probe',
  does: 'print the read-only command that looks at a machine, to run it there',
  usage: ['probe', 'probe --shell NAME', 'probe --ci', 'probe --container'],
  options: {
    shell: {
      says: 'for this shell or place',
      takes: 'NAME',
    },
    ci: { says: 'for GitHub Actions and GitLab' },
    container: { says: 'for Docker' },
  },
  examples: [
    {
      types: 'tfauth probe | sh > probe.log',
      does: 'run it here, then: tfauth diagnose init.log probe.log',
    },
    { types: 'tfauth probe --shell powershell', does: 'for Windows' },
  ],
} as const satisfies CommandPage

export const CHECK = {
  name: 'check',
  does: 'look into AWS once, read-only, with the credentials at hand',
  usage: [
    'check key AKIA…',
    'check user NAME',
    'check role NAME [--from ARN] [--external-id ID] [--duration 2h]',
    'check oidc ROLE --claims FILE',
    'check region NAME',
    'check message TEXT',
    'check tokens',
    'check whoami',
    'check may-assume ROLE --from ARN    (these two where TFAUTH_MORE_CHECKS=on)',
    'check devices USER',
  ],
  words: [
    'key',
    'user',
    'role',
    'oidc',
    'region',
    'message',
    'tokens',
    'whoami',
    'may-assume',
    'devices',
  ],
  options: {
    json: { says: 'the answer as JSON, for programs' },
    from: { says: 'who wants to take the role', takes: 'ARN' },
    'external-id': { says: 'the external id the caller sends', takes: 'ID' },
    duration: { says: 'how long the session is to last', takes: 'TIME' },
    claims: { says: "the token's claims as JSON, or the token itself", takes: 'FILE' },
    'role-arn': { says: 'look through the role of a link', takes: 'ARN' },
    'link-external-id': { says: "that link's external id", takes: 'ID' },
  },
  examples: [
    {
      types: 'tfauth check key AKIAIOSFODNN7EXAMPLE',
      does: 'its account, whether it is active, when it was used last',
    },
    {
      types: 'tfauth check oidc deploy --claims claims.json',
      does: 'why a pipeline may not take a role',
    },
  ],
  exits: '0 answered · 1 cannot be told · 2 wrong input',
} as const satisfies CommandPage

export const TRUST = {
  name: 'trust',
  does: 'decide whether a trust policy lets a caller in, and say why',
  usage: ['trust --jsonl'],
  options: {
    jsonl: { says: 'reads {"id","trust_policy","request"} a line, prints a decision a line' },
  },
  examples: [{ types: 'tfauth trust --jsonl < requests.jsonl', does: 'asks nothing of AWS' }],
} as const satisfies CommandPage

export const WALK = {
  name: 'walk',
  does: 'play the guided walkthrough without a person',
  usage: ['walk --jsonl'],
  options: {
    jsonl: { says: 'reads {"id","text","cause"|"answers"} a line, prints a walkthrough a line' },
  },
  examples: [{ types: 'tfauth walk --jsonl < walks.jsonl', does: 'for measuring' }],
} as const satisfies CommandPage

export const SERVE = {
  name: 'serve',
  does: 'serve the page, or Slack when its tokens are set',
  usage: ['serve'],
  options: {},
  examples: [
    { types: 'tfauth serve', does: 'the page on http://127.0.0.1:3000' },
    {
      types: 'SLACK_BOT_TOKEN=… SLACK_APP_TOKEN=… tfauth serve',
      does: 'a Slack app in Socket Mode',
    },
  ],
} as const satisfies CommandPage

const STORE = {
  name: 'store',
  does: 'move what is stored between PostgreSQL and the embedded database',
  usage: ['store export [FILE]', 'store import FILE|-'],
  words: ['export', 'import'],
  options: {},
  files: true,
  examples: [
    {
      types: 'tfauth store export | DATABASE_URL=… tfauth store import -',
      does: 'with tfauth stopped',
    },
  ],
} as const satisfies CommandPage

export const COMPLETION = {
  name: 'completion',
  does: 'print what completes tfauth in a shell',
  usage: ['completion bash|zsh|fish'],
  words: ['bash', 'zsh', 'fish'],
  options: {},
  examples: [
    { types: 'source <(tfauth completion bash)', does: 'in ~/.bashrc' },
    { types: 'source <(tfauth completion zsh)', does: 'in ~/.zshrc, behind compinit' },
    { types: 'tfauth completion fish > ~/.config/fish/completions/tfauth.fish', does: 'once' },
  ],
} as const satisfies CommandPage

/** Every command, the ones people need first. */
export const PAGES: readonly CommandPage[] = [
  DIAGNOSE,
  DOCTOR,
  RUN,
  EXPLAIN,
  PROBE,
  CHECK,
  SERVE,
  STORE,
  TRUST,
  WALK,
  COMPLETION,
]
