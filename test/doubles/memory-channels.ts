import {
  type Records,
  type Room,
  type Rooms,
  USUAL_ROOM,
} from '../../src/app/ports/channel-store.ts'
import type { Case } from '../../src/core/case/case.ts'

/** Channels and records in memory, over cases that are kept elsewhere. */
export function memoryBoard(cases: () => readonly Case[]): {
  readonly records: Records
  readonly rooms: Rooms
} {
  const rooms = new Map<string, Room & { readonly channel: string }>()
  const at = new Date().toISOString()
  const dated = (found: readonly Case[]) => found.map((one) => ({ case: one, at })).reverse()
  const within = (prefix: string) =>
    cases().filter(({ place }) => place.thread.startsWith(`${prefix}/`))
  return {
    records: {
      recent: (workspace, _window, limit) =>
        Promise.resolve(dated(within(workspace)).slice(0, limit)),
      openedBy: ({ workspace, channel, asker }) =>
        Promise.resolve(
          dated(within(`${workspace}/${channel}`).filter((one) => one.asker === asker)),
        ),
      month: (workspace) =>
        Promise.resolve({ opened: within(workspace).length, fixed: 0, confirmed: [] }),
    },
    rooms: {
      room: (workspace, channel) =>
        Promise.resolve(rooms.get(`${workspace}/${channel}`) ?? USUAL_ROOM),
      rooms: () => Promise.resolve([...rooms.values()]),
      setRoom: (workspace, channel, room) => {
        rooms.set(`${workspace}/${channel}`, { ...room, channel })
        return Promise.resolve()
      },
    },
  }
}
