import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeApp } from '../../../src/app/app.ts'
import { makeLibrary } from '../../../src/app/lookup/library.ts'
import { notInChannel, secretWarning } from '../../../src/app/reply/notices.ts'
import type { Action, Reply } from '../../../src/app/reply/reply.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { drawPrivate } from '../../../src/slack/draw/draw-private.ts'
import * as sentences from '../../../src/slack/draw/notices.ts'
import { renderBlocks } from '../../../src/slack/draw/render.ts'
import { pasteView, settingsView, stillFailingView } from '../../../src/slack/draw/views.ts'
import { drawHome } from '../../../src/slack/entrances/draw-home.ts'
import { checkLimits, checkViewLimits } from '../../../src/slack/protocol/limits.ts'
import { lookUpCommand } from '../../../src/slack/receive/read-command.ts'
import { memoryDeps, pasteInto } from '../../doubles/memory-app.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const library = makeLibrary(knowledge, () => [{ kind: 'cause', id: 'expired-credentials' }])
const PASTE =
  'Error: configuring Terraform AWS Provider: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 00000000-1111-4222-8333-444455556666, api error InvalidClientTokenId: The security token included in the request is invalid.'

/** One file for each kind of reply: what changes here changes what people see. */
async function golden(name: string, drawn: object): Promise<void> {
  await expect(`${JSON.stringify(drawn, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`)
}
const reply = async (name: string, given: Reply | undefined) => {
  const drawn = renderBlocks(given ?? sentences.NO_TEXT, { id: name })
  expect(checkLimits(drawn.blocks, drawn.text)).toEqual([])
  await golden(name, drawn)
}

function open() {
  return makeApp(memoryDeps(knowledge, { admins: ['U01ALICE'] }))
}

describe('what people see', () => {
  test('a thread: verdict, details, step, summary', async () => {
    const app = open()
    const place = { surface: 'slack', thread: 'T0TFTEST/C01INFRA/1.2' } as const
    const paste = { delivery: 'd1', place, asker: 'U01ALICE', text: PASTE, direct: true }
    let answer = await pasteInto(app, paste)
    const press = async (deed: Action) => {
      const id = answer?.case.id ?? ''
      const revision = answer?.case.revision ?? 0
      const delivery = `d${revision + 1} ${deed.kind}`
      answer = await app.press({
        delivery,
        surface: 'slack',
        press: { case: id, revision, do: deed },
        presser: 'U01ALICE',
      })
    }
    const said = () => answer?.outgoing.find(({ to }) => to === 'thread')?.reply
    await reply('verdict', said())
    await press({ kind: 'details', of: 'why' })
    await reply('details', answer?.outgoing[0]?.reply)
    await press({ kind: 'skip', step: 'probe:probe' })
    await reply('step', said())
    await press({ kind: 'hand-over' })
    await reply('summary', said())
    const none = {
      ...paste,
      delivery: 'd9',
      text: 'hello',
      place: { ...place, thread: 'T0TFTEST/C01INFRA/1.3' },
    }
    await reply('no-error', (await pasteInto(app, none))?.outgoing[0]?.reply)
  })

  test.each(['help', 'explain', 'tree', 'checklist', 'probe', 'cases', 'stats', 'link'])(
    '/tfauth %s',
    async (verb) => {
      const asked = {
        kind: 'look-up',
        verb,
        words: verb === 'explain' ? 'ExpiredToken' : '',
      } as const
      const viewer = { workspace: 'T0TFTEST', user: 'U01ALICE' }
      await reply(
        `command-${verb}`,
        await lookUpCommand({ library, view: open().workspace }, asked, viewer),
      )
    },
  )

  test('a private verdict, in a channel and elsewhere', async () => {
    const asked = { delivery: 'd1', workspace: 'T0TFTEST', asker: 'U01ALICE', text: PASTE }
    const verdict = await open().workspace.privately(asked)
    for (const channel of ['C01INFRA', 'D01ALICE']) {
      const drawn = drawPrivate(
        verdict ?? { case: '', opens: false, reply: sentences.NO_TEXT },
        channel,
      )
      expect(checkLimits(drawn.blocks, drawn.text)).toEqual([])
      await golden(`private-${channel}`, drawn)
    }
  })

  test('home of an admin and of a member', async () => {
    for (const [name, user] of [
      ['admin', 'U01ALICE'],
      ['member', 'U02BOB'],
    ] as const) {
      const view = drawHome(await open().workspace.home({ workspace: 'T0TFTEST', user }))
      expect(checkViewLimits(view)).toEqual([])
      await golden(`home-${name}`, view)
    }
  })

  test('every form', async () => {
    const room = { listens: true, bots: false, quiet: 10, by: 'U02BOB' }
    const forms = {
      paste: pasteView({ channel: 'C01INFRA' }, { file: true }),
      'paste-without-file': pasteView({}, { file: false }),
      'still-failing': stillFailingView({ channel: 'C01INFRA', ts: '1.2' }, { file: true }),
      settings: settingsView('C01INFRA', room, { bots: true }),
      'settings-of-a-member': settingsView('C01INFRA', room, { bots: false }),
    }
    for (const [name, view] of Object.entries(forms)) {
      expect(checkViewLimits(view)).toEqual([])
      await golden(`form-${name}`, view)
    }
  })

  test('every single sentence', async () => {
    const { opening, answeredThere, ...rest } = sentences
    const all: Record<string, Reply> = {
      ...rest,
      opening: opening('U01ALICE', false),
      'opening-direct': opening('U01ALICE', true),
      'answered-there': answeredThere('https://app.slack.com/client/T/C/thread/C-1.2'),
      'secret-warning': secretWarning([{ kind: 'aws-secret-access-key', count: 1 }]),
      'not-in-channel': notInChannel(),
    }
    for (const [name, one] of Object.entries(all))
      await reply(`sentence-${name.toLowerCase().replaceAll('_', '-')}`, one)
  })
})
