import { afterEach, describe, expect, test } from 'vitest'
import { openSlack, type Slack, type SlackOptions } from '../../../src/slack/open-slack.ts'
import { list, object } from '../../doubles/fixtures.ts'
import { type LocalSlack, localSlack } from '../../doubles/local-slack.ts'
import { SIGNING_SECRET } from '../../doubles/signed.ts'
import { smallApp, smallLibrary } from '../../doubles/small-app.ts'
import { writtenLog } from '../../doubles/written-log.ts'

const launcher = process.env.LOCAL_SLACK ?? ''
const title =
  launcher === ''
    ? 'a local Slack (skipped: LOCAL_SLACK does not name the launcher of an emulator)'
    : 'a local Slack'

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const PASTE = `AWS_SECRET_ACCESS_KEY=${SECRET}\nError: api error ExpiredToken: The security token included in the request is expired`

describe.skipIf(launcher === '')(title, { timeout: 120_000 }, () => {
  const cleanUp: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step()
  })

  const start = async (local: LocalSlack, transport: SlackOptions['transport']) => {
    const [app, log] = [smallApp(), writtenLog()]
    const slack: Slack = await openSlack({
      app,
      library: smallLibrary,
      log,
      botToken: 'xoxb-local',
      slackApiUrl: local.api,
      transport,
    })
    cleanUp.push(() => slack.close())
    return { slack, app, log }
  }
  const eventually = async <T>(look: () => Promise<T | undefined>, ms = 30_000): Promise<T> => {
    for (const end = Date.now() + ms; Date.now() < end; ) {
      const seen = await look().catch(() => undefined)
      if (seen !== undefined) return seen
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('it did not happen')
  }

  /** Pastes as a person, waits for the reply, presses its button, waits for the step. */
  const walk = async (local: LocalSlack, channel: string, user = 'U01ALICE'): Promise<void> => {
    const thread = await local.speak({ channel, user, text: PASTE })
    const verdict = await eventually(async () =>
      (await local.replies(channel, thread)).find(hasButton),
    )
    expect(verdict.text).toBe('This looks like ExpiredToken.')
    await local.press(buttonOf(verdict), {
      channel,
      messageTs: String(verdict.ts),
      user,
    })
    const step = await eventually(async () =>
      (await local.replies(channel, thread)).find(({ text }) => String(text).startsWith('Step 1')),
    )
    expect(JSON.stringify(step.blocks)).toContain('aws sso login --profile dev')
    // The verdict was redrawn without its button, in place.
    await eventually(
      async () =>
        (await local.replies(channel, thread)).some(
          (reply) => reply.ts === verdict.ts && !hasButton(reply),
        ) || undefined,
    )
    expect(JSON.stringify(await local.replies(channel, thread))).not.toContain(SECRET)
  }

  test('by Socket Mode, which is stopped and started again', async () => {
    const local = localSlack(launcher, 3_971)
    await local.up()
    cleanUp.push(() => local.down())
    const { slack, log } = await start(local, { kind: 'socket', appToken: 'xapp-local' })
    expect(slack.ready()).toBe(true)
    await walk(local, 'C01INFRA')
    await walk(local, 'G03SECRET')

    await local.down()
    await eventually(async () => (slack.ready() ? undefined : true))
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    await local.up()
    await eventually(async () => slack.ready() || undefined, 20_000)
    // As somebody else: what alice says again within seconds would be read as one paste with what she said before.
    await walk(local, 'C01INFRA', 'U02BOB')
    expect(log.lines.filter((line) => line.includes('cannot be reached'))).toHaveLength(1)
    expect(log.lines.join()).not.toContain(SECRET)
  })

  test('by Socket Mode that is not there yet', async () => {
    const local = localSlack(launcher, 3_972)
    const { slack, log } = await start(local, { kind: 'socket', appToken: 'xapp-local' })
    expect(slack.ready()).toBe(false)
    await local.up()
    cleanUp.push(() => local.down())
    await eventually(async () => slack.ready() || undefined, 20_000)
    await walk(local, 'C01INFRA')
    expect(log.lines.filter((line) => line.includes('cannot be reached'))).toHaveLength(1)
  })

  test('by signed HTTP, with a mention, a direct message and an outdated button', async () => {
    const port = 3_974
    const local = localSlack(launcher, 3_973, {
      LOCAL_SLACK_MODE: 'events',
      SLACK_REQUEST_URL: `http://127.0.0.1:${port}/slack/events`,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
    })
    await local.up()
    cleanUp.push(() => local.down())
    const { app } = await start(local, {
      kind: 'http',
      signingSecret: SIGNING_SECRET,
      host: '127.0.0.1',
      port,
      routes: [],
    })
    await walk(local, 'C01INFRA')

    const asked = await local.speak({
      channel: 'C01INFRA',
      user: 'U02BOB',
      text: '<@U0TFAUTH> help',
    })
    const help = await eventually(async () => (await local.replies('C01INFRA', asked))[0])
    expect(app.pastes.filter((text) => text === 'help')).toHaveLength(2)
    expect(await local.replies('C01INFRA', asked)).toHaveLength(1)

    const direct = await local.speak({
      channel: 'U01ALICE',
      user: 'U01ALICE',
      text: 'api error ExpiredToken',
    })
    await eventually(async () => app.done.find((delivery) => delivery.endsWith(direct)))
    expect(app.done.at(-1)).toMatch(/^slack:T01TEST:D/)

    await local.press(
      { type: 'button', action_id: 'tfauth:start:0', value: 'from last year' },
      { channel: 'C01INFRA', messageTs: String(help.ts), user: 'U02BOB' },
    )
    await eventually(async () =>
      (await local.replies('C01INFRA', asked)).find(({ text }) =>
        String(text).includes('out of date'),
      ),
    )
  })
})

function hasButton(reply: Record<string, unknown>): boolean {
  return list(reply.blocks ?? []).some((block) => object(block).type === 'actions')
}

function buttonOf(reply: Record<string, unknown>): Record<string, unknown> {
  const actions = list(reply.blocks)
    .map(object)
    .find(({ type }) => type === 'actions')
  return { ...object(list(actions?.elements)[0]), block_id: actions?.block_id }
}
