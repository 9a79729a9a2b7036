import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { PAGES } from '../../src/cli/help/command-pages.ts'
import { manual } from '../../src/cli/help/manual.ts'
import { writtenOut } from '../../src/knowledge/built-knowledge.ts'
import { knowledgeFolder } from '../../src/knowledge/knowledge-folder.ts'
import { builtFrom } from './fresh.js'
import { noticesOf } from './notices.ts'

const ROOT = join(import.meta.dirname, '../..')
const DIST = join(ROOT, 'dist')

/** Stay packages of their own, since each starts files that lie beside it. */
const APART = [/^@electric-sql\/pglite$/, /^piscina$/]
/** Looked for beside the file that holds its package. */
const EMPTY_DATABASE = new URL(
  './prepopulatedfs.tgz',
  import.meta.resolve('@electric-sql/pglite-prepopulatedfs'),
)
/** The driver of PostgreSQL takes it only where somebody installed it. */
const ABSENT = [/^pg-native$/]

// Noted first: what changes while we build makes the build stale.
const from = builtFrom()
const made = join(ROOT, `.dist-${process.pid}`)
const former = `${made}-former`
try {
  await mkdir(made)
  const { text, digest } = writtenOut(knowledgeFolder(join(ROOT, 'knowledge')))
  await writeFile(join(made, 'knowledge.json'), text)
  const { output } = await build({
    cwd: ROOT,
    input: {
      tfauth: 'src/built.ts',
      library: 'src/library.ts',
      'read-in-worker': 'src/reading/read-in-worker.ts',
    },
    platform: 'node',
    external: [...APART, ...ABSENT],
    transform: { target: 'node22', define: { KNOWLEDGE_DIGEST: JSON.stringify(digest) } },
    output: {
      dir: made,
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name].mjs',
      comments: false,
    },
    logLevel: 'warn',
  })
  await cp(fileURLToPath(EMPTY_DATABASE), join(made, 'prepopulatedfs.tgz'))
  const modules = output.flatMap((chunk) => ('moduleIds' in chunk ? chunk.moduleIds : []))
  await writeFile(join(made, 'third-party-notices.txt'), noticesOf(modules))
  await cp(join(ROOT, 'src/sandbox/page'), join(made, 'page'), { recursive: true })
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    version: string
  }
  await writeFile(join(made, 'tfauth.1'), manual(PAGES, version))
  await writeFile(join(made, 'built-from.json'), JSON.stringify(from))
  // Whole or not at all.
  await rename(DIST, former).catch(() => undefined)
  await rename(made, DIST)
} finally {
  await rm(made, { recursive: true, force: true })
  await rm(former, { recursive: true, force: true })
}
