import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type App, makeApp } from '../../src/app/app.ts'
import type { Cases } from '../../src/app/ports/case-store.ts'
import type { Answer } from '../../src/app/reply/answer.ts'
import type { Button, Press } from '../../src/app/reply/reply.ts'
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts'
import { memoryCases } from '../doubles/small-app.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../knowledge'))
const ERROR =
  'Error: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error InvalidClientTokenId: The security token included in the request is invalid.'
const PLACE = { surface: 'sandbox', thread: 'thread-of-the-test' } as const

let app: App
let cases: Cases
let deliveries = 0
beforeEach(() => {
  cases = memoryCases()
  app = makeApp({ knowledge, cases })
})

const delivery = () => `test:${++deliveries}`
const paste = (text: string, direct = true) =>
  app.paste({ delivery: delivery(), place: PLACE, asker: 'alice', text, direct })
const press = (one: Press) =>
  app.press({ delivery: delivery(), surface: 'sandbox', press: one, presser: 'bob' })

function reply(answer: Answer | undefined, slot: 'verdict' | 'step') {
  const saying = answer?.outgoing.find((one) => one.to === 'thread' && one.slot === slot)
  if (!saying) throw new Error(`nothing said in ${slot}`)
  return saying.reply
}
function button(
  answer: Answer | undefined,
  kind: Press['do']['kind'],
  slot: 'verdict' | 'step' = 'step',
): Button {
  const found = reply(answer, slot).buttons.find((one) => one.press.do.kind === kind)
  if (!found) throw new Error(`no button ${kind}`)
  return found
}
const started = async () => press(button(await paste(ERROR), 'start', 'verdict').press)

describe('a paste', () => {
  test('gets a verdict with what happened, how sure and what next', async () => {
    const verdict = reply(await paste(ERROR), 'verdict')
    expect(verdict.fallback).toMatch(/AWS does not know the access key.*several causes.*Next: /)
    expect(JSON.stringify(verdict)).toContain('InvalidClientTokenId')
  })

  test.each(['', '   \n', 'hello there', 'Error: Unsupported argument'])(
    'without an AWS error gets one honest sentence: %j',
    async (text) => {
      const answer = await paste(text)
      expect(reply(answer, 'verdict').headline).toEqual(['I found no AWS sign-in error'])
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
    await started()
    const answer = await paste(
      'tfauth: probe=1 shell=bash\ntfauth: AWS_ACCESS_KEY_ID=set length=20 kind=ASIA last4=MPLE\ntfauth: AWS_SESSION_TOKEN=unset\ntfauth: AWS_ENDPOINT_URL=unset\ntfauth: source=env\ntfauth: caller=refused code=InvalidClientTokenId\ntfauth: backend-keys=no',
      false,
    )
    expect(reply(answer, 'verdict').headline.join('')).toMatch(/session token/i)
    expect(reply(answer, 'step').headline.join('')).toMatch(/^Step 1/)
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
    const first = await press(button(await started(), 'skip').press)
    const asked = reply(first, 'step')
    const answered = await press(button(first, 'answer').press)
    expect(reply(answered, 'step').headline).not.toEqual(asked.headline)
    const back = reply(await press(button(answered, 'back').press), 'step')
    expect(back.headline).toEqual(asked.headline)
    expect(back.parts).toEqual(asked.parts)
  })

  test('that fixed it ends with prevention; Back opens it again', async () => {
    const answer = await press(
      button(await paste('Error: failed to get shared config profile, dev'), 'start', 'verdict')
        .press,
    )
    const fixed = await press(button(answer, 'fixed').press)
    expect(reply(fixed, 'step').headline).toEqual(['Fixed'])
    expect(reply(await press(button(fixed, 'back').press), 'step').headline).toEqual(
      reply(answer, 'step').headline,
    )
  })

  test('Stop and Hand over end it, and lose nothing', async () => {
    const answer = await started()
    const stopped = await press(button(answer, 'stop').press)
    expect(reply(stopped, 'step').headline).toEqual(['Walkthrough ended'])
    const again = await press(button(stopped, 'back').press)
    const summary = reply(await press(button(again, 'hand-over').press), 'step')
    expect(JSON.stringify(summary)).toContain('0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40')
  })

  test('two at once: one counts, the other is told', async () => {
    const { press: one } = button(await started(), 'skip')
    const answers = await Promise.all([press(one), press(one)])
    expect(
      answers.map((answer) => answer?.outgoing.filter(({ to }) => to === 'person').length).sort(),
    ).toEqual([0, 1])
    expect(answers[0]?.case.revision).toBe(answers[1]?.case.revision)
  })

  test('on a case that is not there gets silence', async () => {
    const { press: one } = button(await started(), 'skip')
    expect(await press({ ...one, case: 'nowhere' })).toBeUndefined()
  })

  test.each([
    { kind: 'answer', question: 'no-such', answer: 'yes' },
    { kind: 'answer', question: 'where', answer: 'no-such' },
    { kind: 'not-sure', question: 'no-such' },
    { kind: 'fixed', remedy: 'no-such/remedy' },
    { kind: 'still-failing', remedy: 'no-such/remedy' },
  ] as const)('that names what we do not know changes nothing: %j', async (deed) => {
    const { press: one } = button(await started(), 'skip')
    const forged = await press({ ...one, do: deed })
    expect(forged?.outgoing.filter(({ to }) => to === 'person')).toHaveLength(1)
    expect(forged?.case.revision).toBe(one.revision)
    expect((await cases.at(PLACE))?.revision).toBe(one.revision)
  })

  test('drawn from an older revision changes nothing and tells its presser', async () => {
    const old = button(await started(), 'skip').press
    const now = await press(old)
    const late = await press({ ...old, do: { kind: 'stop' } })
    expect(late?.outgoing.filter(({ to }) => to === 'person')).toHaveLength(1)
    expect(late?.case).toEqual(now?.case)
    expect(reply(late, 'step')).toEqual(reply(now, 'step'))
  })

  test('that it still fails moves on to another step', async () => {
    const answer = await press(
      button(await paste('Error: failed to get shared config profile, dev'), 'start', 'verdict')
        .press,
    )
    const { press: one } = button(answer, 'still-failing')
    const next = await press(one)
    expect(reply(next, 'step').headline).not.toEqual(reply(answer, 'step').headline)
    expect(reply(next, 'step').buttons.map((other) => other.press.do)).not.toContainEqual(one.do)
  })

  test('every path ends in a remedy that helps or in a hand-over', async () => {
    let answer = await started()
    for (let steps = 0; steps < 120; steps++) {
      const { buttons, headline } = reply(answer, 'step')
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
    const open = await press(
      button(await paste('Error: failed to get shared config profile, dev'), 'start', 'verdict')
        .press,
    )
    return press(button(open, 'fixed').press)
  }

  test('a new error opens the walkthrough again', async () => {
    await fix()
    expect(reply(await paste(ERROR), 'step').headline.join('')).toMatch(/^Step/)
  })

  test('thanks do not', async () => {
    await fix()
    expect(reply(await paste('thanks!'), 'step').headline).toEqual(['Fixed'])
  })

  test('a forged step is not kept', async () => {
    const { press: one } = button(await started(), 'skip')
    await press({ ...one, do: { kind: 'skip', step: 'kT9vX2mQ/7bZrL4wN8' } })
    expect(JSON.stringify(await cases.at(PLACE))).not.toContain('kT9vX2mQ')
  })
})

test('a thread is redrawn from its case', async () => {
  await started()
  const shown = await app.show(PLACE)
  expect(reply(shown, 'step').headline.join('')).toMatch(/^Step 1/)
})
