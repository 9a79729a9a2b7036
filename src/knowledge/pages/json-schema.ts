import { z } from 'zod'
import {
  articlesPage,
  causePage,
  factsPage,
  pinsPage,
  probePage,
  programPage,
  questionPage,
  regionsPage,
  repliesPage,
  samplesPage,
  symptomPage,
  treePage,
  variantPage,
} from './schema.ts'

const PAGES: Readonly<Record<string, z.ZodType>> = {
  'cause.schema.json': causePage,
  'samples.schema.json': samplesPage,
  'symptom.schema.json': symptomPage,
  'variant.schema.json': variantPage,
  'program.schema.json': programPage,
  'question.schema.json': questionPage,
  'facts.schema.json': factsPage,
  'probe.schema.json': probePage,
  'tree.schema.json': treePage,
  'articles.schema.json': articlesPage,
  'pins.schema.json': pinsPage,
  'regions.schema.json': regionsPage,
  'replies.schema.json': repliesPage,
}

/** The schemas of all pages, for editors: file name in knowledge/ → JSON. */
export const jsonSchemas = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(PAGES).map(([name, page]) => {
      const schema = z.toJSONSchema(page, { io: 'input' })
      return [name, `${shortLists(JSON.stringify(schema, null, 2))}\n`]
    }),
  )

/** Puts lists of words on one line where they fit, as the formatter of the repository does. */
const shortLists = (json: string): string =>
  json.replace(
    /^( *)("[^"\n]*": )?\[\n([^[\]{}]*?)\n *\](,?)$/gm,
    (long, indent, key = '', items, comma) => {
      const short = `${indent}${key}[${items.trim().replace(/,\n\s*/g, ', ')}]${comma}`
      return short.length <= 100 ? short : long
    },
  )
