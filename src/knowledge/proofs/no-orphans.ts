import { read } from '../../core/read/read-paste.ts'
import { symptomOf } from '../../core/signs/match-signs.ts'
import type { Lint } from '../lints/lint.ts'
import { readableIn } from '../pages/readable-pages.ts'

/** Every variant shows a symptom, so that it can be explained, and every symptom is shown by some sample. */
export const noOrphans: Lint = {
  name: 'no-orphans',
  check: (pages) => {
    const known = readableIn(pages)
    const shownBy = (text: string) =>
      read(text, known).errors.flatMap((error) => symptomOf(error, known.symptoms)?.id ?? [])
    const ofVariants = pages.variants.map((page) => ({
      page,
      shown: page.data.samples.map(({ text }) => shownBy(text)),
    }))
    const shown = new Set([
      ...ofVariants.flatMap((variant) => variant.shown.flat()),
      ...pages.programs.flatMap(({ data }) => data.samples.flatMap(({ text }) => shownBy(text))),
      ...pages.samples.flatMap(({ data }) => data.samples.flatMap(({ text }) => shownBy(text))),
    ])
    return [
      ...ofVariants.flatMap((variant) =>
        variant.shown.flatMap((ids, index) =>
          ids.length > 0
            ? []
            : variant.page.fault(
                ['samples', index, 'text'],
                'It shows no symptom, so nobody can say what it means.',
              ),
        ),
      ),
      ...pages.symptoms.flatMap((page) =>
        shown.has(page.id)
          ? []
          : page.fault(['signs'], 'No sample shows it: other symptoms may take it away.'),
      ),
    ]
  },
}
