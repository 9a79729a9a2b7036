import type { Case } from '../../core/case/case.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import type { KnowledgeSearch } from '../ports/case-store.ts'
import type { Reply } from '../reply/reply.ts'
import { caseView, nodeHere } from '../step/case-view.ts'
import { composeTree } from '../thread/compose-tree.ts'
import { composeProbe } from './compose-probe.ts'
import { lookUp } from './look-up.ts'

/** What can be looked up without a case. */
export type Library = {
  /** Takes a code, words or a question; gives the page that answers it. */
  lookUp(words: string): Reply
  /** The published decision tree as text; `mark` is the id of a node to point at. */
  tree(mark?: string): Reply
  /** The node of the tree that a case is at. */
  placeInTree(found: Case): string | undefined
  /** The read-only command that answers most questions, for a machine, or for a place such as a pipeline. */
  probe(where?: string): Reply
}

/** Takes the knowledge and a search over it; gives what surfaces look up. */
export function makeLibrary(knowledge: Knowledge, search: KnowledgeSearch): Library {
  return {
    lookUp: (words) => lookUp(knowledge, search, words).reply,
    tree: (mark) => composeTree(knowledge, mark),
    placeInTree: (found) => {
      const view = caseView(knowledge, found)
      return view.state.tree ?? nodeHere(knowledge, view)
    },
    probe: (where) => composeProbe(knowledge, where),
  }
}
