import { read } from '../../core/read/read-paste.ts'
import type { Lint } from '../lints/lint.ts'
import { readableIn } from '../pages/readable-pages.ts'
import { layoutOf } from './layout-of.ts'

const SPELLINGS = 3

/** The samples of a cause differ in more than names: in layout, in the variant that is read, or in the code. */
export const spelledThreeWays: Lint = {
  name: 'spelled-three-ways',
  check: (pages) => {
    const known = readableIn(pages)
    return pages.samples.flatMap((page) => {
      const spellings = new Set(
        page.data.samples.map(({ text }) => {
          const error = read(text, known).errors[0]
          return `${layoutOf(text)} ${error?.variant} ${error?.code}`
        }),
      )
      return spellings.size < SPELLINGS
        ? page.fault(
            ['samples'],
            `${spellings.size} spellings (${[...spellings].join('; ')}): a cause needs at least ${SPELLINGS}.`,
          )
        : []
    })
  },
}
