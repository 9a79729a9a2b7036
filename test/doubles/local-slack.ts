import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { list, object } from './fixtures.ts'

const run = promisify(execFile)

export type LocalSlack = {
  readonly api: string
  up(): Promise<void>
  down(): Promise<void>
  /** Speaks as a person; returns the message's ts. */
  speak(words: { channel: string; user: string; text: string; thread_ts?: string }): Promise<string>
  press(
    button: Record<string, unknown>,
    at: { channel: string; messageTs: string; user: string },
  ): Promise<void>
  /** Our messages in a thread. */
  replies(channel: string, thread: string): Promise<Record<string, unknown>[]>
}

/** A real Slack emulator, started by the launcher script it is given. */
export function localSlack(
  launcher: string,
  port: number,
  more: Record<string, string> = {},
): LocalSlack {
  const base = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    LOCAL_SLACK_PORT: String(port),
    SLACK_BOT_TOKEN: 'xoxb-local',
    SLACK_APP_TOKEN: 'xapp-local',
    ...more,
  }
  const control = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${base}/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return object(await response.json())
  }
  return {
    api: `${base}/api/`,
    up: async () => void (await run(launcher, ['up'], { env })),
    async down() {
      await run(launcher, ['down'], { env })
      for (let tries = 0; tries < 50; tries += 1) {
        const gone = await fetch(`${base}/_control/state`).then(
          () => false,
          () => true,
        )
        if (gone) return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    speak: async (words) => String(object((await control('message', words)).message).ts),
    press: async (action, at) => void (await control('interact', { ...at, action })),
    async replies(channel, thread) {
      const response = await fetch(`${base}/_control/messages/${channel}`)
      return list(object(await response.json()).messages)
        .map(object)
        .filter(
          (message) =>
            message.thread_ts === thread && message.ts !== thread && message.user === 'U0TFAUTH',
        )
    },
  }
}
