import { FOUND, parse } from './arguments.ts'
import type { Cli } from './cli.ts'
import { DOCTOR } from './help/command-pages.ts'
import { renderText } from './render-text.ts'

/** `tfauth doctor`: looks at this machine and says what keeps Terraform from signing in. It changes nothing. */
export async function doctorCommand(args: readonly string[], cli: Cli): Promise<number> {
  const { values } = parse(args, DOCTOR.options, 0)
  const { reply, probe, findings } = await cli.examine({ online: !values.offline })
  if (values.probe) cli.write(`${probe}\n`)
  else if (values.json)
    cli.write(`${JSON.stringify({ findings, probe: probe.split('\n') }, null, 2)}\n`)
  else cli.write(renderText(reply))
  return values['exit-code'] && findings.some(({ weighs }) => weighs === 'stops') ? FOUND : 0
}
