import type { Knowledge } from '../../core/knowledge.ts'
import type { Details } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import { placeCommands } from './place-commands.ts'
import type { Proposal } from './proposal.ts'
import { shellOf } from './shell-of.ts'
import { button } from './step-buttons.ts'

/** Takes a view whose next step is to look; gives the few lines to run, and the longer check behind them. */
export function proposeLook(knowledge: Knowledge, view: CaseView): Proposal {
  const { quick } = knowledge.probe
  const other = shellOf(view.state) === 'bash' ? 'powershell' : 'bash'
  const found = view.diagnosis.outcome === 'found'
  return {
    lead: `${found ? 'To be sure' : 'To find out which'}, run this where Terraform fails and paste the output here. ${quick.says}`,
    says: [],
    warnings: [],
    commands: [{ kind: 'commands', commands: quick.commands, shell: shellOf(view.state) }],
    seconds: quick.seconds,
    buttons: [
      button(view, 'Ask me instead', 'Run nothing; answer questions instead', {
        kind: 'skip',
        step: 'probe:probe',
      }),
      button(
        view,
        other === 'bash' ? 'bash or zsh' : 'PowerShell',
        `Show the commands for ${other === 'bash' ? 'bash or zsh' : 'PowerShell'}`,
        { kind: 'shell', shell: other },
      ),
      button(
        view,
        'Longer check',
        'Show one longer command that tells more, and needs no AWS CLI',
        { kind: 'details', of: 'probe' },
        { more: true },
      ),
    ],
    left: [],
    more: [longCheck(knowledge, view)],
  }
}

/** The long command, which few paste and which tells most. */
function longCheck({ probe }: Knowledge, { state }: CaseView): Details {
  const here = placeCommands(probe.commands, state)
  return {
    id: 'probe',
    title: 'Longer check',
    parts: [{ kind: 'paragraph', text: text(probe.says) }, ...here.shown, ...here.left],
  }
}
