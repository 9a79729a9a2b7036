import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Cause, Knowledge } from '../core/knowledge.ts'
import { lint } from './lint.ts'
import { loadLearned } from './load-learned.ts'
import { KnowledgeFaults } from './pages/fault.ts'
import type { Page } from './pages/page.ts'
import { probeForms } from './pages/probe-forms.ts'
import { type Files, isPage, type Pages, readPages } from './pages/read-pages.ts'
import { readableIn } from './pages/readable-pages.ts'
import type { CausePage, SamplesPage } from './pages/schema.ts'

/**
 * Reads the knowledge folder. Gives the knowledge, proved;
 * throws KnowledgeFaults with every fault of every file when there is any.
 */
export const loadKnowledge = (dir: string): Knowledge => {
  const files = readFiles(dir)
  const { pages, faults } = readPages(files)
  const { learned, ...taught } = loadLearned(dir)
  const all = [...faults, ...taught.faults, ...lint(pages)]
  if (all.length > 0) throw new KnowledgeFaults(dir, all)
  return { ...knowledgeOf(pages), hash: hashOf(new Map([...files, ...taught.files])), learned }
}

/** Takes the knowledge folder; gives every page file in it. */
export const readFiles = (dir: string): Files =>
  new Map(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => path.slice(join(dir, sep).length).split(sep).join('/'))
      .filter(isPage)
      .sort()
      .map((path) => [path, readFileSync(join(dir, path), 'utf8')] as const),
  )

/** Twelve hex digits are plenty to tell the versions of one repository apart. */
const hashOf = (files: Files): string => {
  const hash = createHash('sha256')
  for (const [path, text] of files) hash.update(`${path}\0${text}\0`)
  return hash.digest('hex').slice(0, 12)
}

const knowledgeOf = (pages: Pages): Omit<Knowledge, 'hash' | 'learned'> => {
  const samples = new Map(pages.samples.map((page) => [page.id, page.data]))
  const named = <T>({ id, data }: Page<T>): T & { readonly id: string } => ({ ...data, id })
  return {
    ...readableIn(pages),
    facts: pages.facts.data,
    causes: pages.causes.map((page) => causeOf(page, samples.get(page.id))),
    questions: pages.questions.map(named),
    probe: probeForms(pages.probe.data),
    tree: pages.tree.data,
    articles: pages.articles.data,
    replies: pages.replies.data,
  }
}

const causeOf = ({ id, data }: Page<CausePage>, proof: SamplesPage | undefined): Cause => ({
  ...data,
  id,
  asked_as: data.asked_as ?? [],
  places: data.places ?? ['local'],
  remedies: data.remedies.map((remedy) => ({
    ...remedy,
    id: `${id}/${remedy.id}`,
    cause: id,
    places: remedy.places ?? ['local'],
    cures: { [id]: 'almost-always', ...remedy.cures },
  })),
  articles: data.articles ?? [],
  samples: proof?.samples ?? [],
  near_misses: proof?.near_misses ?? [],
})
