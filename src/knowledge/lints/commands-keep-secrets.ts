import { commandsIn } from './commands-in.ts'
import type { Lint } from './lint.ts'
import { printsSecret } from './prints-secret.ts'

/** No command we show may print a secret: people paste back what they see. */
export const commandsKeepSecrets: Lint = {
  name: 'commands-keep-secrets',
  check: (pages) =>
    commandsIn(pages).flatMap(({ page, way, command }) => {
      const why = printsSecret(command.text)
      return why ? page.fault(way, `This command shows a secret: ${why}.`) : []
    }),
}
