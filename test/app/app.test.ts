import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type App, makeApp } from '../../src/app/app.ts'
import type { Cases } from '../../src/app/ports/case-store.ts'
import type { Answer } from '../../src/app/reply/answer.ts'
import type { Button, Press } from '../../src/app/reply/reply.ts'
import { flat } from '../../src/app/reply/text.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { memoryDeps, pasteInto } from '../doubles/memory-app.ts'
import { memoryCases } from '../doubles/memory-cases.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
const ERROR =
  'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.'
const PLACE = { surface: 'sandbox', thread: 'thread-of-the-test' } as const

let app: App
let cases: Cases
let deliveries = 0
beforeEach(() => {
  cases = memoryCases()
  app = makeApp(memoryDeps(knowledge, { cases }))
})

const delivery = () => `test:${++deliveries}`
const paste = (text: string, direct = true) =>
  pasteInto(app, { delivery: delivery(), place: PLACE, asker: 'alice', text, direct })
const press = (one: Press) =>
  app.press({ delivery: delivery(), surface: 'sandbox', press: one, presser: 'bob' })

function reply(answer: Answer | undefined) {
  const saying = answer?.outgoing.find((one) => one.to === 'thread')
  if (!saying) throw new Error('nothing said')
  return saying.reply
}
/** What it says to do, or its headline at an end. */
const lead = (answer: Answer | undefined) => {
  const { parts, headline } = reply(answer)
  return flat(parts.find((part) => part.kind === 'lead')?.text ?? headline)
}
function button(answer: Answer | undefined, kind: Press['do']['kind']): Button {
  const found = reply(answer).buttons.find((one) => one.press.do.kind === kind)
  if (!found) throw new Error(`no button ${kind}`)
  return found
}
const open = async () => paste(ERROR)

describe('a paste', () => {
  test('gets a verdict with what happened, how sure and what next', async () => {
    const verdict = reply(await paste(ERROR))
    expect(verdict.fallback).toMatch(/access key.*Next: To find out which, /)
    expect(JSON.stringify(verdict)).toContain('InvalidClientTokenId')
  })

  test('with an error of something else says that it is not about signing in', async () => {
    const answer = await paste('Error: Unsupported argument')
    expect(reply(answer).headline).toEqual(['This isn’t an AWS sign-in error'])
  })

  test.each(['', '   \n', 'hello there'])(
    'without an AWS error gets one honest sentence: %j',
    async (text) => {
      const answer = await paste(text)
      expect(reply(answer).headline).toEqual(['I found no AWS sign-in error'])
      expect(answer?.outgoing).toHaveLength(1)
    },
  )

  test('that is only overheard and not ours gets silence, and keeps nothing', async () => {
    expect(await paste('good morning', false)).toBeUndefined()
    expect(await cases.at(PLACE)).toBeUndefined()
  })

  test('about something else, overheard in a thread of ours, gets silence', async () => {
    const answer = await paste(ERROR)
    expect(await paste('thanks, trying', false)).toBeUndefined()
    expect(await cases.at(PLACE)).toEqual(answer?.case)
  })

  test('delivered twice is answered once', async () => {
    const twice = { delivery: delivery(), place: PLACE, asker: 'alice', text: ERROR, direct: true }
    expect(await app.paste(twice)).toBeDefined()
    expect(await app.paste(twice)).toBeUndefined()
    expect((await cases.at(PLACE))?.events).toHaveLength(1)
  })

  test('of the probe joins the case of its thread and moves it on', async () => {
    await open()
    const answer = await paste(
      'tfauth: probe=1 shell=bash\ntfauth: AWS_ACCESS_KEY_ID=set length=20 kind=ASIA last4=MPLE\ntfauth: AWS_SESSION_TOKEN=unset\ntfauth: AWS_ENDPOINT_URL=unset\ntfauth: source=env\ntfauth: caller=refused code=InvalidClientTokenId\ntfauth: backend-keys=no',
      false,
    )
    expect(reply(answer).headline.join('')).toMatch(/session token/i)
    expect(lead(answer)).not.toContain('To find out which')
  })

  test('with a secret warns its poster alone, and the secret is nowhere', async () => {
    const secret = 'kT9vX2mQ/7bZrL4wN8+hY3cJ6pD1fG5sAeUoIiB0'
    const answer = await paste(
      `${ERROR}\nAWS_ACCESS_KEY_ID=AKIAQ3EGRIYZEX7MPLQ2\nAWS_SECRET_ACCESS_KEY=${secret}`,
    )
    expect(answer?.outgoing.filter(({ to }) => to === 'person')).toHaveLength(1)
    const written = JSON.stringify([answer, await cases.at(PLACE)])
    expect(written).not.toContain(secret.slice(0, 8))
    expect(written).not.toContain('AKIAQ3EGRIYZEX7MPLQ2')
  })
})

describe('a press', () => {
  test('starts, answers, and goes back exactly', async () => {
    const first = await press(button(await open(), 'skip').press)
    const asked = reply(first)
    const before = lead(first)
    const answered = await press(button(first, 'answer').press)
    expect(lead(answered)).not.toBe(before)
    const back = reply(await press(button(answered, 'back').press))
    expect(back.headline).toEqual(asked.headline)
    expect(back.parts).toEqual(asked.parts)
  })

  test('that fixed it ends with prevention; Back opens it again', async () => {
    const answer = await paste('Error: failed to get shared config profile, dev')
    const fixed = await press(button(answer, 'fixed').press)
    expect(reply(fixed).headline).toEqual(['Fixed'])
    expect(reply(await press(button(fixed, 'back').press)).headline).toEqual(reply(answer).headline)
  })

  test('Stop and Hand over end it, and lose nothing', async () => {
    const answer = await open()
    const stopped = await press(button(answer, 'stop').press)
    expect(reply(stopped).headline).toEqual(['Ended'])
    const again = await press(button(stopped, 'back').press)
    const summary = reply(await press(button(again, 'hand-over').press))
    expect(JSON.stringify(summary)).toContain('0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40')
  })

  test('two at once: one counts, the other is told', async () => {
    const { press: one } = button(await open(), 'skip')
    const answers = await Promise.all([press(one), press(one)])
    expect(
      answers.map((answer) => answer?.outgoing.filter(({ to }) => to === 'person').length).sort(),
    ).toEqual([0, 1])
    expect(answers[0]?.case.revision).toBe(answers[1]?.case.revision)
  })

  test('on a case that is not there gets silence', async () => {
    const { press: one } = button(await open(), 'skip')
    expect(await press({ ...one, case: 'nowhere' })).toBeUndefined()
  })

  test.each([
    { kind: 'answer', question: 'no-such', answer: 'yes' },
    { kind: 'answer', question: 'where', answer: 'no-such' },
    { kind: 'not-sure', question: 'no-such' },
    { kind: 'fixed', remedy: 'no-such/remedy' },
    { kind: 'still-failing', remedy: 'no-such/remedy' },
  ] as const)('that names what we do not know changes nothing: %j', async (deed) => {
    const { press: one } = button(await open(), 'skip')
    const forged = await press({ ...one, do: deed })
    expect(forged?.outgoing.filter(({ to }) => to === 'person')).toHaveLength(1)
    expect(forged?.case.revision).toBe(one.revision)
    expect((await cases.at(PLACE))?.revision).toBe(one.revision)
  })

  test('drawn from an older revision changes nothing and tells its presser', async () => {
    const old = button(await open(), 'skip').press
    const now = await press(old)
    const late = await press({ ...old, do: { kind: 'stop' } })
    expect(late?.outgoing.filter(({ to }) => to === 'person')).toHaveLength(1)
    expect(late?.case).toEqual(now?.case)
    expect(reply(late)).toEqual(reply(now))
  })

  test('that it still fails moves on to another step', async () => {
    const answer = await paste('Error: failed to get shared config profile, dev')
    const { press: one } = button(answer, 'still-failing')
    const next = await press(one)
    expect(lead(next)).not.toEqual(lead(answer))
    expect(reply(next).buttons.map((other) => other.press.do)).not.toContainEqual(one.do)
  })

  test('every path ends in a remedy that helps or in a hand-over', async () => {
    let answer = await open()
    for (let steps = 0; steps < 120; steps++) {
      const { buttons, headline } = reply(answer)
      const next = ['still-failing', 'not-sure', 'skip'].flatMap((kind) =>
        buttons.filter((one) => one.press.do.kind === kind),
      )[0]
      if (!next) {
        expect(headline).toEqual(['Time for a second pair of eyes'])
        return
      }
      answer = await press(next.press)
    }
    throw new Error('the walkthrough does not end')
  })
})

describe('after the end', () => {
  const fix = async () => {
    const open = await paste('Error: failed to get shared config profile, dev')
    return press(button(open, 'fixed').press)
  }

  test('a new error opens the walkthrough again', async () => {
    await fix()
    expect(lead(await paste(ERROR))).toMatch(/^To find out/)
  })

  test('thanks do not', async () => {
    await fix()
    expect(reply(await paste('thanks!')).headline).toEqual(['Fixed'])
  })

  test('a forged step is not kept', async () => {
    const { press: one } = button(await open(), 'skip')
    await press({ ...one, do: { kind: 'skip', step: 'kT9vX2mQ/7bZrL4wN8' } })
    expect(JSON.stringify(await cases.at(PLACE))).not.toContain('kT9vX2mQ')
  })
})

test('a thread is redrawn from its case', async () => {
  await open()
  const shown = await app.show(PLACE)
  expect(lead(shown)).toMatch(/^To find out/)
})
