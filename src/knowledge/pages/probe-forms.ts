import type { Probe } from '../../core/knowledge.ts'

const INSIDE = /^( *)\{\{bash\}\}$/m

/** Takes the probe as written; gives it with the command for bash put into the forms for pipelines and containers. */
export function probeForms(probe: Probe): Probe {
  const bash = probe.commands.find(({ shell, place }) => shell === 'bash' && !place)?.text ?? ''
  const commands = probe.commands.map((command) => ({
    ...command,
    text: command.text.replace(INSIDE, (_, indent: string) =>
      bash.trimEnd().replace(/^(?=.)/gm, indent),
    ),
  }))
  return { ...probe, commands }
}
