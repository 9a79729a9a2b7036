import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of a package in the path of one of its modules. */
const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/
const LICENCE = /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i

/** Takes the modules of a build; gives the licences of the packages they are from, which go wherever the code goes. */
export function noticesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((path) => PACKAGE.exec(path)?.[0] ?? []))
  // Many share one text to the letter.
  const sharing = new Map<string, string[]>()
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as Record<string, string>
    const text = textOf(folder)
    sharing.set(text, [...(sharing.get(text) ?? []), `${name} ${version} (${license})`])
  }
  const notices = [...sharing].map(([text, names]) => `${names.join('\n')}\n\n${text}`)
  return `The programs in this folder hold code of these packages.\n\n${notices.join('\n\n---\n\n')}\n`
}

function textOf(folder: string): string {
  return readdirSync(folder)
    .filter((file) => LICENCE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n')
}
