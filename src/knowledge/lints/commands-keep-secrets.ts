import { commandsIn } from '../pages/page-commands.ts'
import { printsSecret } from '../pages/prints-secret.ts'
import type { Lint } from './lint.ts'

/** No command we show may print a secret: people paste back what they see. */
export const commandsKeepSecrets: Lint = {
  name: 'commands-keep-secrets',
  check: (pages) =>
    commandsIn(pages).flatMap(({ page, way, command }) => {
      const why = printsSecret(command.text)
      return why ? page.fault(way, `This command shows a secret: ${why}.`) : []
    }),
}
