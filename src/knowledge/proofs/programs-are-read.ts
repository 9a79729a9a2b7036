import { read } from '../../core/read/read-paste.ts'
import type { Lint } from '../lints/lint.ts'
import { readableIn } from '../pages/readable-pages.ts'

/** Each sample of a program is known by its marks, shows the symptom its page says, and gives the code; an SDK speaks through others. */
export const programsAreRead: Lint = {
  name: 'programs-are-read',
  check: (pages) => {
    const known = readableIn(pages)
    return pages.programs.flatMap((page) =>
      page.data.samples.flatMap(({ text, means, code }, index) => {
        const { errors, facts } = read(text, known)
        const program = facts.find(({ kind }) => kind === 'tool')?.value
        const own = page.data.kind === 'sdk' ? page.id : program
        const is = `${own}, ${errors[0]?.symptom}, ${errors[0]?.code ?? null}`
        const should = `${page.id}, ${means}, ${code}`
        return is === should
          ? []
          : page.fault(['samples', index, 'text'], `It is read as ${is}; its page says ${should}.`)
      }),
    )
  },
}
