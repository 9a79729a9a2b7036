import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { RECIPES } from './recipes.ts'

const ROOT = join(import.meta.dirname, '../..')
const USAGE = `npm run new -- ${Object.keys(RECIPES).join('|')} NAME\n`

/** Writes the files that a recipe begins with; gives an exit code. Nothing that is there is written over. */
async function main([kind = '', name = '', ...more]: readonly string[]): Promise<number> {
  const recipe = Object.hasOwn(RECIPES, kind) ? RECIPES[kind] : undefined
  if (!recipe || more.length > 0) return refuse(`Usage: ${USAGE}`)
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name))
    return refuse(
      `A name is lower-case words with hyphens, as in expired-credentials. Usage: ${USAGE}`,
    )
  const files = Object.entries(recipe.files(name))
  const taken = files.filter(([path]) => existsSync(join(ROOT, path))).map(([path]) => path)
  if (taken.length > 0)
    return refuse(`${taken.join(', ')} is there already; nothing was written.\n`)
  for (const [path, text] of files) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true })
    await writeFile(join(ROOT, path), text)
    process.stdout.write(`wrote ${path}\n`)
  }
  process.stdout.write(
    `\nLeft to do:\n${recipe
      .left(name)
      .map((line, at) => `${at + 1}. ${line}\n`)
      .join('')}`,
  )
  return 0
}

function refuse(words: string): number {
  process.stderr.write(words)
  return 2
}

process.exitCode = await main(process.argv.slice(2))
