import type { Fault } from '../pages/fault.ts'
import type { Page, Way } from '../pages/page.ts'
import { textsOf } from '../pages/page-texts.ts'
import type { Pages } from '../pages/read-pages.ts'
import type { Lint } from './lint.ts'

/** Shares are counts with an origin; a percentage in prose has lost both. */
export const noPercentages: Lint = {
  name: 'no-percentages',
  check: (pages) =>
    inProse(pages, /\d\s*%|\bper ?cent\b/i, 'A percentage in prose: no source supports one.'),
}

const pagesOf = (pages: Pages): readonly Page<unknown>[] => [
  ...pages.causes,
  ...pages.symptoms,
  ...pages.variants,
  ...pages.questions,
  pages.probe,
  pages.tree,
]

const isProse = (way: Way): boolean =>
  !way.some((step) =>
    ['samples', 'commands', 'command', 'url', 'shows', 'signs'].includes(String(step)),
  )

const inProse = (pages: Pages, form: RegExp, says: string): Fault[] =>
  pagesOf(pages).flatMap((page) =>
    textsOf(page.data)
      .filter(({ way, text }) => isProse(way) && form.test(text))
      .map(({ way }) => page.fault(way, says)),
  )
