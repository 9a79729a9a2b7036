import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Accounts } from '../../../src/app/accounts/ask-accounts.ts'
import { makeApp } from '../../../src/app/app.ts'
import { makeChecks } from '../../../src/app/checks/rate-limited-checks.ts'
import { keyIdOf } from '../../../src/core/aws-ids/access-key-id.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { submissionBody } from '../../doubles/bodies.ts'
import { list, messageBody, object, pressBody } from '../../doubles/fixtures.ts'
import { inProcess } from '../../doubles/in-process.ts'
import { LINK, withBotCredentials, withStub } from '../../doubles/look.ts'
import { memoryDeps } from '../../doubles/memory-app.ts'
import { ACCOUNT, keys, refused, result } from '../../doubles/stub-aws.ts'
import { withinLimits } from '../draw/within-limits.ts'

withBotCredentials()
const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const KEY = keyIdOf(ACCOUNT)
const ERROR =
  'Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.'

const elements = (args: unknown) =>
  list(object(args).blocks)
    .map(object)
    .filter(({ type }) => type === 'actions')
    .flatMap((block) => list(block.elements).map(object))

/** Slack with a linked account that answers as given, and a thread whose walkthrough has begun. */
async function withSlack(
  answers: Parameters<typeof withStub>[0],
  use: (
    slack: Awaited<ReturnType<typeof inProcess>>,
    send: (body: Record<string, unknown>) => Promise<void>,
  ) => Promise<void>,
) {
  await withStub(answers, async (aws) => {
    const checks = makeChecks({ through: aws.through, regions: () => [], now: Date.now })
    const accounts: Accounts = {
      at: () => Promise.resolve([LINK]),
      check: (asked) => checks(asked),
    }
    const slack = await inProcess(makeApp(memoryDeps(knowledge, { accounts })))
    const send = async (body: Record<string, unknown>) => {
      await slack.deliver(body)
      await slack.answers.idle()
    }
    try {
      await send(messageBody(ERROR, '1795322100.000100'))
      await use(slack, send)
      withinLimits(slack.api.calls, [])
      expect(slack.log.lines.join('\n')).not.toContain(KEY)
    } finally {
      await slack.close()
    }
  })
}

/** A press on the newest button of a kind. */
function pressed(slack: Awaited<ReturnType<typeof inProcess>>, kind: string) {
  const drawn = slack.api.calls
    .flatMap(({ args }) => ('blocks' in args ? elements(args) : []))
    .findLast(({ action_id }) => String(action_id).startsWith(`tfauth:${kind}:`))
  if (!drawn) throw new Error(`no button ${kind}`)
  return pressBody(
    { action_id: String(drawn.action_id), value: String(drawn.value) },
    { trigger_id: `1.2.${slack.api.calls.length}` },
  )
}

test('"Check it" asks for the key id in a form; the answer is for one person, the thread gets it masked', async () => {
  await withSlack(
    {
      GetAccessKeyLastUsed: () =>
        result(
          'GetAccessKeyLastUsed',
          '<UserName>ci</UserName><AccessKeyLastUsed><ServiceName>sts</ServiceName><Region>eu-west-1</Region></AccessKeyLastUsed>',
        ),
      ListAccessKeys: () => keys([KEY, 'Inactive']),
      ListAttachedUserPolicies: () =>
        result('ListAttachedUserPolicies', '<IsTruncated>false</IsTruncated><AttachedPolicies/>'),
    },
    async (slack, send) => {
      await send(pressed(slack, 'check'))
      const view = object(slack.api.named('views.open')[0]?.args.view)
      expect(view.callback_id).toBe('tfauth-step-check')
      expect(list(view.blocks).map((block) => object(block).block_id)).toEqual(['key-id', 'why'])
      const meta = JSON.parse(String(view.private_metadata)) as object
      await send(submissionBody('tfauth-step-check', { 'key-id': { value: KEY } }, { meta }))
      const alone = JSON.stringify(slack.api.named('chat.postEphemeral').map(({ args }) => args))
      expect(alone).toContain('is `Inactive` in account')
      const thread = JSON.stringify(
        slack.api.calls.filter(({ method }) => method !== 'chat.postEphemeral'),
      )
      expect(thread).toContain('inactive')
      expect(thread).not.toContain(KEY)
      expect(thread).not.toContain(ACCOUNT)
    },
  )
})

test('R3: somebody of another workspace is told so, and nothing is asked', async () => {
  await withSlack({ AssumeRole: () => refused('AccessDenied', 403) }, async (slack, send) => {
    const press = pressed(slack, 'check')
    await send({ ...press, user: { id: 'U09EVE', team_id: 'T0OTHER' } })
    expect(slack.api.named('views.open')).toEqual([])
    expect(JSON.stringify(slack.api.named('chat.postEphemeral'))).toContain('U09EVE')
  })
})
