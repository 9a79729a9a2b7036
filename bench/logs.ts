/** A boxed error as a person copies it from a terminal, with a few lines in front of it; about 1.5 KB. */
export const TYPICAL = `$ terraform init
Initializing the backend...
Initializing modules...
- network in modules/network
- cluster in modules/cluster
╷
│ Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.
│
│   with provider["registry.terraform.io/hashicorp/aws"].network,
│   on providers.tf line 12, in provider "aws":
│   12: provider "aws" {
│
╵
$ env | grep AWS
AWS_ACCESS_KEY_ID=AKIAQ4TFAUTHNEXAMPLE
AWS_REGION=eu-central-1
AWS_PROFILE=staging
$ aws configure list
      Name                    Value             Type    Location
      ----                    -----             ----    --------
   profile                  staging           manual    --profile
access_key     ****************MPLE              env
secret_key     ****************MPLE              env
    region             eu-central-1              env    AWS_REGION
$ terraform version
Terraform v1.9.8
on linux_amd64
+ provider registry.terraform.io/hashicorp/aws v5.74.0

It worked yesterday, and nobody changed the pipeline as far as we know.
`

/** Numbers that look random and are the same in every run. */
export function makeRandom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

const LINES: readonly ((n: number) => string)[] = [
  (n) => `npm http fetch GET 200 https://registry.npmjs.org/package-${n} ${n % 900}ms (cache miss)`,
  (n) => `#${n % 40} [builder ${n % 9}/9] COPY --from=deps /app/node_modules ./node_modules`,
  (n) =>
    `[INFO] Downloaded from central: https://repo.maven.apache.org/maven2/org/example/artifact/${n}/artifact-${n}.jar (${n % 700} kB)`,
  (n) =>
    `\u001b[0m\u001b[1mmodule.network.aws_subnet.private[${n % 30}]: Refreshing state... [id=subnet-${(n * 7919).toString(16)}]\u001b[0m`,
  (n) => `remote: Counting objects: ${n % 100}% (${n}/9000)`,
  (n) => `ok ${n % 500} - src/components/widget-${n}.test.tsx (${n % 20}.${n % 9} s)`,
  (n) => `added ${n % 2000} packages, and audited ${n % 3000} packages in ${n % 60}s`,
  (n) => `sha256:${(n * 2654435761).toString(16).padStart(12, '0').repeat(5)} extracting done`,
  () => '',
  (n) =>
    `module.cluster.aws_eks_node_group.workers: Still creating... [${n % 9}m${n % 60}s elapsed]`,
]

/** One line as a CI system prints it, with its time stamp. */
export function noiseLine(random: (below: number) => number): string {
  const n = random(100_000)
  const time = `2026-11-24T${String(n % 24).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:07.${String(n).padStart(7, '0')}Z`
  return `${time} ${LINES[random(LINES.length)]?.(n) ?? ''}`
}

/** A CI log of about `bytes` characters with `error` in its middle, each of its lines stamped as well. */
export function ciLog(bytes: number, error: string, seed = 1): string {
  const random = makeRandom(seed)
  const half = (until: number): string[] => {
    const lines: string[] = []
    for (let size = 0; size < until; ) {
      const line = noiseLine(random)
      lines.push(line)
      size += line.length + 1
    }
    return lines
  }
  const stamped = error.split('\n').map((line) => `2026-11-24T10:00:07.0000000Z ${line}`)
  const around = Math.max(0, (bytes - stamped.join('\n').length) / 2)
  return [...half(around), ...stamped, ...half(around)].join('\n')
}

/** Texts made to hurt: each repeats one thing up to the size asked for. */
export const HOSTILE: Readonly<Record<string, (bytes: number) => string>> = {
  'only errors': (bytes) =>
    repeat(
      'Error: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: no\n',
      bytes,
    ),
  'one line': (bytes) =>
    repeat('Error: AccessDenied: not authorized to perform sts:AssumeRole ', bytes),
  'only newlines': (bytes) => repeat('\n', bytes),
  base64: (bytes) => {
    const random = makeRandom(7)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const block = Array.from({ length: 65_536 }, () => alphabet[random(64)]).join('')
    return repeat(block, bytes)
  },
  'base64 wrapped at 76': (bytes) => {
    const random = makeRandom(8)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const line = () => Array.from({ length: 76 }, () => alphabet[random(64)]).join('')
    return repeat(Array.from({ length: 800 }, line).join('\n'), bytes)
  },
  'words that announce a secret': (bytes) => repeat('token: secret_key = password: bearer ', bytes),
  'escape sequences': (bytes) => repeat('\u001b]', bytes),
  'JSON lines': (bytes) =>
    repeat(
      '{"@level":"error","@message":"Error: x","diagnostic":{"summary":"AccessDenied: no"}}\n',
      bytes,
    ),
}

function repeat(piece: string, bytes: number): string {
  return piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes)
}
