import type { TreeNode } from '../../core/knowledge.ts'
import type { Pages } from '../pages/read-pages.ts'
import type { Lint } from './lint.ts'

/** Every node of the tree leads somewhere, can be reached, and stands for something that exists. */
export const treeLeads: Lint = {
  name: 'tree-leads',
  check: (pages) => {
    const { tree } = pages
    const ids = new Set(tree.data.map(({ id }) => id))
    const reached = new Set(tree.data.flatMap(({ next }) => next))
    return tree.data.flatMap((node, index) => [
      ...node.next.flatMap((id, at) =>
        ids.has(id) ? [] : tree.fault([index, 'next', at], `No node is called "${id}".`),
      ),
      // The first node is where people start, so nothing needs to lead there.
      ...(index > 0 && !reached.has(node.id)
        ? [tree.fault([index, 'id'], `No node leads to "${node.id}".`)]
        : []),
      ...(exists(pages, node.stands_for)
        ? []
        : [
            tree.fault(
              [index, 'stands_for', 'id'],
              `There is no ${node.stands_for.kind} "${node.stands_for.id}".`,
            ),
          ]),
    ])
  },
}

const exists = (pages: Pages, { kind, id }: TreeNode['stands_for']): boolean => {
  switch (kind) {
    case 'cause':
      return pages.causeIds.has(id)
    case 'question':
      return pages.questions.some((page) => page.id === id)
    case 'remedy':
      return pages.causes.some((page) =>
        page.data.remedies.some((remedy) => `${page.id}/${remedy.id}` === id),
      )
    case 'probe':
      return id === 'probe'
    case 'check':
      // The checks are code, and none is published to the knowledge yet.
      return false
  }
}
