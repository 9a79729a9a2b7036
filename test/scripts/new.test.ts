import { expect, test } from 'vitest'
import { RECIPES } from '../../scripts/new/recipes.ts'
import { readPages } from '../../src/knowledge/pages/read-pages.ts'

test.each(Object.keys(RECIPES))(
  'what `new -- %s` writes has the form that its schema asks for',
  (kind) => {
    const files = Object.entries(RECIPES[kind]?.files('try-me') ?? {})
    expect(files.length).toBeGreaterThan(0)
    const pages = files.filter(([path]) => path.startsWith('knowledge/'))
    const inside = pages.map(([path, text]) => [path.replace('knowledge/', ''), text] as const)
    const own = readPages(new Map(inside)).faults.filter(({ path }) => path.includes('try-me'))
    expect(own).toEqual([])
  },
)
