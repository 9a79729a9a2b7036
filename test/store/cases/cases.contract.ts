import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Arrival, CaseOutcome, Cases } from '../../../src/app/ports/case-store.ts'
import type { CaseEvent } from '../../../src/core/case/case.ts'
import { CaseMissing } from '../../../src/store/database/store-error.ts'
import type { Store } from '../../../src/store/open-store.ts'
import { anArrival, aPlace, pasted } from './an-arrival.ts'

/** What a store under test gives: doors to the same data, which may be one store twice, and how to end it. */
export type Subject = { readonly one: Store; readonly two: Store; end(): Promise<void> }

/** What every store promises. `open` makes a fresh one. */
export function casesContract(name: string, open: () => Promise<Subject>): void {
  describe(name, () => {
    let subject: Subject
    let one: Cases
    let two: Cases
    beforeAll(async () => {
      subject = await open()
      one = subject.one.cases
      two = subject.two.cases
    })
    afterAll(() => subject?.end())

    test('a new place opens a case, which load and at find', async () => {
      const arrival = anArrival()
      const opened = await one.accept(arrival)
      expect(opened).toEqual({
        id: expect.stringMatching(/^[a-z0-9]{10}$/),
        revision: 1,
        place: arrival.place,
        asker: 'U1',
        knowledge: 'k1',
        events: [pasted()],
        messages: {},
      })
      expect(await two.load(opened?.id ?? '')).toEqual(opened)
      expect(await two.at(arrival.place)).toEqual(opened)
    })

    test('what is not there is undefined', async () => {
      expect(await one.load('nothing')).toBeUndefined()
      expect(await one.load('nul\0')).toBeUndefined()
      expect(await one.at(aPlace())).toBeUndefined()
      expect(await one.append('nothing', 1, { kind: 'started' })).toBeUndefined()
    })

    test('a repeated delivery is refused and changes nothing', async () => {
      const arrival = anArrival()
      const opened = await one.accept(arrival)
      expect(await two.accept(arrival)).toBeUndefined()
      expect(await two.accept({ ...arrival, place: aPlace() })).toBeUndefined()
      expect(await one.at(arrival.place)).toEqual(opened)
    })

    test('a delivery that arrives ten times at once is accepted once', async () => {
      const arrival = anArrival()
      const cases = await Promise.all(tenOf((i) => (i % 2 ? one : two).accept(arrival)))
      expect(cases.filter((found) => found !== undefined)).toHaveLength(1)
      expect((await one.at(arrival.place))?.events).toHaveLength(1)
    })

    test('another delivery at the same place continues its case', async () => {
      const place = aPlace()
      const opened = await one.accept(anArrival({ place }))
      const continued = await two.accept(
        anArrival({ place, asker: 'U2', event: { kind: 'handed-over' } }),
      )
      expect(continued).toEqual({
        ...opened,
        revision: 2,
        events: [pasted(), { kind: 'handed-over' }],
      })
    })

    test('the same thread on two surfaces is two cases', async () => {
      const thread = randomUUID()
      const slack = await one.accept(anArrival({ place: { surface: 'slack', thread } }))
      const sandbox = await one.accept(anArrival({ place: { surface: 'sandbox', thread } }))
      expect(slack?.id).not.toBe(sandbox?.id)
    })

    test('fifty arrivals at once at one place end in one case with fifty events', async () => {
      const place = aPlace()
      const cases = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          (i % 2 ? one : two).accept(
            anArrival({ place, event: { kind: 'skipped', step: `step ${i}` } }),
          ),
        ),
      )
      expect(new Set(cases.map((found) => found?.id)).size).toBe(1)
      expect(cases.map((found) => found?.revision).sort(byNumber)).toEqual(
        Array.from({ length: 50 }, (_, i) => i + 1),
      )
      const steps = (await one.at(place))?.events.map((event) => 'step' in event && event.step)
      expect(new Set(steps).size).toBe(50)
    })

    test('append adds to the revision it names, and only to that', async () => {
      const { id } = await opened(one)
      const started = await two.append(id, 1, { kind: 'started' })
      expect(started).toMatchObject({ id, revision: 2, events: [pasted(), { kind: 'started' }] })
      expect(await one.append(id, 1, { kind: 'stopped' })).toBeUndefined()
      expect(await one.append(id, 3, { kind: 'stopped' })).toBeUndefined()
      expect(await one.load(id)).toEqual(started)
    })

    test('of ten presses of one button at once, one counts', async () => {
      const { id } = await opened(one)
      const presses = await Promise.all(
        tenOf((i) => (i % 2 ? one : two).append(id, 1, { kind: 'started' }, `press:${id}:${i}`)),
      )
      expect(presses.filter((found) => found !== undefined)).toHaveLength(1)
      expect((await one.load(id))?.revision).toBe(2)
    })

    test('a press that was claimed before changes nothing', async () => {
      const { id } = await opened(one)
      const delivery = `press:${randomUUID()}`
      const started = await one.append(id, 1, { kind: 'started' }, delivery)
      expect(await two.append(id, 2, { kind: 'stopped' }, delivery)).toBeUndefined()
      expect(await one.load(id)).toEqual(started)
    })

    test('a stale press leaves its delivery unclaimed', async () => {
      const { id } = await opened(one)
      const delivery = `press:${randomUUID()}`
      expect(await one.append(id, 7, { kind: 'started' }, delivery)).toBeUndefined()
      expect(await one.append(id, 1, { kind: 'started' }, delivery)).toMatchObject({ revision: 2 })
    })

    test('the first to remember a message wins, and no revision is counted', async () => {
      const { id } = await opened(one)
      const kept = await Promise.all(
        tenOf((i) => (i % 2 ? one : two).remember(id, 'verdict', `message ${i}`)),
      )
      expect(new Set(kept).size).toBe(1)
      expect(await two.remember(id, 'verdict', 'later')).toBe(kept[0])
      expect(await two.remember(id, 'step', 'another')).toBe('another')
      expect(await one.load(id)).toMatchObject({
        revision: 1,
        messages: { verdict: kept[0], step: 'another' },
      })
    })

    test('a message of a case that is not there is refused with a sentence', async () => {
      await expect(one.remember('nothing', 'verdict', 'm')).rejects.toThrow(CaseMissing)
    })

    test('what nobody answered is taken over once, oldest first, with its case', async () => {
      await answerAll(one)
      const arrivals = []
      for (let i = 0; i < 10; i++) {
        const arrival = anArrival()
        arrivals.push({ delivery: arrival.delivery, case: await one.accept(arrival) })
      }
      expect(await one.unanswered(60_000, 100)).toEqual([])
      await sleep(400)
      expect(await one.unanswered(400, 4)).toEqual(arrivals.slice(0, 4))
      const rest = await Promise.all(tenOf((i) => (i % 2 ? one : two).unanswered(400, 3)))
      expect(
        rest
          .flat()
          .map(({ delivery }) => delivery)
          .sort(),
      ).toEqual(
        arrivals
          .slice(4)
          .map(({ delivery }) => delivery)
          .sort(),
      )
    })

    test('what was taken over and not answered is taken over again; what was answered is not', async () => {
      await answerAll(one)
      const arrival = anArrival()
      const { delivery } = arrival
      const { id } = await opened(one, arrival)
      const press = `press:${id}`
      await one.append(id, 1, { kind: 'started' }, press)
      await sleep(150)
      expect(deliveries(await one.unanswered(100, 9)).sort()).toEqual([delivery, press].sort())
      await one.answered(press)
      await sleep(150)
      expect(deliveries(await two.unanswered(100, 9))).toEqual([delivery])
      await two.answered(delivery)
      await two.answered(delivery)
      await sleep(150)
      expect(await one.unanswered(100, 9)).toEqual([])
    })

    test('a delivery that continued a case is taken over with that case', async () => {
      await answerAll(one)
      const place = aPlace()
      const { id } = await opened(one, anArrival({ place }))
      await answerAll(one)
      const { delivery } = await accepted(one, anArrival({ place, event: { kind: 'back' } }))
      await sleep(100)
      const taken = await one.unanswered(50, 9)
      expect(taken).toEqual([{ delivery, case: await one.load(id) }])
    })

    test('a large event comes back as it was', async () => {
      const event: CaseEvent = { kind: 'skipped', step: 'größer '.repeat(15_000) }
      const { id } = await opened(one, anArrival({ event }))
      expect((await two.load(id))?.events).toEqual([event])
    })

    test.each([
      [
        'other scripts',
        'Zugriff verweigert – アクセス拒否 – 🔑👩‍💻',
        'Zugriff verweigert – アクセス拒否 – 🔑👩‍💻',
      ],
      ['quotes and backslashes', `\\u0000 "'; -- $1 %s \\`, `\\u0000 "'; -- $1 %s \\`],
      ['NUL', 'a\0b', 'a\uFFFDb'],
      ['half a character', 'a\uD83Db', 'a\uFFFDb'],
      ['control characters', 'a\u0001\u001B[31m\r\nb\u2028', 'a\u0001\u001B[31m\r\nb\u2028'],
    ])('text with %s is kept', async (_, given, kept) => {
      const thread = `${randomUUID()}${given}`
      const place = { surface: 'sandbox', thread } as const
      const delivery = `sandbox:${thread}`
      const event: CaseEvent = { kind: 'answered', question: given, answer: given }
      const { id } = await opened(one, anArrival({ delivery, place, asker: given, event }))
      expect(await one.remember(id, 'verdict', given)).toBe(kept)
      expect(await two.at(place)).toMatchObject({
        id,
        asker: kept,
        events: [{ kind: 'answered', question: kept, answer: kept }],
        messages: { verdict: kept },
      })
      expect(await two.accept(anArrival({ delivery, place }))).toBeUndefined()
    })

    test('says which deliveries were claimed', async () => {
      const arrival = anArrival()
      expect(await one.claimed(arrival.delivery)).toBe(false)
      await one.accept(arrival)
      expect(await two.claimed(arrival.delivery)).toBe(true)
    })

    test('an outcome counts for its workspace until it is taken back, once for each case', async () => {
      const outcome = anOutcome()
      const { workspace } = outcome
      const { id } = await opened(one)
      const solved = () => subject.two.workspaces.solved(workspace, 9)
      expect(await solved()).toEqual([])
      await one.append(id, 1, { kind: 'tried', remedy: 'a/b', worked: true }, undefined, outcome)
      expect(await solved()).toEqual([
        {
          asker: 'U1',
          symptom: 'dead-key',
          credit: { a: 0.75, b: 0.25 },
          confirmed: false,
          daysAgo: expect.closeTo(0, 2),
        },
      ])
      const confirmed = { ...outcome, confirmed: 'b', credit: { b: 1 } }
      await one.append(id, 2, { kind: 'was', cause: 'b' }, undefined, confirmed)
      expect(await solved()).toMatchObject([{ credit: { b: 1 }, confirmed: true }])
      // Someone who comes too late changes nothing of it.
      await one.append(id, 2, { kind: 'back' }, undefined, null)
      expect(await solved()).toHaveLength(1)
      await one.append(id, 3, { kind: 'back' }, undefined, null)
      expect(await solved()).toEqual([])
    })

    test('learning is on until it is switched off, and forgets when it is reset', async () => {
      const outcome = anOutcome()
      const { workspace } = outcome
      const { workspaces } = subject.one
      const solved = () => subject.two.workspaces.solved(workspace, 9)
      const { id } = await opened(one)
      await one.append(id, 1, { kind: 'started' }, undefined, outcome)
      expect(await workspaces.learning(workspace)).toEqual({ on: true, since: null })
      await workspaces.setLearning(workspace, false)
      expect(await solved()).toEqual([])
      expect(await workspaces.learning(workspace)).toEqual({ on: false, since: null })
      await workspaces.setLearning(workspace, true)
      expect(await solved()).toHaveLength(1)
      await workspaces.resetLearning(workspace)
      expect(await solved()).toEqual([])
      const { on, since } = await workspaces.learning(workspace)
      expect(on).toBe(true)
      expect(Math.abs(Date.now() - Date.parse(since ?? ''))).toBeLessThan(60_000)
    })

    test('cases that share a mark find each other, in their workspace and within the window', async () => {
      const hash = subject.one.fingerprint(randomUUID())
      const team = `T${randomUUID()}`
      const marks = [{ kind: 'key', hash, shown: '…WXYZ' }] as const
      const arrives = async (at: string) => {
        const place = { surface: 'slack', thread: `${at}/C1/${randomUUID()}` } as const
        return opened(one, anArrival({ place, marks, symptom: 'dead-key' }))
      }
      const [first, second] = [await arrives(team), await arrives(team)]
      await arrives(`T${randomUUID()}`)
      const { workspaces } = subject.two
      const shared = await workspaces.sharing(team, [hash], 60_000)
      expect(shared.map((found) => found.case).sort()).toEqual([first.id, second.id].sort())
      expect(shared[0]).toMatchObject({ kind: 'key', hash, shown: '…WXYZ', symptom: 'dead-key' })
      expect(await workspaces.marked(team, 60_000)).toHaveLength(2)
      expect(await workspaces.sharing(team, [], 60_000)).toEqual([])
      await sleep(30)
      expect(await workspaces.sharing(team, [hash], 20)).toEqual([])
      // The same case pasting again stays one.
      await one.accept(anArrival({ place: first.place, marks, symptom: 'dead-key' }))
      expect(await workspaces.marked(team, 60_000)).toHaveLength(2)
    })

    test('a fingerprint is the same through both doors and says nothing of its text', () => {
      const text = 'AKIAQ4TFAUTHNEXAMPLE'
      const hash = subject.one.fingerprint(text)
      expect(subject.two.fingerprint(text)).toBe(hash)
      expect(hash).toMatch(/^[0-9a-f]{32}$/)
      expect(subject.one.fingerprint(`${text}2`)).not.toBe(hash)
    })

    test('it is healthy', async () => {
      expect(await subject.one.healthy()).toBe(true)
    })
  })
}

function anOutcome(): CaseOutcome {
  return {
    workspace: `T${randomUUID()}`,
    symptom: 'dead-key',
    remedy: 'a/b',
    confirmed: null,
    credit: { a: 0.75, b: 0.25 },
    asker: 'U1',
  }
}

async function opened(cases: Cases, arrival = anArrival()) {
  return (await accepted(cases, arrival)).case
}

async function accepted(cases: Cases, arrival: Arrival) {
  const found = await cases.accept(arrival)
  if (!found) throw new Error(`${arrival.delivery} was not accepted`)
  return { delivery: arrival.delivery, case: found }
}

/** So that a test which looks at all unanswered deliveries sees only its own. */
async function answerAll(cases: Cases): Promise<void> {
  await sleep(2)
  for (const { delivery } of await cases.unanswered(0, 1_000)) await cases.answered(delivery)
}

function deliveries(taken: Awaited<ReturnType<Cases['unanswered']>>): string[] {
  return taken.map(({ delivery }) => delivery)
}

function tenOf<Result>(make: (index: number) => Result): Result[] {
  return Array.from({ length: 10 }, (_, index) => make(index))
}

function byNumber(a = 0, b = 0): number {
  return a - b
}
