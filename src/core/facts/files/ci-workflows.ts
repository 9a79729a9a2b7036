import type { Fact } from '../../fact.ts'
import { type FactReader, factOf, type Seen, shows } from '../fact-reader.ts'

const GRANTED =
  /\bid-token["']?[ \t]{0,4}:[ \t]{0,4}["']?write\b|\bpermissions[ \t]{0,4}:[ \t]{0,4}write-all\b/
const GITLAB_TOKEN = /\bid_tokens[ \t]{0,4}:\s{1,40}[\w-]{1,60}[ \t]{0,4}:\s{1,40}aud[ \t]{0,4}:/
const DENIED = /\bid-token["']?[ \t]{0,4}:[ \t]{0,4}["']?(?:none|read)\b/
const ROLE =
  /role-to-assume["']?[ \t]{0,4}:[ \t]{0,4}["']?(arn:aws[a-z-]{0,10}:iam::(?:\d{12}|\*{3}):role\/[\w+=,.@/-]{1,200}|\$\{\{[^}\n]{0,100}\}\})/
const STATIC =
  /\baws-access-key-id["']?[ \t]{0,4}:[ \t]{0,4}["']?(?:\$\{\{[^}\n]{0,100}\}\}|\*{3}|A[KS]IA)/
const TOKEN_INPUT = /\baws-session-token["']?[ \t]{0,4}:[ \t]{0,4}["']?(?:\$\{\{|\*{3}|\[)/
const PASSES = /\bdocker[ \t](?:container[ \t])?run\b|\bpodman[ \t]run\b/
const GIVEN =
  /(?:-e|--env)[ =]["']?AWS_|--env-file[ =]|\benv_file[ \t]{0,4}:|(?:-v|--volume|source=|src=)[ =]?\S{0,120}\.aws\b|\.aws:\/\S{1,80}|\benvironment[ \t]{0,4}:[^}]{0,400}?\bAWS_(?:ACCESS_KEY_ID|PROFILE|SESSION_TOKEN|WEB_IDENTITY)/

/** Workflow files, job settings and container commands: what the job may ask for and what it is given. */
export const WORKFLOWS: FactReader = {
  kinds: [
    'oidc-permission',
    'role',
    'target-account',
    'env-keys',
    'session-token',
    'container-credentials',
    'fork-request',
    'oidc-aud',
  ],
  read: (seen) => [...github(seen), ...container(seen), ...fork(seen)],
}

function github(seen: Seen): readonly Fact[] {
  if (!shows(seen, ['id-token', 'role-to-assume', 'aws-access-key-id', 'id_tokens', 'write-all']))
    return []
  const facts: Fact[] = []
  const { text } = seen
  const granted = GRANTED.exec(text) ?? GITLAB_TOKEN.exec(text)
  const denied = granted ? null : DENIED.exec(text)
  const role = ROLE.exec(text)
  if (granted) facts.push(factOf('oidc-permission', 'granted', granted[0]))
  else if (denied) facts.push(factOf('oidc-permission', 'missing', denied[0]))
  else if (role && !text.includes('id-token') && wholeWorkflow(text) && !STATIC.test(text))
    facts.push(factOf('oidc-permission', 'missing', role[0]))
  const arn = role?.[1]
  const account = /::(\d{12}):role/.exec(arn ?? '')?.[1]
  if (role && arn?.startsWith('arn:')) facts.push(factOf('role', arn, role[0]))
  if (role && account) facts.push(factOf('target-account', account, role[0]))
  const fixed = STATIC.exec(text)
  if (fixed) {
    facts.push(factOf('env-keys', 'set', fixed[0]))
    const token = TOKEN_INPUT.exec(text)
    if (token) facts.push(factOf('session-token', 'set', token[0]))
  }
  const audience = /\baudience["']?[ \t]{0,4}:[ \t]{0,4}["']?([\w./:-]{3,200})/.exec(text)
  if (role && audience) facts.push(factOf('oidc-aud', audience[1] ?? '', audience[0]))
  return facts
}

/** Only a file shown from its triggers to its steps shows that a permission is not in it. */
function wholeWorkflow(text: string): boolean {
  return /(?:^|\n)["']?on["']?[ \t]{0,4}:/.test(text) && /(?:^|\n)jobs[ \t]{0,4}:/.test(text)
}

function container(seen: Seen): readonly Fact[] {
  if (!shows(seen, ['docker', 'podman', 'compose', 'env_file'])) return []
  const given = GIVEN.exec(seen.flat)
  const run = PASSES.exec(seen.text)
  const compose = /\bservices[ \t]{0,4}:/.exec(seen.text) ?? /\bcompose\b/i.exec(seen.text)
  if (given && (run || compose)) return [factOf('container-credentials', 'yes', given[0])]
  if (!run) return []
  // The command's own line, with the lines it goes on to, ends in the image and what it runs.
  const line =
    /^(?:[^\n]{0,600}\\\n){0,20}[^\n]{0,600}/.exec(
      seen.text.slice(run.index, run.index + 4000),
    )?.[0] ?? ''
  return /(?:terraform|tofu)\S{0,60}[ \t]{1,4}(?:init|plan|apply)\b/.test(line)
    ? [factOf('container-credentials', 'no', run[0])]
    : []
}

function fork(seen: Seen): readonly Fact[] {
  if (!shows(seen, ['fork'])) return []
  const match =
    /"fork": ?true\b|head\.repo\.fork ?[=:]{1,3} ?true|\bSecrets are not (?:passed|available) to (?:workflows|runs) [^.\n]{0,40}\bfork/i.exec(
      seen.flat,
    )
  return match ? [factOf('fork-request', 'yes', match[0])] : []
}
