import type { Knowledge } from '../../core/knowledge.ts'

/** Names a page of the knowledge, as links between pages and searches do. */
export type PageName = { readonly kind: 'cause' | 'symptom'; readonly id: string }

/** One line that leads to a page. */
export type PageLink = PageName & { readonly title: string }

/** Takes a page's name; gives its title, or undefined when there is no such page. */
export function titleOf(knowledge: Knowledge, { kind, id }: PageName): string | undefined {
  return kind === 'cause'
    ? knowledge.causes.find((cause) => cause.id === id)?.title
    : knowledge.symptoms.find((symptom) => symptom.id === id)?.says
}

/** Takes names of pages; gives those that exist as lines that lead there. */
export function linksTo(knowledge: Knowledge, names: readonly PageName[]): readonly PageLink[] {
  return names.flatMap((name) => {
    const title = titleOf(knowledge, name)
    return title === undefined ? [] : [{ ...name, title }]
  })
}
