import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const NOTE = join(ROOT, 'dist/built-from.json')
const FILES = ['package.json', 'package-lock.json']
const FOLDERS = ['src', 'knowledge', 'scripts/build']

/** What a build is made of, told two ways: when it last changed, which is quick, and what it holds. */
export function builtFrom() {
  const paths = sources()
  return { changed: changed(paths), holds: holds(paths) }
}

/** Whether dist/ was made of the sources as they are now. */
export function isFresh() {
  const note = noted()
  if (note === undefined) return false
  const paths = sources()
  // A copy of a clone has other times and the same contents.
  return note.changed === changed(paths) || note.holds === holds(paths)
}

function noted() {
  try {
    return JSON.parse(readFileSync(NOTE, 'utf8'))
  } catch {
    return undefined
  }
}

function sources() {
  const paths = FILES.map((name) => `${ROOT}/${name}`)
  // By hand, since every start in a clone pays for it: Node's own recursive listing takes five times as long.
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) walk(path)
      else paths.push(path)
    }
  }
  for (const folder of FOLDERS) walk(`${ROOT}/${folder}`)
  return paths
}

function changed(paths) {
  let last = 0
  for (const path of paths) last = Math.max(last, statSync(path).mtimeMs)
  return `${paths.length} files, ${last}`
}

function holds(paths) {
  const hash = createHash('sha256')
  for (const path of paths.toSorted())
    hash.update(`${path.slice(ROOT.length)}\0`).update(readFileSync(path))
  return hash.digest('hex')
}
