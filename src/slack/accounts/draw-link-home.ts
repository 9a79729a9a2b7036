import type { types } from '@slack/bolt'
import type { ListedLinks } from '../../app/accounts/link-deps.ts'
import { linkLine } from '../../app/accounts/wording/link-notices.ts'
import { text } from '../../app/reply/text.ts'
import { renderBlocks } from '../draw/render.ts'
import { OWN } from '../protocol/action-ids.ts'
import { confirming, plainTextObject } from '../protocol/link-action-ids.ts'

const LINES = 20

/** The part of an admin's page about linked accounts: a line for each, and the switch that stops all checks. */
export function homeAccounts({ links, stopped }: ListedLinks): types.KnownBlock[] {
  const [, ...body] = renderBlocks(
    {
      headline: text('AWS accounts'),
      parts: [
        ...(stopped
          ? [{ kind: 'warning', text: text('Checks are switched off: AWS is not asked.') } as const]
          : []),
        links.length === 0
          ? { kind: 'paragraph', text: text('None is linked. `/tfauth link` links one.') }
          : { kind: 'list', title: '', items: links.slice(0, LINES).map(linkLine) },
        { kind: 'note', text: text('`/tfauth links` verifies, unlinks and says who may ask.') },
      ],
      buttons: [],
      fallback: 'AWS accounts',
    },
    { id: 'home.aws' },
  ).blocks
  return [
    { type: 'divider', block_id: 'home.aws.line' },
    { type: 'header', block_id: 'home.aws.head', text: plainTextObject('AWS accounts') },
    ...body,
    { type: 'actions', block_id: 'home.aws.do', elements: [theSwitch(stopped)] },
  ]
}

function theSwitch(stopped: boolean): types.Button {
  return {
    type: 'button',
    action_id: OWN.checks,
    value: stopped ? 'go-on' : 'stop',
    text: plainTextObject(stopped ? 'Let checks go on' : 'Stop all checks'),
    accessibility_label: stopped
      ? 'Let linked AWS accounts be asked again'
      : 'Stop asking any linked AWS account, at once',
    ...(stopped
      ? {}
      : {
          style: 'danger',
          confirm: confirming(
            'Stop all checks?',
            'No linked account of this workspace is asked any more, until an admin lets checks go on. Links stay.',
            'Stop them',
            'Go on',
          ),
        }),
  }
}
