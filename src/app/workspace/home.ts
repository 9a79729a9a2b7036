import type { AppDeps } from '../ports/app-deps.ts'
import type { ChannelSettings } from '../ports/channel-store.ts'
import type { Reply } from '../reply/reply.ts'
import { code, text } from '../reply/text.ts'
import { caseList, type Viewer } from './case-list.ts'
import { learningIn } from './learning.ts'
import { monthStats } from './month-stats.ts'

/** What one person sees of a workspace: replies without buttons, and what they may change. */
export type Home = {
  readonly admin: boolean
  readonly sections: readonly Reply[]
  readonly learning: boolean
  /** For how many days a case is kept after anything last happened to it. */
  readonly keptDays: number
}

/** Takes who looks; gives the page of their workspace: cases, what was confirmed, settings, help, privacy. */
export async function homeFor(deps: AppDeps, viewer: Viewer): Promise<Home> {
  const { workspace, admin } = viewer
  const [cases, stats, learning, rooms, keptDays] = await Promise.all([
    caseList(deps, viewer),
    monthStats(deps, workspace),
    learningIn(deps, workspace),
    deps.channels.list(workspace),
    deps.retention.keptDays(workspace),
  ])
  const settings: Reply = {
    headline: text('Settings'),
    parts: [
      {
        kind: 'facts',
        rows: [
          { label: 'Learning', value: [learning.on ? 'On' : 'Off'] },
          { label: 'Channels set differently', value: [String(rooms.length)] },
          { label: 'Kept of a paste', value: ['The error and facts, never the text'] },
          { label: 'For how long', value: [daysWords(keptDays)] },
        ],
      },
      // Only admins see which channels there are: the name of a private one is not for everybody.
      ...(admin && rooms.length > 0
        ? [
            {
              kind: 'list',
              title: 'Channels',
              items: rooms.slice(0, 10).map((room) => [code(room.channel), `: ${roomWords(room)}`]),
            } as const,
          ]
        : []),
      {
        kind: 'note',
        text: text(
          admin
            ? 'You are an admin of tfauth here (`TFAUTH_ADMINS`). Of a channel, everybody in it may say whether I listen.'
            : 'Everybody may say whether I listen in a channel they are in; the rest is for the admins of tfauth.',
        ),
      },
    ],
    buttons: [],
    fallback: `Settings. Learning is ${learning.on ? 'on' : 'off'}.`,
  }
  return {
    admin,
    learning: learning.on,
    keptDays,
    sections: [cases, stats, settings, HELP, PRIVACY],
  }
}

/** Takes a number of days; gives for how long a case is kept. */
export function daysWords(days: number): string {
  return `${days} ${days === 1 ? 'day' : 'days'} after anything last happened`
}

/** Takes a channel's settings; gives them in a few words. */
function roomWords({ listens, bots, quiet }: ChannelSettings): string {
  return [
    listens ? 'I speak up when an error is pasted' : 'I stay silent until I am mentioned',
    bots ? 'I read what bots post' : 'I ignore bots',
    quiet === 0
      ? 'every paste gets a thread'
      : `the same error again stays quiet for ${quiet} minutes`,
  ].join(' · ')
}

/** What can be asked, the same in the command, in a direct message and at home. */
export const HELP: Reply = {
  headline: text('What tfauth can do'),
  parts: [
    {
      kind: 'list',
      title: 'When Terraform cannot sign in to AWS',
      items: [
        'Paste the error in a channel I am in, mention me with it, or send it to me directly.',
        '`/tfauth` with the error, or alone for a form: only you see the answer.',
        'On a message, More actions → “Explain AWS auth error”.',
        'A long log: send it as a file.',
      ].map(text),
    },
    {
      kind: 'list',
      title: 'Look something up',
      items: [
        '`/tfauth explain ExpiredToken` a code, a cause or a question',
        '`/tfauth tree` the published decision tree · `/tfauth checklist` the published checklist',
        '`/tfauth probe` one read-only command that prints no secret',
        '`/tfauth cases` what is open · `/tfauth stats` what it was this month',
        '`/tfauth check` asks a linked AWS account · `/tfauth links` which there are · `/tfauth link` links one',
        '`/tfauth settings` whether I listen in this channel',
      ].map(text),
    },
  ],
  buttons: [],
  fallback:
    'Paste the error in a channel I am in, or type /tfauth for a form. Look something up: /tfauth explain ExpiredToken.',
}

const PRIVACY: Reply = {
  headline: text('Privacy'),
  parts: [
    {
      kind: 'list',
      title: '',
      items: [
        'What you paste is not kept: only the error, and facts such as region or role, with secrets removed first.',
        'Nothing you paste is ever used to sign in, and no secret is repeated.',
        'Answers to `/tfauth` are seen by you alone until you open a thread yourself.',
        'A case is deleted once nothing has happened to it for as long as the settings say; what was learnt stays (which remedy helped, and who said so) until an admin resets it.',
      ].map(text),
    },
  ],
  buttons: [],
  fallback: 'What you paste is not kept, only the error and facts with secrets removed.',
}
