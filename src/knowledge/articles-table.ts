import type { ArticleStatement } from '../core/knowledge.ts'

const VERDICTS: Readonly<Record<ArticleStatement['holds'], string>> = {
  yes: 'holds',
  partly: 'partly',
  no: 'does not hold',
}

/** Takes what the articles say; gives the table of knowledge/articles.md. */
export function articlesTable(articles: readonly ArticleStatement[]): string {
  return [
    '| article | part | it says | verdict | why | page |',
    '|---|---|---|---|---|---|',
    ...articles.map(
      ({ article, part, says, holds, because, page }) =>
        `| ${article} | ${part} | ${cell(says)} | ${VERDICTS[holds]} | ${cell(because)} | \`${page}\` |`,
    ),
  ].join('\n')
}

function cell(words: string): string {
  return words.trim().replaceAll('|', '\\|').replace(/\s+/g, ' ')
}
