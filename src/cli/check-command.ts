import { isExternalId, type LinkedRole } from '../app/checks/account/linked-role.ts'
import { resultSentences } from '../app/checks/result-sentences.ts'
import { type CheckResult, runCheck } from '../app/checks/run-check.ts'
import { OperatorError } from '../app/ports/operator-error.ts'
import { flat } from '../app/reply/text.ts'
import { parseRole } from '../core/aws-ids/parse-arn.ts'
import { parse } from './arguments.ts'
import { checkRequest, type TypedOptions } from './check-request.ts'
import type { Cli, OpenAws } from './cli.ts'
import { CHECK } from './help/command-pages.ts'
import { readInput } from './input.ts'
import { UsageError } from './usage-error.ts'

/** Claims are short; what is longer is something else. */
const MOST_CLAIMS = 256 * 1024

/** `tfauth check …`: one read-only identity check; exit code 0 for an answer, 1 where it cannot be told, 2 for wrong input. */
export async function checkCommand(args: readonly string[], cli: Cli): Promise<number> {
  const { positionals, values } = parse(args, CHECK.options, Number.POSITIVE_INFINITY)
  const { json, 'role-arn': roleArn, 'link-external-id': linkId, ...given } = values
  const request = await checkRequest(positionals, given satisfies TypedOptions, (name) =>
    readInput(name, cli.stdin, MOST_CLAIMS),
  )
  const { reads, close } = await opened(cli.look, linkOf(roleArn, linkId))
  try {
    const result = await runCheck(request, {
      reads,
      now: Date.now(),
      regions: () => cli.knowledge().regions,
    })
    cli.write(json ? `${JSON.stringify(published(result))}\n` : `${textOf(result)}\n`)
    return result.grade === 'cannot-tell' ? 1 : 0
  } finally {
    close()
  }
}

const GRADES = {
  shown: 'Shown',
  'consistent-with': 'Consistent with what was read',
  'cannot-tell': 'Cannot tell',
} as const

function textOf(result: CheckResult): string {
  const sentences = resultSentences(result, 'operator').map(flat)
  return [`${GRADES[result.grade]}.`, ...sentences].join('\n')
}

/** What other programs may rely on; fields are only ever added. */
function published(result: CheckResult) {
  const { check, grade, facts, account, at, calls } = result
  return { check, grade, facts, text: textOf(result), account, at, calls }
}

async function opened(look: OpenAws, link: LinkedRole | undefined) {
  try {
    return await look(link)
  } catch (error) {
    throw error instanceof OperatorError ? new UsageError(error.message) : error
  }
}

/** Whoever runs the command names the role themselves; it is signed in to with their credentials and our session policy. */
function linkOf(arn: string | undefined, externalId: string | undefined): LinkedRole | undefined {
  if (arn === undefined && externalId === undefined) return undefined
  if (arn === undefined || externalId === undefined) {
    throw new UsageError('A link takes both --role-arn and --link-external-id.')
  }
  const role = parseRole(arn)
  if (role?.account === undefined || role.arn === undefined) {
    throw new UsageError('--role-arn takes the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME.')
  }
  if (role.partition !== 'aws') {
    throw new UsageError(
      `--role-arn is in partition ${role.partition}; credentials do not cross partitions, and only aws is looked into.`,
    )
  }
  if (!isExternalId(externalId)) {
    throw new UsageError('--link-external-id is none that AWS takes.')
  }
  const path = role.arn.slice(role.arn.indexOf('/') + 1)
  return { team: 'CLI', id: 'cli', account: role.account, externalId, role: path }
}
