import {
  type CaseHistory,
  type ChannelSettings,
  type ChannelStore,
  USUAL_SETTINGS,
} from '../../src/app/ports/channel-store.ts'
import type { Case } from '../../src/core/case/case.ts'

/** Channels and records in memory, over cases that are kept elsewhere. */
export function memoryChannels(cases: () => readonly Case[]): {
  readonly history: CaseHistory
  readonly channels: ChannelStore
} {
  const rooms = new Map<string, ChannelSettings & { readonly channel: string }>()
  const at = new Date().toISOString()
  const dated = (found: readonly Case[]) => found.map((one) => ({ case: one, at })).reverse()
  const within = (prefix: string) =>
    cases().filter(({ place }) => place.thread.startsWith(`${prefix}/`))
  return {
    history: {
      recent: (workspace, _window, limit) =>
        Promise.resolve(dated(within(workspace)).slice(0, limit)),
      openedBy: ({ workspace, channel, asker }) =>
        Promise.resolve(
          dated(within(`${workspace}/${channel}`).filter((one) => one.asker === asker)),
        ),
      month: (workspace) =>
        Promise.resolve({ opened: within(workspace).length, fixed: 0, confirmed: [] }),
    },
    channels: {
      settings: (workspace, channel) =>
        Promise.resolve(rooms.get(`${workspace}/${channel}`) ?? USUAL_SETTINGS),
      list: () => Promise.resolve([...rooms.values()]),
      setSettings: (workspace, channel, room) => {
        rooms.set(`${workspace}/${channel}`, { ...room, channel })
        return Promise.resolve()
      },
    },
  }
}
