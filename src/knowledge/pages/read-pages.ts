import type { z } from 'zod'
import type { Fault } from './fault.ts'
import { emptyPage, type Page, readPage } from './page.ts'
import {
  type ArticlesPage,
  articlesPage,
  type CausePage,
  causePage,
  type FactsPage,
  factsPage,
  type PinsPage,
  type ProbePage,
  type ProgramPage,
  pinsPage,
  probePage,
  programPage,
  type QuestionPage,
  questionPage,
  type RegionsPage,
  type RepliesPage,
  regionsPage,
  repliesPage,
  type SamplesPage,
  type SymptomPage,
  samplesPage,
  symptomPage,
  type TreePage,
  treePage,
  type VariantPage,
  variantPage,
} from './schema.ts'

/** Path relative to the knowledge folder, with slashes → what the file holds. */
export type Files = ReadonlyMap<string, string>

/** All pages that have the right shape, each of which can point at its own lines. */
export type Pages = {
  readonly facts: Page<FactsPage>
  readonly probe: Page<ProbePage>
  readonly tree: Page<TreePage>
  readonly regions: Page<RegionsPage>
  readonly articles: Page<ArticlesPage>
  readonly pins: Page<PinsPage>
  readonly replies: Page<RepliesPage>
  readonly causes: readonly Page<CausePage>[]
  readonly samples: readonly Page<SamplesPage>[]
  readonly symptoms: readonly Page<SymptomPage>[]
  readonly variants: readonly Page<VariantPage>[]
  readonly programs: readonly Page<ProgramPage>[]
  readonly questions: readonly Page<QuestionPage>[]
  /** Every cause that has a folder, also where its page is broken: naming it is no second fault. */
  readonly causeIds: ReadonlySet<string>
}

const NOBODYS =
  /^(?:README|articles)\.md$|\.schema\.json$|^(?:prevention|link|messages|not-sign-in|statements|learned)\//
const NO_LOOK = { says: '', seconds: 1, commands: [], settles: [] }
const NO_PROBE: ProbePage = { ...NO_LOOK, quick: NO_LOOK }

/** Is this a file the knowledge is made of? The others are for people and editors. */
export const isPage = (path: string): boolean => !NOBODYS.test(path)

/** Reads the files of the knowledge. Gives what could be read, and every fault of shape. */
export const readPages = (files: Files): { pages: Pages; faults: readonly Fault[] } => {
  const faults: Fault[] = []
  const left = new Set([...files.keys()].filter(isPage))
  const read = <T>(path: string, id: string, schema: z.ZodType<T>): Page<T> | undefined => {
    left.delete(path)
    const result = readPage(path, id, files.get(path) ?? '', schema)
    faults.push(...result.faults)
    return result.page
  }
  const one = <T>(path: string, schema: z.ZodType<T>, instead: T): Page<T> => {
    if (files.has(path)) return read(path, path, schema) ?? emptyPage(path, instead)
    faults.push({ path, line: 1, column: 1, says: 'This file is missing.' })
    return emptyPage(path, instead)
  }
  const many = <T>(form: RegExp, schema: z.ZodType<T>): Page<T>[] =>
    [...left].flatMap((path) => {
      const id = form.exec(path)?.[1]
      return (id === undefined ? undefined : read(path, id, schema)) ?? []
    })

  const pages: Pages = {
    causeIds: new Set([...left].flatMap((path) => /^causes\/([^/]+)\//.exec(path)?.[1] ?? [])),
    facts: one('facts.yaml', factsPage, []),
    probe: one('probe.yaml', probePage, NO_PROBE),
    tree: one('tree.yaml', treePage, []),
    regions: one('regions.yaml', regionsPage, []),
    articles: one('articles.yaml', articlesPage, []),
    pins: one('pins.yaml', pinsPage, []),
    replies: one('replies.yaml', repliesPage, { around: [], replies: [] }),
    causes: many(/^causes\/([a-z0-9-]+)\/cause\.yml$/, causePage),
    samples: many(/^causes\/([a-z0-9-]+)\/samples\.yml$/, samplesPage),
    symptoms: many(/^symptoms\/([a-z0-9-]+)\.yml$/, symptomPage),
    variants: many(/^variants\/([a-z0-9-]+)\.yml$/, variantPage),
    programs: many(/^programs\/([a-z0-9-]+)\.yml$/, programPage),
    questions: many(/^questions\/([a-z0-9-]+)\.yml$/, questionPage),
  }
  for (const path of left)
    faults.push({ path, line: 1, column: 1, says: 'Nobody reads this file: wrong name or folder?' })
  for (const id of pages.causeIds)
    for (const name of ['cause.yml', 'samples.yml'])
      if (!files.has(`causes/${id}/${name}`))
        faults.push({
          path: `causes/${id}/${name}`,
          line: 1,
          column: 1,
          says: 'This file is missing.',
        })
  return { pages, faults }
}
