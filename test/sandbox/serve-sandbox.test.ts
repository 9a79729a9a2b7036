import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DrawnPage } from '../../src/sandbox/draw.ts'
import { EXAMPLES } from '../../src/sandbox/page/examples.js'
import type { Sandbox } from '../../src/sandbox/serve-sandbox.ts'
import { post, send } from './post.ts'
import { DEAD_KEY, name, type OpenApp, openApp, serve } from './sandbox.ts'

let open: OpenApp
let served: Sandbox
beforeAll(async () => {
  open = await openApp()
  served = await serve(open)
})
afterAll(async () => {
  await served.close()
  await open.close()
})

const paste = async (text: string, form: { thread?: string; delivery?: string } = {}) => {
  const got = await post(served.url, '/api/paste', { text, delivery: name(), ...form })
  expect(got.status, got.text).toBe(200)
  return JSON.parse(got.text) as DrawnPage
}

/** The first button a message offers whose name holds these words. */
const pressOf = ({ messages }: DrawnPage, label: string): unknown => {
  const pattern = new RegExp(`data-press="([^"]*)" aria-label="[^"]*${label}`, 'i')
  const found = messages.map(({ html }) => pattern.exec(html)?.[1]).find(Boolean)
  return JSON.parse(String(found).replaceAll('&quot;', '"'))
}

describe('pasting and pressing', () => {
  test('a paste gets a verdict, and its thread is found again', async () => {
    const drawn = await paste(DEAD_KEY)
    expect(drawn.messages[0]).toMatchObject({ slot: 'verdict' })
    expect(drawn.messages[0]?.html).toContain('<code>InvalidClientTokenId</code>')
    const again = await send(served.url, `/api/thread/${drawn.thread}`)
    expect(JSON.parse(again.text)).toEqual(drawn)
  })

  test('a press redraws its message, and a second press of the same button says it is out of date', async () => {
    const press = pressOf(await paste(DEAD_KEY), 'instead')
    const first = await post(served.url, '/api/press', { press, delivery: name() })
    expect(JSON.parse(first.text).messages).toMatchObject([{ slot: 'verdict' }])
    const late = await post(served.url, '/api/press', { press, delivery: name() })
    expect(JSON.parse(late.text).messages.at(-1)).toMatchObject({ person: true })
    expect(late.text).toContain('out of date')
  })

  test('repeats of a paste and of a press get what the first one got', async () => {
    const form = { text: DEAD_KEY, delivery: name() }
    const pastes = await Promise.all([1, 2, 3].map(() => post(served.url, '/api/paste', form)))
    expect(new Set(pastes.map(({ text }) => text)).size).toBe(1)
    const press = pressOf(JSON.parse(String(pastes[0]?.text)) as DrawnPage, 'instead')
    const again = { press, delivery: name() }
    const presses = await Promise.all([1, 2].map(() => post(served.url, '/api/press', again)))
    expect(presses[1]?.text).toBe(presses[0]?.text)
    expect(presses[0]?.text).not.toContain('out of date')
  })

  test('a secret is warned of and comes back nowhere', async () => {
    const secret = 'wJalrXUtnFEMIx7MDENGxbPxRfiCYzFAKEkey123'
    const drawn = await paste(`${DEAD_KEY}\nexport AWS_SECRET_ACCESS_KEY=${secret}`)
    expect(drawn.messages.at(-1)).toMatchObject({ person: true })
    expect(JSON.stringify(drawn)).not.toContain(secret)
  })

  test.each(EXAMPLES)('the example “$name” is a sign-in error the app knows', async ({ text }) => {
    const [verdict] = (await paste(text)).messages
    expect(verdict?.html).toContain('data-press')
    expect(verdict?.html).not.toContain('I don’t know its cause')
  })
})

describe('what cannot be read', () => {
  const bad: readonly [string, unknown, number, RegExp][] = [
    ['nothing', { text: '', delivery: name() }, 400, /nothing in the box/],
    ['white space', { text: ' \n\t ', delivery: name() }, 400, /nothing in the box/],
    ['binary', { text: 'PK\u0003\u0004\0\0', delivery: name() }, 400, /not plain text/],
    ['half a pair', { text: 'Error \ud800', delivery: name() }, 400, /not plain text/],
    ['no text', { delivery: name() }, 400, /reload it/],
    ['no delivery', { text: DEAD_KEY }, 400, /reload it/],
    [
      'a thread that is a path',
      { text: 'x', delivery: name(), thread: '../../etc' },
      400,
      /reload/,
    ],
    ['a field too many', { text: 'x', delivery: name(), admin: true }, 400, /reload/],
    ['a list', [], 400, /reload/],
  ]
  test.each(bad)('%s', async (_what, form, status, says) => {
    const got = await post(served.url, '/api/paste', form)
    expect(got.status).toBe(status)
    expect(JSON.parse(got.text).error).toMatch(says)
  })

  const json = { 'content-type': 'application/json' }
  test('bytes that are not UTF-8', async () => {
    const body = Buffer.concat([
      Buffer.from('{"text":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ])
    const got = await send(served.url, '/api/paste', { method: 'POST', headers: json, body })
    expect(got.status).toBe(400)
    expect(got.text).toContain('not plain text')
  })

  test('JSON cut off', async () => {
    const got = await send(served.url, '/api/paste', {
      method: 'POST',
      headers: json,
      body: '{"te',
    })
    expect(got.status).toBe(400)
    expect(got.text).toContain('not valid JSON')
  })

  test('just under 10 MB is read, just over is refused with what to do', async () => {
    const line = `${'x'.repeat(98)}\n`
    const fits = DEAD_KEY + line.repeat(Math.floor((10 * 1024 * 1024 - 1000) / line.length))
    expect((await paste(fits)).messages[0]?.html).toContain('InvalidClientTokenId')
    const got = await post(served.url, '/api/paste', {
      text: fits + line.repeat(20),
      delivery: name(),
    })
    expect(got.status).toBe(413)
    expect(JSON.parse(got.text).error).toMatch(/more than 10 MB.*only the part from “Error:”/)
  })

  test('far over 10 MB still gets its sentence, not a broken connection', async () => {
    const got = await post(served.url, '/api/paste', {
      text: 'y'.repeat(40 << 20),
      delivery: name(),
    })
    expect(got.status).toBe(413)
  })

  const press = { case: 'c', revision: 1, do: { kind: 'start' } }
  const forged: readonly [string, unknown][] = [
    ['no press', {}],
    ['an unknown deed', { press: { ...press, do: { kind: 'drop-tables' } } }],
    ['a deed with more than it needs', { press: { ...press, do: { kind: 'start', sudo: true } } }],
    ['a revision that is text', { press: { ...press, revision: '1' } }],
    ['a revision below zero', { press: { ...press, revision: -1 } }],
    ['an id too long', { press: { ...press, case: 'c'.repeat(5000) } }],
  ]
  test.each(forged)('a forged press: %s', async (_what, form) => {
    const got = await post(served.url, '/api/press', { delivery: name(), ...(form as object) })
    expect(got.status).toBe(400)
    expect(JSON.parse(got.text).error).toMatch(/does not come from a button of this page/)
  })

  test('a press on a case nobody has, and threads nobody has', async () => {
    const got = await post(served.url, '/api/press', { delivery: name(), press })
    expect(got.status).toBe(404)
    expect(JSON.parse(got.text).error).toContain('paste the error again')
    for (const id of [name(), 'short', '%2e%2e%2fetc', 'a'.repeat(99)]) {
      expect((await send(served.url, `/api/thread/${id}`)).status).toBe(404)
    }
  })
})

test('after a restart the thread is there, and a paste the last process answered is not answered twice', async () => {
  const before = await openApp()
  const first = await serve(before)
  const form = { text: DEAD_KEY, delivery: name() }
  const got = await post(first.url, '/api/paste', form)
  await first.close()
  const after = await before.restart()
  const second = await serve(after)
  const { thread } = JSON.parse(got.text) as DrawnPage
  expect((await send(second.url, `/api/thread/${thread}`)).text).toBe(got.text)
  expect((await post(second.url, '/api/paste', form)).text).toBe(got.text)
  await second.close()
  await after.close()
})
