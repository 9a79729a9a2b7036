import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Found, regexLiterals } from './regex-literals.ts'

const SRC = join(import.meta.dirname, '../src')

/** Every pattern of a folder of src/: as written, and as modules build them when they are loaded. */
export async function corePatterns(folder = 'core'): Promise<readonly Found[]> {
  const found: Found[] = []
  const Original = globalThis.RegExp
  for await (const file of glob(`${folder}/**/*.ts`, { cwd: SRC })) {
    found.push(...regexLiterals(await readFile(join(SRC, file), 'utf8'), file))
    globalThis.RegExp = new Proxy(Original, {
      construct(target, [source, flags]: [string | RegExp, string?]) {
        const built = new target(source, flags)
        if (typeof source === 'string')
          found.push({ source: built.source, flags: built.flags, where: `${file} (built)` })
        return built
      },
    })
    try {
      await import(join(SRC, file))
    } finally {
      globalThis.RegExp = Original
    }
  }
  return found
}
