import { z } from 'zod'
import { trustSentences } from '../app/checks/wording/trust-sentences.ts'
import { evaluateTrust } from '../core/trust-policy/evaluate.ts'
import type { TrustRequest } from '../core/trust-policy/request.ts'
import { parse } from './arguments.ts'
import type { Cli } from './cli.ts'
import { TRUST } from './help/command-pages.ts'
import { idOf, type JsonLine, jsonLines } from './json-lines.ts'
import { UsageError } from './usage-error.ts'

/** `tfauth trust --jsonl`: a trust policy and a request a line in, the decision and why a line out. */
export async function trustCommand(args: readonly string[], cli: Cli): Promise<number> {
  const { values } = parse(args, TRUST.options, 0)
  if (!values.jsonl) {
    throw new UsageError(
      'trust reads one JSON object a line from standard input; call it as trust --jsonl.',
    )
  }
  let wrong = 0
  for await (const line of jsonLines(cli.stdin)) {
    const answer = answerLine(line)
    if ('error' in answer) {
      wrong += 1
      cli.writeError(`tfauth: line ${line.number}: ${answer.error}\n`)
    }
    cli.write(`${JSON.stringify(answer)}\n`)
  }
  return wrong > 0 ? 2 : 0
}

function answerLine(line: JsonLine) {
  if ('fault' in line) return { id: null, error: line.fault }
  const id = idOf(line.value)
  const read = shape.safeParse(line.value)
  if (!read.success) {
    const [issue] = read.error.issues
    return { id, error: `${issue?.path.join('.') || 'the line'}: ${issue?.message}.` }
  }
  const { trust_policy, request } = read.data
  const decision = evaluateTrust(decoded(trust_policy), request)
  return { id, decision: decision.decision, because: trustSentences(decision) }
}

/** A policy as an object, as JSON text, or as IAM returns it, URL-encoded. */
function decoded(policy: unknown): unknown {
  if (typeof policy !== 'string') return policy
  try {
    return JSON.parse(policy.trimStart().startsWith('%7B') ? decodeURIComponent(policy) : policy)
  } catch {
    return undefined
  }
}

const text = z.string().min(1)
const maybe = text.optional()
const shape = z.looseObject({
  trust_policy: z.unknown(),
  request: z.looseObject({
    action: text.default('sts:AssumeRole'),
    role_arn: text,
    principal: z
      .union([
        z.looseObject({ service: text }),
        z.looseObject({ arn: text, role_arn: maybe, unique_id: maybe, org_id: maybe }),
      ])
      .optional(),
    oidc: z
      .looseObject({ iss: text, sub: text, aud: z.union([text, z.array(text).min(1)]) })
      .optional(),
    provider: z
      .looseObject({ exists: z.boolean().optional(), client_ids: z.array(z.string()).optional() })
      .optional(),
    external_id: maybe,
    session_name: maybe,
    source_identity: maybe,
    tags: z.record(z.string(), z.string()).optional(),
    context: z.record(z.string(), z.unknown()).optional(),
    identity_policy: z.enum(['allow', 'none', 'deny']).optional(),
    duration_seconds: z.number().optional(),
    role_max_session: z.number().optional(),
    chained: z.boolean().optional(),
    role_exists: z.boolean().optional(),
    principal_exists: z.boolean().optional(),
    phase: maybe,
  }) satisfies z.ZodType<TrustRequest>,
})
