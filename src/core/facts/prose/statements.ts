import type { Fact } from '../../fact.ts'
import { type FactReader, factOf, type Seen } from '../fact-reader.ts'
import { SETUP_SENTENCES, type SentenceRule } from './setup-statements.ts'

const TOOL = '(?:(?:the )?aws[ -]?cli|awscli|aws s3 ls|boto3|s3cmd|packer|ansible|cdk|pulumi)'
const GOES =
  '(?:works?(?: fine| ok| well| perfectly| great)?|worked(?: fine)?|is (?:fine|ok|happy|working)|succeeds?|runs fine|returns the right|are (?:fine|valid|working))'

/** What people say beside an error. Each rule states; questions, conditions and negations are left out below. */
const RULES: readonly SentenceRule[] = [
  ...SETUP_SENTENCES,
  {
    kind: 'caller-identity',
    value: 'works',
    gate: ['get-caller-identity', 'getcalleridentity'],
    says: new RegExp(
      `get-?caller-?identity["'\`]?(?: (?:also|still|itself|just|command))? ${GOES}`,
      'i',
    ),
  },
  {
    kind: 'caller-identity',
    value: 'refused',
    gate: ['get-caller-identity'],
    says: /get-caller-identity["'`]? (?:also |still |itself )?(?:fails|errors|gives the same error|is refused|returns the same error)/i,
  },
  {
    kind: 'caller-identity',
    value: 'works',
    gate: ['aws cli', 'awscli', 'aws s3 ls', 'aws-cli'],
    says: new RegExp(
      `\\b(?:(?:the )?aws[ -]?cli|awscli|aws s3 ls)["'\`]? (?:also |still |itself |command |commands )?${GOES}`,
      'i',
    ),
  },
  {
    kind: 'works-elsewhere',
    value: 'yes',
    gate: ['work', 'fine', 'happy', 'succeed'],
    says: new RegExp(
      `\\b${TOOL}["'\`]? (?:also |still |itself |command |commands )?${GOES}|\\bget-caller-identity["'\`]? ${GOES}|\\b(?:works?|worked|runs|fine) (?:fine |perfectly |well |great |ok )?(?:locally|on my (?:machine|laptop|mac|pc|desktop)|from my (?:machine|laptop)|for (?:my )?(?:colleagues?|teammates?|everyone else)|in (?:the )?console|outside (?:of )?(?:docker|the container))|\\b(?:locally|on my (?:machine|laptop)|outside (?:of )?docker) (?:it |everything |this |terraform )?(?:works|worked|runs|is fine)`,
      'i',
    ),
  },
  {
    kind: 'rotated-recently',
    value: 'yes',
    gate: ['rotat', 'replaced', 'regenerated', 'new key', 'new access key'],
    says: /\brotat(?:ed|ing|ion of)\b[^.\n]{0,60}\b(?:keys?|credentials?|creds|secrets?)\b|\b(?:keys?|credentials?|creds)\b[^.\n]{0,40}\b(?:were|was|got|been) (?:rotated|replaced|regenerated)|\b(?:regenerated|replaced)\b[^.\n]{0,30}\b(?:access )?keys?\b/i,
  },
  {
    kind: 'key-age',
    value: 'minutes',
    gate: ['just', 'fresh', 'newly', 'minute', 'second', 'retry', 'moment', 'vault'],
    says: /\b(?:just|freshly|newly|minutes? ago|seconds? ago)\b[^.\n]{0,40}\b(?:created|made|issued|generated)\b|\b(?:created|made|issued|generated)\b[^.\n]{0,40}\b(?:a )?moments? ago\b|\bright after (?:creating|issuing|generating)\b[^.\n]{0,30}\b(?:key|user|credentials|creds)\b|\bvault read aws\/creds\/|\bvault_aws_access_credentials\b|\bvault (?:lease|issues?|issued|generates?|hands? out)\b[^.\n]{0,40}\b(?:keys?|credentials|creds|users?)\b|\b(?:created|issued|generated)\b[^.\n]{0,40}\b(?:seconds?|a minute|minutes?) ago\b|\bretry(?:ing)? (?:works|helps|succeeds)/i,
  },
  {
    kind: 'worked-before',
    value: 'yes',
    gate: ['work', 'was fine', 'suddenly', 'overnight', 'stopped'],
    says: /\b(?:worked|was working|used to work|was fine|been working) (?:fine |ok |well )?(?:yesterday|before|until|till|last|fine|this morning|for (?:months|weeks|years|ages|days)|earlier|friday|monday|the other day)|\bused to work\b|\bsuddenly\b|\bovernight\b|\bstopped working\b/i,
  },
  {
    kind: 'worked-before',
    value: 'no',
    gate: ['first time', 'never worked', 'brand new', 'fresh setup', 'new setup'],
    mayDeny: true,
    says: /\bfirst time (?:i|we|running|using|setting|trying)\b|\bnever worked\b|\b(?:brand[- ]new|fresh|new) (?:setup|account|pipeline|project|laptop|machine|repo)\b/i,
  },
  {
    kind: 'mfa',
    value: 'yes',
    gate: ['mfa', 'multi-factor', 'multifactor', '2fa'],
    says: /\b(?:mfa|multi-?factor(?: auth(?:entication)?)?|2fa) (?:is |are )?(?:enforced|required|mandatory|enabled|demanded|on)\b|\b(?:we |our (?:org|account|policy) )?(?:enforces?|requires?|demands?) mfa\b/i,
  },
  {
    kind: 'fork-request',
    value: 'yes',
    gate: ['fork'],
    says: /\b(?:pr|pull request|merge request|mr)s? (?:(?:is|was|comes|came|opened|made) )?(?:from|of|by) (?:a |my |their |an external |the )?fork|\bfork(?:ed)? (?:pr|pull request|merge request)\b|\bfrom a forked? repo/i,
  },
  {
    kind: 'where',
    value: 'container',
    gate: ['docker', 'container', 'kubernetes', 'pod'],
    says: /\b(?:running|run|runs|executed|inside|in) (?:terraform |this |it |tf )?(?:inside |in |within |from )?(?:a |an |the |our )?(?:docker(?: container| image)?|devcontainer|dev container|container|podman|kubernetes pod)\b/i,
  },
  {
    kind: 'where',
    value: 'ci',
    gate: ['fail', 'ci', 'pipeline', 'runner'],
    says: /\b(?:fails?|failing|failed|breaks?|error(?:s|ing)?|happens|dies|stuck)(?: only| now)? (?:in|on|inside|from) (?:the |our |my )?(?:ci(?:\/cd)?|pipelines?|build server|github actions?|gitlab(?: ci)?|jenkins|circleci|runner|atlantis|bitbucket|azure devops)\b|\b(?:our|the|my) (?:ci|pipeline|github action|gitlab job|jenkins job) (?:fails|is failing|failed|broke|breaks|started failing)\b/i,
  },
  {
    kind: 'where',
    value: 'local',
    gate: ['laptop', 'my machine', 'my mac', 'my pc', 'locally'],
    says: /\b(?:fails?|failing|running|run|happens|error) (?:it |this |terraform |locally )?(?:on|from) my (?:laptop|machine|mac|macbook|pc|desktop|windows box)\b|\brunning (?:it |this |terraform )?locally\b|\bfails locally\b/i,
  },
  {
    kind: 'account-relation',
    value: 'other',
    gate: ['cross-account', 'cross account', 'account'],
    says: /\bcross[- ]account\b|\b(?:role|caller|cluster|pipeline|runner|bucket|user) (?:is |lives |sits )?in (?:another|a different|the other|a separate) (?:aws )?account\b|\b(?:are |lives? |sits? )?in (?:two |2 )?(?:different|separate) (?:aws )?accounts\b|\bassum(?:e|es|ed|ing) (?:a |the |its |my )?(?:[\w-]{1,40} )?(?:role )?(?:in|into|of) (?:another|a different|the other|a separate) (?:aws )?account\b/i,
  },
  {
    kind: 'proxy',
    value: 'yes',
    gate: ['proxy', 'zscaler', 'netskope'],
    says: /\b(?:behind|through|via|using) (?:a |an |our |the )?(?:corporate |company |corp |http |https )?(?:proxy|zscaler|netskope)\b/i,
  },
  {
    kind: 'session-token',
    value: 'set',
    gate: ['session token'],
    says: /\b(?:with|including|set|exported|have) (?:a |the |my )?(?:aws )?session token\b/i,
  },
]

const NOT =
  /\b(?:not|never|no longer|neither|nor|without|cannot|unless|nobody|none)\b|n['’]t\b|\bno (?:one|mfa|docker|proxy|fork)\b/i
const IF =
  /\b(?:if|whether|should|would|could|maybe|perhaps|might|assuming|suppose|unsure|make sure|check that|verify that|tried? to)\b/i

const ELSEWHERE = /^ (?:locally|elsewhere|on my|from my|on another|in another|outside)\b/i

// Each is looked for again behind a question or a denial.
const EVERY = RULES.map((rule) => ({ ...rule, says: new RegExp(rule.says.source, 'gi') }))

/** Sentences in which people state a fact; at most one fact of each kind. */
export const SENTENCES: FactReader = {
  kinds: [...new Set(RULES.map(({ kind }) => kind))],
  gates: RULES.flatMap(({ gate }) => gate),
  read,
}

function read(seen: Seen): readonly Fact[] {
  const facts = new Map<string, Fact>()
  for (const { kind, value, gate, says, mayDeny } of EVERY) {
    if (facts.has(kind) || !gate.some((word) => seen.open.has(word))) continue
    const words = stated(seen.text, says, kind, mayDeny ?? false)
    if (words) facts.set(kind, factOf(kind, value, words))
  }
  return [...facts.values()]
}

/** The words of the first statement that fits; a question, a condition and a negation do not state. */
function stated(text: string, says: RegExp, kind: string, mayDeny: boolean): string | undefined {
  says.lastIndex = 0
  for (let tries = 0; tries < 20; tries++) {
    const match = says.exec(text)
    if (!match) return undefined
    const { before, after } = clause(text, match.index, match.index + match[0].length)
    if (after.endsWith('?')) continue
    const near = mayDeny ? before : `${before} ${match[0]}`
    if (IF.test(before) || NOT.test(near) || /^ ?(?:not|nothing|no)\b/i.test(after)) continue
    // What works in another place says nothing of the shell that fails.
    if (kind === 'caller-identity' && ELSEWHERE.test(after)) continue
    return match[0]
  }
  return undefined
}

/** The sentence around a match: the clause in front of it and everything behind it. */
function clause(
  text: string,
  from: number,
  to: number,
): { readonly before: string; readonly after: string } {
  const head = text.slice(Math.max(0, from - 200), from)
  const start = Math.max(
    head.lastIndexOf('\n'),
    head.search(/[.!?;][^.!?;]*$/),
    head.lastIndexOf(' but '),
  )
  const tail = /^[^.!?\n]{0,200}[.!?]?/.exec(text.slice(to, to + 201))?.[0] ?? ''
  return { before: head.slice(start + 1), after: tail }
}
