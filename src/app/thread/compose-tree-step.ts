import type { Knowledge, Remedy, TreeNode } from '../../core/knowledge.ts'
import { causeOf, remedyOf } from '../../core/knowledge.ts'
import type { Button, Part, Reply } from '../reply/reply.ts'
import { code, flat, text } from '../reply/text.ts'
import { type CaseView, leadsTo } from '../step/case-view.ts'
import { placeCommands } from '../step/place-commands.ts'
import { answersTo, howToCheck } from '../step/propose-question.ts'
import { outcomesOf, remedyParts } from '../step/propose-remedy.ts'
import { button, navigationButtons } from '../step/step-buttons.ts'
import { footnote } from '../step/step-notes.ts'
import { composeLevel } from './compose-tree.ts'

type Stand = {
  readonly parts: readonly Part[]
  readonly buttons: readonly Button[]
  readonly seconds: number
}

/**
 * Takes a case that follows the published tree and the node it is at; gives that node as published, with what it stands
 * for here. Answers become facts as anywhere, what is known is not asked, and the guided order is one press away.
 */
export function composeTreeStep(
  knowledge: Knowledge,
  node: TreeNode,
  view: CaseView,
  before: readonly Part[],
): Reply {
  const stand = standFor(knowledge, node, view)
  const top = view.diagnosis.causes[0]?.cause.id
  const next = node.next.flatMap((id) => knowledge.tree.find((other) => other.id === id) ?? [])
  const leads = next.map((other) =>
    button(
      view,
      `→ ${other.says}`.slice(0, 75),
      `Go on in the tree: ${other.says}`,
      { kind: 'tree', node: other.id },
      { style: top !== undefined && leadsTo(other, top) ? 'primary' : 'plain' },
    ),
  )
  const [root] = knowledge.tree
  const over =
    next.length === 0 && root && root.id !== node.id
      ? [
          button(view, 'Top of the tree', 'Start the published tree again', {
            kind: 'tree',
            node: root.id,
          }),
        ]
      : []
  const headline = text(`Published tree: ${node.says}`)
  return {
    headline,
    parts: [
      ...before,
      ...stand.parts,
      composeLevel(knowledge.tree, node.level, node.id),
      footnote(view, stand.seconds),
    ],
    buttons: navigationButtons(view, [...stand.buttons, ...leads, ...over]),
    fallback: flat(headline),
  }
}

function standFor(knowledge: Knowledge, { stands_for }: TreeNode, view: CaseView): Stand {
  switch (stands_for.kind) {
    case 'question':
      return question(knowledge, stands_for.id, view)
    case 'probe': {
      const { says, commands, seconds } = knowledge.probe.quick
      const parts = [
        { kind: 'paragraph', text: text(says) } as const,
        ...placeCommands(commands, view.state).shown,
      ]
      return { parts, buttons: [], seconds }
    }
    case 'remedy': {
      const remedy = remedyOf(knowledge, stands_for.id)
      return remedy ? proposal(knowledge, remedy, view) : NOTHING
    }
    case 'cause': {
      const cause = causeOf(knowledge, stands_for.id)
      if (!cause) return NOTHING
      const remedy =
        cause.remedies.find(({ id }) => !view.state.failed.includes(id)) ?? cause.remedies[0]
      const proposed = remedy ? proposal(knowledge, remedy, view) : NOTHING
      return {
        ...proposed,
        parts: [{ kind: 'paragraph', text: text(cause.says) }, ...proposed.parts],
      }
    }
    case 'check':
      return NOTHING
  }
}

const NOTHING: Stand = { parts: [], buttons: [], seconds: 10 }

function question(knowledge: Knowledge, id: string, view: CaseView): Stand {
  const asked = knowledge.questions.find((one) => one.id === id)
  if (!asked) return NOTHING
  const fact = view.state.facts.get(asked.fact)
  if (fact) {
    const label = asked.answers.find(({ value }) => value === fact.value)?.label
    const how = {
      answer: 'as answered',
      check: 'as looked up in AWS',
      paste: 'as read',
      probe: 'as read',
    }[fact.source]
    const parts: readonly Part[] = [
      { kind: 'paragraph', text: [`Known, ${how}: `, label ?? code(fact.value), '.'] },
    ]
    return { parts, buttons: [], seconds: 5 }
  }
  const answers = answersTo(asked, view).filter(
    ({ press }) => press.do.kind !== 'not-sure' || !view.state.unsure.has(id),
  )
  return { parts: howToCheck(asked, view), buttons: answers, seconds: asked.seconds }
}

function proposal(knowledge: Knowledge, remedy: Remedy, view: CaseView): Stand {
  const failed = view.state.failed.includes(remedy.id)
  const parts = failed
    ? [{ kind: 'paragraph', text: text(`Tried, and it did not help: ${remedy.title}.`) } as const]
    : remedyParts(knowledge, remedy, view)
  const buttons = failed ? [] : outcomesOf(remedy, view)
  return { parts, buttons, seconds: remedy.seconds }
}
