import type { Knowledge, Remedy } from '../../core/knowledge.ts'
import { causeOf } from '../../core/knowledge.ts'
import type { Button, Part } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import type { CaseView } from './case-view.ts'
import { type PlaceCommands, placeCommands } from './place-commands.ts'
import type { Proposal } from './proposal.ts'
import { shellOf } from './shell-of.ts'
import { button } from './step-buttons.ts'

/** Takes a remedy; gives it as a proposal: what to do, what else it changes, its commands. */
export function proposeRemedy(knowledge: Knowledge, remedy: Remedy, view: CaseView): Proposal {
  const { causes, outcome } = view.diagnosis
  const cause = causeOf(knowledge, remedy.cause)
  const own = outcome === 'found' && causes[0]?.cause.id === remedy.cause
  const here = placeCommands(remedy.commands, view.state)
  return {
    lead: `${own ? '' : 'Try this first: '}${own ? remedy.title : lower(remedy.title)}${endOf(here)}`,
    says: [{ kind: 'paragraph', text: text(remedy.says) }],
    warnings: [
      ...(own || !cause
        ? []
        : [{ kind: 'note', text: text(`Fix for: ${lower(cause.title)}.`) } as const]),
      ...riskParts(remedy, here),
      ...here.risks,
    ],
    commands: here.shown,
    seconds: remedy.seconds,
    buttons: [...outcomesOf(remedy, view), ...rarely(remedy, view, here)],
    left: [...here.left, ...elsewhere(remedy, here, knowledge)],
  }
}

/** How the line that says what to do ends: with its commands below it, behind Details, or without any. */
function endOf({ shown, goesOn }: PlaceCommands): string {
  if (shown.length === 0) return goesOn ? '. The lines for it are under Details.' : '.'
  return goesOn ? ' (the rest is under Details):' : ':'
}

/** What a remedy is for and does; the risk stands before the command. */
export function remedyParts(
  knowledge: Knowledge,
  remedy: Remedy,
  { state }: CaseView,
): readonly Part[] {
  const cause = causeOf(knowledge, remedy.cause)
  const here = placeCommands(remedy.commands, state)
  return [
    ...(cause ? [{ kind: 'note', text: text(`Fix for: ${lower(cause.title)}.`) } as const] : []),
    { kind: 'paragraph', text: text(remedy.says) },
    ...riskParts(remedy, here),
    ...here.risks,
    ...here.shown,
    ...(here.shown.length > 0 ? [] : here.left),
  ]
}

/** The risk, without the sentences about a file that no shown command names. */
function riskParts({ risk_says }: Remedy, { shown }: PlaceCommands): readonly Part[] {
  if (!risk_says) return []
  const commands = shown.flatMap((part) => (part.kind === 'commands' ? part.commands : []))
  const known = (file: string) => commands.some((one) => one.text.includes(file))
  const sentences = risk_says
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => (sentence.match(FILES) ?? []).every(known))
  return sentences.length === 0 ? [] : [{ kind: 'warning', text: text(sentences.join(' ')) }]
}

const FILES = /\b[\w-]+\.(?:json|tfstate|yaml|yml|txt)\b/g

function elsewhere(remedy: Remedy, here: PlaceCommands, knowledge: Knowledge): readonly Part[] {
  const cause = causeOf(knowledge, remedy.cause)
  return here.elsewhere.length > 0 && cause
    ? [
        {
          kind: 'pages',
          title: `The same for ${here.elsewhere.join(', ')}`,
          links: [{ kind: 'cause', id: cause.id, title: cause.title }],
        },
      ]
    : []
}

function rarely(remedy: Remedy, view: CaseView, here: PlaceCommands): readonly Button[] {
  const shells = here.shown.flatMap((part) =>
    part.kind === 'commands' ? part.commands.map(({ shell }) => shell) : [],
  )
  const other = shellOf(view.state) === 'bash' ? 'powershell' : 'bash'
  return [
    ...(shells.includes(other) && shells.includes(shellOf(view.state))
      ? [
          button(
            view,
            other === 'bash' ? 'Show it for bash or zsh' : 'Show it for PowerShell',
            'Show the commands for another shell',
            { kind: 'shell', shell: other },
            { more: true },
          ),
        ]
      : []),
    button(
      view,
      'Skip this',
      'Skip this step; show me another',
      { kind: 'skip', step: `remedy:${remedy.id}` },
      { more: true },
    ),
  ]
}

/** Whether it helped. A new error is pasted in the thread instead. */
export function outcomesOf({ id }: Remedy, view: CaseView): readonly Button[] {
  return [
    button(
      view,
      'That fixed it',
      'That fixed it; end the walkthrough',
      { kind: 'fixed', remedy: id },
      { style: 'primary' },
    ),
    button(view, 'Still failing', 'It still fails; show me the next step', {
      kind: 'still-failing',
      remedy: id,
    }),
  ]
}

/** A title within a sentence. */
function lower(title: string): string {
  return /^[A-Z][a-z]/.test(title) && !/^(?:AWS|Terraform|IAM|OIDC|Vault)/.test(title)
    ? title.charAt(0).toLowerCase() + title.slice(1)
    : title
}
