import { glob, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'([^'\n]+)'/g

/** One import: both files relative to src/, or a package's name as the target. */
export type Import = { readonly from: string; readonly to: string; readonly isPackage: boolean }

/** Gives every import of every source file, types included. */
export async function importsOf(src: string): Promise<readonly Import[]> {
  const found: Import[] = []
  for await (const file of glob('**/*.ts', { cwd: src })) {
    const from = file.split(sep).join('/')
    const text = await readFile(join(src, file), 'utf8')
    for (const [, target = ''] of text.matchAll(IMPORT)) {
      const isPackage = !target.startsWith('.')
      const to = isPackage
        ? target
        : relative(src, join(src, dirname(file), target))
            .split(sep)
            .join('/')
      found.push({ from, to, isPackage })
    }
  }
  return found
}
