import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandBody, homeBody, shortcutBody, submissionBody } from '../../doubles/bodies.ts'
import { list, messageBody, object, pressBody } from '../../doubles/fixtures.ts'
import type { Call } from '../../doubles/slack-api.ts'
import { type Door, httpDoor, socketDoor } from '../../doubles/transports.ts'
import { until } from '../../doubles/until.ts'
import { withinLimits } from '../draw/within-limits.ts'

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const PASTE =
  'Error: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, api error ExpiredToken: The security token included in the request is expired'
const CUT = PASTE.indexOf('https response')

let count = 0
/** A message of somebody new in a channel of its own, so that no entrance is a repeat of another. */
const said = (text: string, event: Record<string, unknown> = {}) => {
  count += 1
  const own = { channel: `C0ROW${count}`, user: `U0ROW${count}`, blocks: undefined }
  return messageBody(text, `1795400000.${String(count).padStart(6, '0')}`, { ...own, ...event })
}
const buttonOf = (call: Call | undefined) => {
  const actions = list(call?.args.blocks)
    .map(object)
    .find(({ type }) => type === 'actions')
  const button = object(list(actions?.elements)[0])
  return { action_id: String(button.action_id), value: String(button.value) }
}
type Step = (door: Door) => Promise<Record<string, unknown> | undefined>
const deliver =
  (body: (door: Door) => Record<string, unknown>): Step =>
  (door) =>
    door.deliver(body(door))
const pasted: Step = async (door) => {
  await door.deliver(said(PASTE))
  await until(() => posted(door).length > 0)
  return undefined
}
const posted = ({ api }: Door) => api.named('chat.postMessage')

/** Every way to ask tfauth something (design, entrances), as a person would say it. */
const ENTRANCES: readonly (readonly [string, readonly Step[]])[] = [
  ['a paste in a channel', [deliver(() => said(PASTE))]],
  [
    'the same with a secret in it',
    [deliver(() => said(`AWS_SECRET_ACCESS_KEY=${SECRET}\n${PASTE}`))],
  ],
  ['an ordinary message', [deliver(() => said('lunch?'))]],
  [
    '@tfauth in a channel',
    [deliver(() => said(`<@U0TFAUTH> ${PASTE}`, { type: 'app_mention', channel_type: undefined }))],
  ],
  ['a direct message', [deliver(() => said(PASTE, { channel: 'D0ROW', channel_type: 'im' }))]],
  ['/tfauth with the error', [deliver(({ api }) => commandBody(PASTE, api.url))]],
  ['/tfauth alone', [deliver(({ api }) => commandBody('', api.url))]],
  [
    'its form, filled in',
    [
      deliver(() =>
        submissionBody('tfauth-paste', { paste: { value: PASTE } }, { id: `V${count++}` }),
      ),
    ],
  ],
  ['/tfauth help', [deliver(({ api }) => commandBody('help', api.url))]],
  [
    'Explain AWS auth error on a message',
    [deliver(({ api }) => shortcutBody({ text: PASTE, ts: '1795400900.000100' }, api.url))],
  ],
  [
    'a log as a file',
    [
      deliver((door) => {
        door.api.on('files/plan.json', () => ({ body: { '@level': 'error', '@message': PASTE } }))
        const url = `${door.api.url}files/plan.json`
        const preview = 'Initializing the backend...'
        const file = { mimetype: 'text/plain', size: 300, preview, url_private_download: url }
        return said('', { subtype: 'file_share', files: [file] })
      }),
    ],
  ],
  [
    'a paste that Slack cut in two',
    [
      deliver(() => said(PASTE.slice(0, CUT), { channel: 'C0CUT', user: 'U0CUT' })),
      deliver(() => said(PASTE.slice(CUT), { channel: 'C0CUT', user: 'U0CUT' })),
    ],
  ],
  [
    'a CI bot, not let in',
    [deliver(() => said(PASTE, { subtype: 'bot_message', bot_id: 'B0CI', user: undefined }))],
  ],
  [
    'a CI bot, let in',
    [
      deliver(() =>
        submissionBody(
          'tfauth-settings',
          {
            listens: { selected_options: [{ value: 'listens' }, { value: 'bots' }] },
            quiet: { selected_option: { value: '10' } },
          },
          { meta: { channel: 'C0CI' } },
        ),
      ),
      deliver(() =>
        said(PASTE, { channel: 'C0CI', subtype: 'bot_message', bot_id: 'B0CI', user: undefined }),
      ),
    ],
  ],
  [
    'a button of the walkthrough',
    [pasted, (door) => door.deliver(pressBody(buttonOf(posted(door)[0])))],
  ],
  ['the Home tab', [deliver(() => homeBody('U01ALICE'))]],
]

/** What people see of a call, in a few words. */
function seen({ method, args }: Call): string {
  if (method === 'chat.postMessage') return args.thread_ts ? 'a reply in the thread' : 'a message'
  const words: Readonly<Record<string, string>> = {
    'chat.update': 'the verdict, redrawn',
    'chat.postEphemeral': 'a word to one person',
    'views.open': 'a form',
    'views.publish': 'the page',
    respond: 'an answer to one person',
  }
  return words[method] ?? method
}

function acked({ response_type, response_action, errors }: Record<string, unknown>): string[] {
  if (response_type === 'ephemeral') return ['an answer to one person']
  if (response_action === 'update') return ['the answer, in the form']
  return errors === undefined ? [] : ['an error under the field']
}

async function run(door: Door, steps: readonly Step[]): Promise<string> {
  const answers: unknown[] = []
  for (const step of steps) answers.push(await step(door))
  // Twice quiet: what comes after the acknowledgement has come.
  for (let before = -1; before !== door.api.calls.length; ) {
    before = door.api.calls.length
    await new Promise((resolve) => setTimeout(resolve, 80))
  }
  const calls = door.api.calls.splice(0)
  withinLimits(calls, answers.filter(Boolean))
  expect(JSON.stringify([calls, answers, door.log.lines])).not.toContain(SECRET)
  const words = [
    ...answers.flatMap((answer) => acked(object(answer ?? {}))),
    ...calls.filter(({ method }) => !method.startsWith('files/')).map(seen),
  ]
  return [...new Set(words)].join(', ') || 'nothing'
}

const doors: Door[] = []
beforeAll(async () => {
  doors.push(await httpDoor(), await socketDoor())
  for (const door of doors) door.api.calls.length = 0
})
afterAll(() => Promise.all(doors.map((door) => door.close())))

test('each entrance answers the same over each transport, and the table says so', async () => {
  const rows: string[] = []
  for (const [entrance, steps] of ENTRANCES) {
    const results: string[] = []
    for (const door of doors) results.push(await run(door, steps))
    expect(new Set(results).size, `${entrance}: ${results.join(' | ')}`).toBe(1)
    rows.push(`| ${[entrance, ...results].join(' | ')} |`)
  }
  const head = `| what somebody does | ${doors.map(({ name }) => name).join(' | ')} |`
  const table = [
    '# Entrances, as run',
    '',
    'Written by `test/slack/entrances/entrance-table.test.ts`, which sends each body as Slack does: signed requests, and real',
    'WebSockets of a local server. It fails when anything here is no longer so (`npx vitest run -u` writes it anew).',
    '',
    head,
    '|---|---|---|',
    ...rows,
    '',
  ]
  await expect(table.join('\n')).toMatchFileSnapshot('../../../docs/entrances.md')
})

test('what listeners say is queued and counted like everything else', () => {
  for (const door of doors)
    for (const method of ['views.open', 'views.publish', 'chat.postMessage'])
      expect(door.counted()).toMatch(
        new RegExp(`tfauth_slack_calls_total\\{method="${method}",outcome="ok"\\} [1-9]`),
      )
})

describe('what Slack would not send', () => {
  const bodies: readonly (readonly [string, (door: Door) => Record<string, unknown>])[] = [
    ['an event', () => said(PASTE)],
    ['a command', ({ api }) => commandBody(`${PASTE} ${count++}`, api.url)],
    ['a form', () => submissionBody('tfauth-paste', { paste: { value: PASTE } }, { id: 'VF' })],
  ]
  test.each(bodies)('%s that is forged or old is refused over HTTP', async (_, body) => {
    const [door] = doors
    if (!door) throw new Error('no door')
    const old = Math.floor(Date.now() / 1_000) - 301
    await expect(door.deliver(body(door), { secret: 'another' })).rejects.toThrow('401')
    await expect(door.deliver(body(door), { at: old })).rejects.toThrow('401')
    expect(await run(door, [])).toBe('nothing')
  })

  test('an event that comes twice, at once and later, is answered once over each transport', async () => {
    for (const door of doors) {
      const body = said(PASTE)
      const twice = async () => void (await Promise.all([door.deliver(body), door.deliver(body)]))
      await run(door, [
        async () => void (await twice()),
        async () => {
          await until(() => posted(door).length === 1)
          await twice()
          expect(posted(door)).toHaveLength(1)
          return undefined
        },
      ])
    }
  })

  test('a Socket Mode connection that is lost is made again, and the next paste is answered', async () => {
    const door = await socketDoor()
    try {
      await door.lost()
      await door.deliver(said(PASTE))
      await until(() => posted(door).length === 1)
    } finally {
      await door.close()
    }
  })
})
