import type { Fault } from '../pages/fault.ts'
import type { Page, Way } from '../pages/page.ts'
import type { Lint } from './lint.ts'

/** The same name twice makes one of the two unreachable. */
export const duplicates: Lint = {
  name: 'duplicates',
  check: (pages) => [
    ...inList(pages.facts, pages.facts.data, [], 'id'),
    ...inList(pages.tree, pages.tree.data, [], 'id'),
    ...inList(pages.regions, pages.regions.data, [], 'name'),
    ...pages.causes.flatMap((page) => inList(page, page.data.remedies, ['remedies'], 'id')),
    ...pages.samples.flatMap((page) => [
      ...inList(page, page.data.samples, ['samples'], 'name'),
      ...inList(page, page.data.near_misses, ['near_misses'], 'name'),
    ]),
    ...pages.symptoms.flatMap((page) => inList(page, page.data.shares, ['shares'], 'cause')),
    ...pages.variants.flatMap((page) => inList(page, page.data.samples, ['samples'], 'name')),
    ...pages.questions.flatMap((page) => [
      ...inList(page, page.data.answers, ['answers'], 'value'),
      ...inList(page, page.data.answers, ['answers'], 'label'),
    ]),
    ...acrossPages(pages.causes, 'title', ({ title }) => title),
    ...acrossPages(pages.symptoms, 'says', ({ says }) => says),
    ...acrossPages(pages.questions, 'fact', ({ fact }) => fact),
    ...acrossPages(pages.variants, 'title', ({ title }) => title),
    ...acrossPages(pages.variants, 'shows', ({ shows }) => [...shows].sort().join('\n')),
  ],
}

const inList = <K extends string>(
  page: Page<unknown>,
  items: readonly { readonly [key in K]: string }[],
  way: Way,
  key: K,
): Fault[] =>
  items.flatMap((item, index) =>
    items.findIndex((other) => other[key] === item[key]) < index
      ? page.fault([...way, index, key], `The ${key} "${item[key]}" stands here twice.`)
      : [],
  )

const acrossPages = <T>(
  pages: readonly Page<T>[],
  key: string,
  of: (data: T) => string,
): Fault[] => {
  const first = new Map<string, string>()
  return pages.flatMap((page) => {
    const value = of(page.data)
    const other = first.get(value)
    if (other !== undefined) return page.fault([key], `${other} has the same "${key}".`)
    first.set(value, page.path)
    return []
  })
}
