import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answered } from '../../src/app/checks/account/account-reads.ts'
import type { Session } from '../../src/aws/assume-role.ts'
import { makeSessions } from '../../src/aws/sessions.ts'

const session = (owner: string, until: number): Answered<Session> => ({
  kind: 'found',
  found: {
    account: '111122223333',
    arn: owner,
    packed: 1,
    credentials: {
      accessKeyId: 'invented',
      secretAccessKey: 'invented',
      sessionToken: 'invented',
      expiration: new Date(until),
    },
  },
})
const link = (team: string, id: string) => ({
  team,
  id,
  account: '111122223333',
  externalId: 'tfauth-invented',
})

test('R24: whatever two workspaces and links are called, neither gets a session of the other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 12 }),
      async (all) => {
        const sessions = makeSessions(() => 0)
        for (const [team, id] of [...all, ...all]) {
          const owner = JSON.stringify([team, id])
          const got = await sessions.of(link(team, id), async () => session(owner, 900_000))
          expect(got).toMatchObject({ found: { arn: owner } })
        }
      },
    ),
  )
})

test('R24: a session is used for less than fifteen minutes and never in its last', async () => {
  let now = 0
  let opened = 0
  const sessions = makeSessions(() => now)
  const get = () =>
    sessions.of(link('T1', 'L1'), async () => {
      opened += 1
      return session('x', now + 900_000)
    })
  for (const [time, times] of [
    [0, 1],
    [839_000, 1],
    [840_000, 2],
  ] as const) {
    now = time
    await get()
    expect(opened).toBe(times)
  }
})

test('R24, R39: a session that is dropped, or whose link changed, is asked for anew; what failed is not kept', async () => {
  let opened = 0
  const sessions = makeSessions(() => 0)
  const open = async () => {
    opened += 1
    return session('x', 900_000)
  }
  await sessions.of(link('T1', 'L1'), open)
  await sessions.of({ ...link('T1', 'L1'), externalId: 'tfauth-other' }, open)
  expect(opened).toBe(2)
  sessions.drop({ team: 'T1', id: 'L1' })
  await sessions.of(link('T1', 'L1'), open)
  expect(opened).toBe(3)
  const failed = { kind: 'could-not', why: 'throttled', call: '', code: '' } as const
  await sessions.of(link('T2', 'L1'), async () => failed)
  await sessions.of(link('T2', 'L1'), open)
  expect(opened).toBe(4)
})
