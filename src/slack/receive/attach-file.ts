import { download, localHosts } from './download.ts'
import type { Heard } from './read-message.ts'

/** The text of the file that came with a message, when it can be had, in place of its first lines. */
export async function withFile(
  heard: Heard,
  botToken: string,
  slackApiUrl: string | undefined,
): Promise<Heard> {
  if (heard.file === undefined) return heard
  const text = await download(heard.file, botToken, localHosts(slackApiUrl))
  return text === undefined
    ? heard
    : { ...heard, text: [heard.typed, text].filter(Boolean).join('\n') }
}
