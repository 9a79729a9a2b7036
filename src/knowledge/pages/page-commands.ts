import type { Command } from '../../core/knowledge.ts'
import type { Page, Way } from './page.ts'
import type { Pages } from './read-pages.ts'

/** A command that people see, with the page it stands on and the way to it. */
export type ShownCommand = {
  readonly page: Page<unknown>
  readonly way: Way
  readonly command: Command
}

/** Takes the pages; gives every command that people are shown: of remedies, of questions and of the probe. */
export function commandsIn({ causes, questions, probe }: Pages): readonly ShownCommand[] {
  return [
    ...causes.flatMap((page) =>
      page.data.remedies.flatMap(({ commands }, index) =>
        commands.map((command, at) => ({
          page,
          way: ['remedies', index, 'commands', at, 'text'],
          command,
        })),
      ),
    ),
    ...questions.flatMap((page) =>
      page.data.command ? [{ page, way: ['command', 'text'], command: page.data.command }] : [],
    ),
    ...probe.data.commands.map((command, at) => ({
      page: probe,
      way: ['commands', at, 'text'],
      command,
    })),
  ]
}
