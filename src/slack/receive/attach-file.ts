import type { BoltParts } from '../listeners.ts'
import { download } from './download.ts'
import type { Heard } from './read-message.ts'

/** The text of the file that came with a message, when it can be had, in place of its first lines. */
export async function withFile(
  heard: Heard,
  botToken: string,
  parts: Pick<BoltParts, 'clientOptions'>,
): Promise<Heard> {
  if (heard.file === undefined) return heard
  const text = await download(heard.file, botToken, localHosts(parts))
  return text === undefined
    ? heard
    : { ...heard, text: [heard.typed, text].filter(Boolean).join('\n') }
}

/** Hosts of an emulator that may be asked without https; none beside the real Slack. */
export function localHosts({ clientOptions }: Pick<BoltParts, 'clientOptions'>): readonly string[] {
  const base = clientOptions?.slackApiUrl
  return base !== undefined && !base.startsWith('https:') ? [new URL(base).host] : []
}
