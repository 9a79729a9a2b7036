import { commandsIn } from '../pages/page-commands.ts'
import type { Lint } from './lint.ts'

/** In quotes a # is a character like others. */
const QUOTED = /'[^'\n]{0,2000}'|"(?:[^"\\\n]|\\.){0,2000}"/g
const BEHIND = /\S[ \t]{1,100}#(?:\s|$)/
const REMARK = /^[ \t]{0,100}#[^\n]*$/gm
const MARKS = /['"`(){}[\]*?!<>|&;$\\]/

/**
 * zsh, the shell of every Mac, knows no remarks when one types: behind a command a # and its words become
 * arguments, and a quote in a remark waits for its end. Alone on a line and without such marks it does no harm.
 */
export const remarksStandAlone: Lint = {
  name: 'remarks-stand-alone',
  check: (pages) =>
    commandsIn(pages)
      .filter(({ command }) => command.shell === 'bash')
      .flatMap(({ page, way, command: { text } }) => {
        // A quoted text of several lines, as the probe is one, is handed to the shell whole.
        const lines = text.replace(QUOTED, 'q').split('\n')
        return [
          ...lines
            .filter((line) => BEHIND.test(line))
            .map((line) =>
              page.fault(
                way,
                `In zsh the remark becomes arguments; put it on its own line: ${line.trim()}`,
              ),
            ),
          ...(text.match(REMARK) ?? [])
            .filter((remark) => MARKS.test(remark.replace('#', '')))
            .map((remark) =>
              page.fault(
                way,
                `In zsh a mark in a remark does harm; say it without: ${remark.trim()}`,
              ),
            ),
        ]
      }),
}
