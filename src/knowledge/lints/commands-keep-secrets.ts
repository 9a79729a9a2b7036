import type { Lint } from './lint.ts'
import { printsSecret } from './prints-secret.ts'

/** No command we show may print a secret: people paste back what they see. */
export const commandsKeepSecrets: Lint = {
  name: 'commands-keep-secrets',
  check: ({ causes, questions, probe }) => [
    ...causes.flatMap((page) =>
      page.data.remedies.flatMap(({ commands }, index) =>
        commands.flatMap(({ text }, at) => {
          const why = printsSecret(text)
          return why ? page.fault(['remedies', index, 'commands', at, 'text'], say(why)) : []
        }),
      ),
    ),
    ...questions.flatMap((page) => {
      const why = printsSecret(page.data.command?.text ?? '')
      return why ? page.fault(['command', 'text'], say(why)) : []
    }),
    ...probe.data.commands.flatMap(({ text }, at) => {
      const why = printsSecret(text)
      return why ? probe.fault(['commands', at, 'text'], say(why)) : []
    }),
  ],
}

const say = (why: string): string => `This command shows a secret: ${why}.`
