import type { Knowledge, TreeNode } from '../../core/knowledge.ts'
import type { Part, Reply } from '../reply/reply.ts'
import { text } from '../reply/text.ts'

/** What each level of the published tree is about, and how long it takes by its own word. */
const LEVELS = {
  1: 'Level 1 · credentials and environment · 1 to 2 minutes',
  2: 'Level 2 · profile, region and backend · 2 to 5 minutes',
  3: 'Level 3 · roles, OIDC and containers · 5 to 10 minutes',
} as const

/** Takes the knowledge and the node a case is at; gives the published tree as text, that place marked. */
export function composeTree({ tree }: Knowledge, mark?: string): Reply {
  const levels = ([1, 2, 3] as const).map(
    (level): Part => ({
      kind: 'list',
      title: LEVELS[level],
      items: tree
        .filter((node) => node.level === level)
        .map((node) => text(line(node, tree, mark))),
    }),
  )
  const here = tree.find(({ id }) => id === mark)
  return {
    headline: text('The published decision tree'),
    parts: [
      ...(here ? [{ kind: 'paragraph', text: text(`You are here: ${here.says}`) } as const] : []),
      ...levels,
      {
        kind: 'note',
        text: text(
          'This is the order of the article. The walkthrough asks the same things in the order that costs you least.',
        ),
      },
    ],
    buttons: [],
    fallback: `The published decision tree${here ? `; you are here: ${here.says}` : ''}.`,
  }
}

function line({ id, says, next }: TreeNode, tree: readonly TreeNode[], mark?: string): string {
  const to = next.flatMap((name) => tree.find((node) => node.id === name)?.id ?? [])
  const leads = to.length > 0 ? ` → ${to.map((name) => `\`${name}\``).join(' or ')}` : ''
  return `${id === mark ? '▶ ' : ''}\`${id}\` ${says}${leads}`
}

/** Takes the tree, a level of it and the node to mark; gives that level as a list. */
export function composeLevel(
  tree: readonly TreeNode[],
  level: TreeNode['level'],
  mark?: string,
): Part {
  const nodes = tree.filter((node) => node.level === level)
  return {
    kind: 'list',
    title: LEVELS[level],
    items: nodes.map((node) => text(line(node, tree, mark))),
  }
}
