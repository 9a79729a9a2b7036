import { nearestWord } from '../core/text/nearest-word.ts'
import { VARIABLES } from './config.ts'

/** Takes the environment; gives a sentence for each variable that looks like ours and is none: a mistyped one does nothing. */
export function unknownVariables(
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return Object.keys(env)
    .filter((name) => /^(?:SLACK|TFAUTH)_/i.test(name) && !VARIABLES.includes(name))
    .sort()
    .map((name) => {
      const meant = nearestWord(name.toUpperCase(), VARIABLES)
      return `Nobody reads the variable ${name}.${meant ? ` Did you mean ${meant}?` : ''}`
    })
}
