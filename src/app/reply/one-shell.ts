import { type Command, PERSON_SHELLS, type PersonShell } from '../../core/knowledge.ts'

/** Takes commands and a shell; gives them without those that say the same for another shell. */
export function oneShell(
  commands: readonly Command[],
  wanted: PersonShell | undefined,
): readonly Command[] {
  if (wanted === undefined) return commands
  const typed = PERSON_SHELLS.filter((shell) => commands.some((one) => one.shell === shell))
  const shown = typed.find((shell) => shell === wanted) ?? typed[0]
  return commands.filter(
    ({ shell }) => shell === shown || !PERSON_SHELLS.some((one) => one === shell),
  )
}
