import type { Library } from '../../app/lookup/library.ts'
import type { Reply } from '../../app/reply/reply.ts'
import { HELP } from '../../app/workspace/home.ts'
import type { WorkspaceView } from '../../app/workspace/workspace.ts'
import { NO_LINKS } from '../draw/notices.ts'

export const COMMAND = '/tfauth'

/** What stands behind the command: a text to explain, a form to open, or something to look up. */
export type SlackCommand =
  | { readonly kind: 'form' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'look-up'; readonly verb: string; readonly words: string }

const VERBS = [
  'help',
  'explain',
  'tree',
  'checklist',
  'probe',
  'cases',
  'stats',
  'link',
  'links',
  'unlink',
  'check',
] as const
// What people look up is shorter, and no error is.
const LONG = 60

/** Takes what stands behind `/tfauth`; tells what is meant. */
export function readCommand(words: string): SlackCommand {
  const said = words.trim()
  const [first = '', ...rest] = said.split(/\s+/)
  const verb = first.toLowerCase()
  if (said === '') return { kind: 'form' }
  if (verb === 'settings' && rest.length === 0) return { kind: 'settings' }
  if (VERBS.some((one) => one === verb)) return { kind: 'look-up', verb, words: rest.join(' ') }
  if (said.length > LONG || said.includes('\n')) return { kind: 'paste', text: said }
  // Whoever leaves the verb away means to look something up.
  return { kind: 'look-up', verb: 'explain', words: said }
}

/** Takes what is looked up and by whom; gives the reply that only they see. */
export async function lookUpCommand(
  { library, view }: { readonly library: Library; readonly view: WorkspaceView },
  { verb, words }: Extract<SlackCommand, { kind: 'look-up' }>,
  viewer: { readonly workspace: string; readonly user: string },
): Promise<Reply> {
  switch (verb) {
    case 'explain':
      return words === '' ? HELP : library.lookUp(words)
    case 'tree':
      return library.tree()
    case 'probe':
      return library.probe(words)
    case 'checklist':
      return view.checklist()
    case 'cases':
      return view.cases(viewer)
    case 'stats':
      return view.stats(viewer.workspace)
    case 'link':
    case 'links':
    case 'unlink':
    case 'check':
      return NO_LINKS
    default:
      return HELP
  }
}
