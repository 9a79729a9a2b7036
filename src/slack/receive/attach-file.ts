import type { WebClient } from '@slack/web-api'
import { download, localHosts } from './download.ts'
import type { Heard } from './read-message.ts'
import type { SubmittedFile } from './read-submission.ts'

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

/** The text of a file that came with a form; undefined when it cannot be had. */
export async function submittedFile(
  file: SubmittedFile,
  { client, botToken }: { readonly client: WebClient; readonly botToken: string },
  slackApiUrl: string | undefined,
): Promise<string | undefined> {
  const found = file.url ? file : await described(file.id, client)
  return found?.url === undefined
    ? undefined
    : download({ url: found.url, size: found.size }, botToken, localHosts(slackApiUrl))
}

/** A form may bring no more than a file's id. */
async function described(
  id: string,
  client: WebClient,
): Promise<{ readonly url: string | undefined; readonly size: number | undefined } | undefined> {
  try {
    const { file } = await client.files.info({ file: id })
    return { url: file?.url_private_download, size: file?.size }
  } catch {
    return undefined
  }
}
