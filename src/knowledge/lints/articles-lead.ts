import type { Lint } from './lint.ts'

/** Every statement of an article leads to a page that treats it. */
export const articlesLead: Lint = {
  name: 'articles-lead',
  check: ({ articles, causeIds, symptoms }) =>
    articles.data.flatMap(({ page }, index) =>
      causeIds.has(page) || symptoms.some(({ id }) => id === page)
        ? []
        : [articles.fault([index, 'page'], `There is no cause or symptom "${page}".`)],
    ),
}
