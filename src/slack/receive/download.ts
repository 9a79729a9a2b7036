/** A file that came with a message, as Slack describes it. */
export type SlackFile = {
  readonly url: string
  readonly size: number | undefined
}

const MOST_BYTES = 10 * 1024 * 1024
const MOST_HOPS = 3
// The delivery must be durable and acknowledged within three seconds, this included.
const PATIENCE_MS = 1_800

/**
 * Takes a file of a message and the bot's token; gives its text, or undefined when it cannot be had in time, is too
 * long or is no text: the first lines that Slack shows of it are then all there is. Never throws.
 * @param local hosts of an emulator that may be asked without https.
 */
export async function download(
  file: SlackFile,
  token: string,
  local: readonly string[] = [],
): Promise<string | undefined> {
  if ((file.size ?? 0) > MOST_BYTES) return undefined
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    let url = new URL(file.url)
    for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
      const mayAsk = url.protocol === 'https:' || local.includes(url.host)
      if (!mayAsk) return undefined
      const response = await fetch(url, {
        redirect: 'manual',
        signal,
        // The token belongs to Slack: wherever else a redirect leads, it stays here.
        headers:
          isSlack(url) || local.includes(url.host) ? { authorization: `Bearer ${token}` } : {},
      })
      const to = response.headers.get('location')
      if (response.status >= 300 && response.status < 400 && to) {
        await response.body?.cancel()
        url = new URL(to, url)
        continue
      }
      return response.ok ? await textOf(response) : undefined
    }
    return undefined
  } catch {
    return undefined
  }
}

function isSlack({ hostname, protocol }: URL): boolean {
  return protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'))
}

/** Without the scope Slack answers with its sign-in page, which is not the log. */
async function textOf(response: Response): Promise<string | undefined> {
  if (/^text\/html/i.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel()
    return undefined
  }
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) return undefined
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  return /^\s{0,20}<!doctype/i.test(text) || text.includes('\0') ? undefined : text
}

/** Hosts of an emulator that may be asked without https; none beside the real Slack. */
export function localHosts(slackApiUrl: string | undefined): readonly string[] {
  return slackApiUrl !== undefined && !slackApiUrl.startsWith('https:')
    ? [new URL(slackApiUrl).host]
    : []
}
