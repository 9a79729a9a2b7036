import type { ChannelSettings } from '../../app/ports/channel-store.ts'
import type { Answer } from '../../app/reply/answer.ts'
import type { WorkspaceView } from '../../app/workspace/workspace.ts'
import { boundedMap } from '../../core/bounded-map.ts'
import { slackThreadOf } from '../protocol/thread-ref.ts'
import type { Heard } from './read-message.ts'

export type ChannelRules = {
  /** How a channel is set, at most a few seconds old. */
  settings(team: string, channel: string): Promise<ChannelSettings>
  /** Whether something that was only overheard may be looked at. */
  mayHear(heard: Heard): Promise<boolean>
  /** An answer as it may be said: what would only repeat a thread becomes a word to the person. */
  suppressRepeat(heard: Heard, answer: Answer): Promise<Answer>
  setSettings(team: string, channel: string, settings: ChannelSettings): Promise<void>
}

// Another replica's change counts after this long.
const FRESH_MS = 10_000
const MOST_CHANNELS = 1_000

/** Takes the workspace's settings and a way to know threads of ours; gives when tfauth may speak up in a channel. */
export function channelRulesOf(
  workspace: WorkspaceView,
  isOurs: (heard: Heard) => Promise<boolean>,
): ChannelRules {
  const known = boundedMap<Promise<ChannelSettings>>(MOST_CHANNELS, {
    ms: FRESH_MS,
    now: () => Date.now(),
  })
  const settings = (team: string, channel: string): Promise<ChannelSettings> => {
    const key = `${team}/${channel}`
    const kept = known.get(key)
    if (kept) return kept
    const asked = workspace.channelSettings(team, channel)
    known.set(key, asked)
    // What could not be read is asked anew.
    asked.catch(() => known.delete(key))
    return asked
  }
  const at = (heard: Heard) => slackThreadOf(heard.place) ?? { team: '', channel: '', ts: '' }
  return {
    settings,
    async mayHear(heard) {
      if (heard.direct) return true
      const { team, channel, ts } = at(heard)
      const { listens, bots } = await settings(team, channel)
      if (heard.bot) return bots
      // Muted is the channel, not the threads where people work on their case.
      return listens || (ts !== heard.ts && (await isOurs(heard)))
    },
    async suppressRepeat(heard, answer) {
      const { team, channel, ts } = at(heard)
      const set = heard.bot || !heard.direct ? await settings(team, channel) : undefined
      if (!set) return answer
      // A bot reads no warnings: whoever let us read it does.
      const told: Answer = heard.bot
        ? {
            ...answer,
            asker: set.by ?? answer.asker,
            outgoing: answer.outgoing.filter(({ to }) => to !== 'person' || set.by !== null),
          }
        : answer
      if (ts !== heard.ts) return told
      const reply = await workspace.sameAgain(answer, { channel, minutes: set.quiet })
      if (!reply) return told
      const others = told.outgoing.filter(({ to }) => to === 'person')
      return { ...told, outgoing: heard.bot ? others : [{ to: 'person', reply }, ...others] }
    },
    async setSettings(team, channel, next) {
      await workspace.setChannelSettings(team, channel, next)
      known.delete(`${team}/${channel}`)
    },
  }
}
