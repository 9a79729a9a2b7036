import type { Fact } from '../../core/fact.ts'
import type { Command } from '../../core/knowledge.ts'

/** A word in a command that stands for a name, and the kind of fact that holds the name. */
const NAMES: Readonly<Record<string, string>> = {
  YOUR_PROFILE: 'profile',
  YOUR_REGION: 'region',
  YOUR_BUCKET: 'bucket',
  YOUR_ROLE_ARN: 'role',
  ROLE_ARN: 'role',
}

// What came from a paste is pasted into a shell next: nothing that a shell reads as more than a word.
const PLAIN = /^[A-Za-z0-9][\w.@/:+-]{0,150}$/
const ANY = new RegExp(`\\b(?:${Object.keys(NAMES).join('|')})\\b`, 'g')

/** Takes a command and what is known; gives it with the names that were read in place of those that stand for them. */
export function fillNames(command: Command, facts: ReadonlyMap<string, Fact>): Command {
  const text = command.text.replace(ANY, (name) => {
    const kind = NAMES[name] ?? ''
    // A profile that is in no file is not the one to use.
    if (kind === 'profile' && facts.get('profile-exists')?.value === 'no') return name
    const value = facts.get(kind)?.value
    return value !== undefined && PLAIN.test(value) ? value : name
  })
  return text === command.text ? command : { ...command, text }
}
