import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../../src/store/open-store.ts'
import { anArrival, aPlace } from '../cases/an-arrival.ts'

export const SECRET_KEY = Buffer.alloc(32, 7)

export type Replicas = { readonly one: Store; readonly two: Store; end(): Promise<void> }

let count = 0
const fresh = (kind = 'T') => {
  count += 1
  return `${kind}0${count}`
}

/** What every store keeps of installations, seen through two doors to the same database. */
export function installationsContract(name: string, open: () => Promise<Replicas>): void {
  describe(name, () => {
    let replicas: Replicas
    beforeAll(async () => {
      replicas = await open()
    })
    afterAll(() => replicas.end())
    const one = () => replicas.one.installations
    const two = () => replicas.two.installations

    test('what one keeps the other finds; the newest counts', async () => {
      const id = fresh()
      expect(await one().find(id)).toBeUndefined()
      await one().keep(id, 'first')
      await two().keep(id, 'second\0 \uD800')
      expect(await one().find(id)).toBe('second\0 \uFFFD')
    })

    test('an organisation serves the workspaces it was seen in; its own goes first', async () => {
      const [organisation, workspace] = [fresh('E'), fresh()]
      await one().keep(organisation, 'of the organisation')
      expect(await two().serving(workspace)).toBeUndefined()
      await one().joined(workspace, organisation)
      await one().joined(workspace, organisation)
      await one().joined(fresh(), organisation)
      expect(await two().serving(workspace)).toEqual({
        id: organisation,
        record: 'of the organisation',
      })
      await one().keep(workspace, 'its own')
      expect(await two().serving(workspace)).toEqual({ id: workspace, record: 'its own' })
    })

    test('an old notice does not take a new installation away', async () => {
      const id = fresh()
      await one().keep(id, 'again')
      expect(await two().remove(id, new Date(Date.now() - 60_000))).toBe(false)
      expect(await two().remove(id, new Date(Date.now() + 60_000))).toBe(true)
      expect(await two().remove(id)).toBe(false)
      expect(await one().find(id)).toBeUndefined()
    })

    test('two that renew at once: one does, the old one counts until it has', async () => {
      const id = fresh()
      await one().keep(id, 'old')
      const [called, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      let calls = 0
      const renewal = async (record: string) => {
        calls += 1
        called.resolve()
        await go.promise
        return `${record}, renewed`
      }
      const first = one().renew(id, renewal)
      await called.promise
      expect(await two().renew(id, renewal)).toBeUndefined()
      expect(await two().find(id)).toBe('old')
      go.resolve()
      expect(await first).toBe('old, renewed')
      expect(await two().find(id)).toBe('old, renewed')
      expect(calls).toBe(1)
      // Whoever comes later sees that it is done.
      expect(await two().renew(id, async () => undefined)).toBe('old, renewed')
    })

    test('a renewal that fails lets the next one try', async () => {
      const id = fresh()
      await one().keep(id, 'old')
      await expect(one().renew(id, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
      expect(await two().renew(id, async () => 'new')).toBe('new')
    })

    test('who installs anew during a renewal has the last word', async () => {
      const id = fresh()
      await one().keep(id, 'old')
      await one().renew(id, async () => {
        await two().keep(id, 'installed anew')
        return 'renewed'
      })
      expect(await one().find(id)).toBe('installed anew')
    })

    test('a workspace taken out of its organisation has left; one that installed it itself has not', async () => {
      const [organisation, out, own, stays] = [fresh('E'), fresh(), fresh(), fresh()]
      const places = [out, own, stays].map((team) => ({
        surface: 'slack' as const,
        thread: `${team}/C1/1.2`,
      }))
      for (const place of places) await replicas.one.cases.accept(anArrival({ place }))
      await one().keep(organisation, 'of the organisation')
      for (const workspace of [out, own, stays]) await one().joined(workspace, organisation)
      await one().keep(own, 'its own')
      await one().left([out, own, fresh()], organisation)
      expect(await two().serving(out)).toBeUndefined()
      expect(await two().serving(own)).toMatchObject({ record: 'its own' })
      expect(await two().serving(stays)).toMatchObject({ id: organisation })
      await two().forgetDeparted(0)
      const left = await Promise.all(places.map((place) => replicas.one.cases.at(place)))
      expect(left.map((found) => found !== undefined)).toEqual([false, true, true])
      await one().remove(organisation)
      await two().forgetDeparted(0)
      expect(await replicas.one.cases.at(places[1] ?? aPlace())).toBeDefined()
    })

    test('a token is used once, in whichever replica', async () => {
      const token = fresh()
      const used = await Promise.all(
        [one(), two(), one(), two()].map((door) => door.useOnce(token, 60_000)),
      )
      expect(used.filter(Boolean)).toHaveLength(1)
    })

    test('a workspace that left is forgotten after its time, and no other', async () => {
      const [gone, stays, back] = [fresh(), fresh(), fresh()]
      const places = [gone, stays, back].map((team) => ({
        surface: 'slack' as const,
        thread: `${team}/C1/1.2`,
      }))
      for (const place of places) {
        await replicas.one.cases.accept(
          anArrival({
            place,
            marks: [{ kind: 'account', hash: `hash ${place.thread}`, shown: '…1234' }],
          }),
        )
      }
      const set = { listens: false, bots: true, quiet: 5, by: 'U1' }
      for (const id of [gone, stays]) await replicas.one.channels.setSettings(id, 'C1', set)
      for (const id of [gone, stays, back]) await one().keep(id, 'installed')
      await one().remove(gone)
      await one().remove(back)
      expect(await two().forgetDeparted(60_000)).toBe(0)
      await two().keep(back, 'again')
      const { count: owed } = await replicas.one.owed()
      expect(await two().forgetDeparted(0)).toBeGreaterThanOrEqual(1)
      const left = await Promise.all(places.map((place) => replicas.one.cases.at(place)))
      expect(left.map((found) => found !== undefined)).toEqual([false, true, true])
      expect(await replicas.one.workspaces.marked(gone, 60_000)).toEqual([])
      expect(await replicas.one.workspaces.marked(stays, 60_000)).toHaveLength(1)
      expect(await replicas.one.channels.list(gone)).toEqual([])
      expect(await replicas.one.channels.list(stays)).toHaveLength(1)
      expect((await replicas.one.owed()).count).toBe(owed - 1)
    })
  })
}
