import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type App, makeApp } from '../../../src/app/app.ts'
import type { Answer } from '../../../src/app/reply/answer.ts'
import type { Action } from '../../../src/app/reply/reply.ts'
import { flat } from '../../../src/app/reply/text.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { memoryDeps, pasteInto } from '../../doubles/memory-app.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
const said = (code: string) =>
  `Error: x: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 0f2c1c9e-6f1a-4d0b-9c35-2b7a6d1e8f40, api error ${code}: The security token included in the request is invalid.`
const ERROR = said('InvalidClientTokenId')
const PLACE = { surface: 'slack', thread: 'T1/C1/1.1' } as const

let app: App
let deliveries = 0
beforeEach(() => {
  app = makeApp(memoryDeps(knowledge))
})

const delivery = () => `test:${++deliveries}`
const paste = (text: string, { by = 'UALICE', direct = false } = {}) =>
  pasteInto(app, { delivery: delivery(), place: PLACE, asker: by, text, direct })
const press = async (answer: Answer | undefined, deed: Action, by = 'UBOB', id = delivery()) => {
  const { id: of = '', revision = 0 } = answer?.case ?? {}
  return app.press({
    delivery: id,
    surface: 'slack',
    press: { case: of, revision, do: deed },
    presser: by,
  })
}
const step = (answer: Answer | undefined) => {
  const saying = answer?.outgoing.find((one) => one.to === 'thread')
  if (!saying) throw new Error('nothing was said')
  return saying.reply
}
/** What it says to do, or its headline at an end. */
const head = (answer: Answer | undefined) => {
  const { parts, headline } = step(answer)
  return flat(parts.find((part) => part.kind === 'lead')?.text ?? headline)
}
const deeds = (answer: Answer | undefined) =>
  step(answer).buttons.map(({ press: { do: one } }) => one)
const whole = (answer: Answer | undefined) => JSON.stringify(step(answer))
/** The thread at a question: the command is skipped until one is asked. */
async function atQuestion(): Promise<Answer | undefined> {
  let answer = await paste(ERROR, { direct: true })
  for (let tries = 0; tries < 20; tries++) {
    const found = deeds(answer)
    if (found.some(({ kind }) => kind === 'answer')) return answer
    const skip = found.find(({ kind }) => kind === 'skip')
    if (!skip) break
    answer = await press(answer, skip)
  }
  // An engine that never asks is asked through the published tree.
  const open = await paste(ERROR, { direct: true })
  return press(open, { kind: 'tree', node: 'token-set' })
}

describe('a step', () => {
  test('says how long it takes, that nothing was kept, and later who may answer', async () => {
    const note = (answer: Answer | undefined) =>
      flat(step(answer).parts.flatMap((part) => (part.kind === 'note' ? part.text : [])))
    const first = await paste(ERROR, { direct: true })
    expect(note(first)).toBe('About 20 s · I didn’t keep your text')
    const skip = deeds(first).find(({ kind }) => kind === 'skip') ?? { kind: 'back' }
    expect(note(await press(first, skip, 'UALICE'))).toMatch(
      /^About \d+ (?:s|min) · anyone in this thread can answer$/,
    )
  })

  test('shows its details to whoever asks, and nothing changes', async () => {
    const first = await paste(ERROR, { direct: true })
    const shown = await press(first, { kind: 'details', of: 'why' }, 'UBOB')
    expect(shown?.outgoing.map(({ to }) => to)).toEqual(['person'])
    expect(JSON.stringify(shown?.outgoing)).toContain('What it can be, likeliest first')
    expect(shown?.case).toEqual(first?.case)
    const long = await press(first, { kind: 'details', of: 'probe' })
    expect(JSON.stringify(long?.outgoing)).toContain('tfa_say')
  })

  test('is shown for the shell that was chosen, from then on', async () => {
    const first = await paste(ERROR, { direct: true })
    const other = await press(first, { kind: 'shell', shell: 'powershell' })
    expect(whole(other)).toContain('"shell":"powershell"}')
    const skip = deeds(other).find(({ kind }) => kind === 'skip') ?? { kind: 'back' }
    const next = await press(other, skip)
    expect(next?.case.events.at(-1)).toMatchObject({ kind: 'skipped' })
  })

  test('says who answered when it was somebody else, and not when it was the asker', async () => {
    const open = await atQuestion()
    const deed = deeds(open).find(({ kind }) => kind === 'answer') ?? { kind: 'back' }
    expect(whole(await press(open, deed, 'UBOB'))).toMatch(/"person":"UBOB"\}," answered /)
    expect(whole(await press(await atQuestion(), deed, 'UALICE'))).not.toContain(' answered “')
  })
})

describe('a typed answer', () => {
  test('counts like a press, from whoever asked and nobody else', async () => {
    const open = await atQuestion()
    const deed = deeds(open).find(({ kind }) => kind === 'answer')
    const label = step(open).buttons.find(({ press: { do: one } }) => one === deed)?.label ?? ''
    expect(await paste(label.toUpperCase(), { by: 'UCAROL' })).toBeUndefined()
    const answer = await paste(label.toUpperCase())
    expect(answer?.case.events.at(-1)).toEqual({ ...deed, kind: 'answered', by: 'UALICE' })
  })

  test('"not sure" counts; other talk in the thread is left alone', async () => {
    const open = await atQuestion()
    expect(await paste('thanks, I will look after lunch')).toBeUndefined()
    const answer = await paste("I'm not sure")
    expect(answer?.case.events.at(-1)).toMatchObject({ kind: 'not-sure' })
    expect(answer?.case.revision).toBe((open?.case.revision ?? 0) + 1)
  })

  test('delivered twice is counted once', async () => {
    await atQuestion()
    const twice = {
      delivery: delivery(),
      place: PLACE,
      asker: 'UALICE',
      text: 'not sure',
      direct: false,
    }
    const first = await pasteInto(app, twice)
    expect(first).toBeDefined()
    expect(await app.paste(twice)).toBeUndefined()
    expect((await app.show(PLACE))?.case.revision).toBe(first?.case.revision)
  })
})

describe('a press', () => {
  test('delivered twice is answered the same, without a word about being out of date', async () => {
    const open = await atQuestion()
    const id = delivery()
    const first = await press(open, { kind: 'stop' }, 'UBOB', id)
    const again = await press(open, { kind: 'stop' }, 'UBOB', id)
    expect(again).toEqual(first)
    const late = await press(open, { kind: 'stop' })
    expect(late?.outgoing.at(-1)).toMatchObject({ to: 'person' })
  })

  test('goes on after Stop, and Back leads across the end', async () => {
    const open = await atQuestion()
    const stopped = await press(open, { kind: 'stop' })
    expect(head(stopped)).toBe('Ended')
    expect(head(await press(stopped, { kind: 'start' }))).toBe(head(open))
    const shown = await app.show(PLACE)
    const twice = await press(await press(shown, { kind: 'back' }), { kind: 'back' })
    expect(head(twice)).toBe(head(open))
  })
})

describe('after the fix', () => {
  const remedy = 'env-override/unset-the-variables'

  test('one question may be answered: what was it?', async () => {
    const open = await paste(ERROR, { direct: true })
    const fixed = await press(open, { kind: 'fixed', remedy })
    const choices = deeds(fixed).filter(({ kind }) => kind === 'was')
    expect(choices).toContainEqual({ kind: 'was', cause: 'env-override' })
    const known = await press(fixed, choices[0] ?? { kind: 'back' })
    expect(head(known)).toBe('Fixed')
    expect(deeds(known).map(({ kind }) => kind)).toEqual(['back'])
    expect(deeds(await press(known, { kind: 'back' }))).toEqual(deeds(fixed))
  })

  test('what it was is not taken before the fix, nor from a forged press', async () => {
    const open = await paste(ERROR, { direct: true })
    const forged = await press(open, { kind: 'was', cause: 'env-override' })
    expect(forged?.case.revision).toBe(open?.case.revision)
    const fixed = await press(open, { kind: 'fixed', remedy })
    expect((await press(fixed, { kind: 'was', cause: 'nothing' }))?.case.revision).toBe(
      fixed?.case.revision,
    )
  })

  test('a new error that is another one is news', async () => {
    const open = await paste(ERROR, { direct: true })
    await press(open, { kind: 'still-failing', remedy })
    const answer = await paste(said('ExpiredToken').replace('is invalid', 'is expired'))
    expect(whole(answer)).toContain('That’s news')
    expect(whole(answer)).toContain('ExpiredToken')
  })
})

describe('the published tree', () => {
  test('is followed node by node, takes answers as facts, and leads back to the guided order', async () => {
    const open = await paste(ERROR, { direct: true })
    const asked = await press(open, { kind: 'tree', node: 'token-set' })
    expect(head(asked)).toMatch(/^Published tree: /)
    const answered = await press(asked, {
      kind: 'answer',
      question: 'session-token',
      answer: 'unset',
    })
    expect(whole(answered)).toContain('Known, as answered')
    expect(deeds(answered).filter(({ kind }) => kind === 'answer')).toEqual([])
    expect(deeds(answered)).toContainEqual({ kind: 'tree', node: 'add-token' })
    const guided = await press(answered, { kind: 'guided' })
    expect(head(guided)).not.toMatch(/^Published tree/)
    const facts = guided?.case.events.filter(({ kind }) => kind === 'answered')
    expect(facts).toHaveLength(1)
  })

  test('without a node begins where the guided order is; an unknown node changes nothing', async () => {
    const open = await paste(ERROR, { direct: true })
    expect(head(await press(open, { kind: 'tree' }))).toMatch(/^Published tree: /)
    const now = await app.show(PLACE)
    expect((await press(now, { kind: 'tree', node: 'moon' }))?.case).toEqual(now?.case)
  })

  test('has no dead end: from every node one gets on, and out', async () => {
    const open = await paste(ERROR, { direct: true })
    let now = open
    for (const { id } of knowledge.tree) {
      now = await press(now, { kind: 'tree', node: id })
      const kinds = deeds(now).map(({ kind }) => kind)
      expect(kinds, id).toEqual(expect.arrayContaining(['guided', 'hand-over', 'stop', 'back']))
      expect(kinds.length, id).toBeGreaterThan(4)
    }
  })

  test('a remedy of it that did not help is not proposed again', async () => {
    const open = await paste(ERROR, { direct: true })
    const node = await press(open, { kind: 'tree', node: 'enter-again' })
    const failed = await press(node, {
      kind: 'still-failing',
      remedy: 'wrong-credentials/enter-again',
    })
    expect(whole(failed)).toContain('it did not help')
    expect(deeds(failed).map(({ kind }) => kind)).not.toContain('fixed')
  })
})

describe('a hand-over', () => {
  const handedOver = async () =>
    press(await paste(ERROR, { direct: true }), {
      kind: 'hand-over',
    })

  test('says what is known and left, with links, and can be posted to a channel once', async () => {
    const answer = await handedOver()
    expect(deeds(answer)).toContainEqual({ kind: 'share', channel: '' })
    expect(step(answer).parts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['facts', 'list', 'links']),
    )
    const id = delivery()
    const shared = await press(answer, { kind: 'share', channel: 'C2OPS' }, 'UBOB', id)
    const posted = shared?.outgoing.find(({ to }) => to === 'channel')
    expect(posted).toMatchObject({ channel: 'C2OPS', reply: { buttons: [] } })
    expect(JSON.stringify(posted)).toContain('InvalidClientTokenId')
    const later = [
      await press(answer, { kind: 'share', channel: 'C2OPS' }, 'UBOB', id),
      await app.show(PLACE),
    ]
    for (const one of later) expect(one?.outgoing.map(({ to }) => to)).not.toContain('channel')
  })

  test('is not posted before a channel is chosen', async () => {
    const answer = await handedOver()
    for (const channel of ['', '<!channel>', 'a b'])
      expect((await press(answer, { kind: 'share', channel }))?.case).toEqual(answer?.case)
  })

  test('can be gone on from', async () => {
    const answer = await press(await handedOver(), { kind: 'start' })
    expect(head(answer)).not.toMatch(/second pair/)
  })
})
