import type { Log } from '../../src/slack/protocol/log.ts'

/** A log that keeps its lines, so that tests can search everything that was written. */
export function writtenLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const at = (level: string) => (about: object, words: string) =>
    void lines.push(`${level} ${words} ${JSON.stringify(about)}`)
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}
