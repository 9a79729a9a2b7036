import type { types } from '@slack/bolt'
import type { LinkRecord } from '../../app/accounts/link-store.ts'
import { SLACK_LIMITS } from '../protocol/limits.ts'
import { LINK_FORMS, plainTextObject } from '../protocol/link-action-ids.ts'
import { cut } from '../protocol/mrkdwn.ts'
import { writeMetadata } from '../protocol/view-metadata.ts'
import type { Group } from './people.ts'

/** The fields: block id and action id are the same word. */
export const LINK_FIELDS = { account: 'account', channels: 'channels', groups: 'groups' } as const

/** The form that begins a link: an account number and nothing else, so that nobody's words become an ARN or an id. */
export function linkView(channel: string | undefined): types.ModalView {
  return {
    type: 'modal',
    callback_id: LINK_FORMS.link,
    title: plainTextObject('Link an AWS account'),
    submit: plainTextObject('Go on'),
    close: plainTextObject('Close'),
    private_metadata: writeMetadata({ channel }),
    blocks: [
      words(
        'why',
        'I look into an account by *one read-only role* that you make there and can delete at any time. I see metadata of keys, users, roles and OIDC providers; never data, and nothing is changed. How to make the role goes to you alone.',
      ),
      {
        type: 'input',
        block_id: LINK_FIELDS.account,
        label: plainTextObject('AWS account id'),
        hint: plainTextObject(
          'Twelve digits. Not of AWS in China or GovCloud: they know only credentials of their own, and mine are of neither.',
        ),
        element: {
          type: 'plain_text_input',
          action_id: LINK_FIELDS.account,
          max_length: 20,
          placeholder: plainTextObject('111122223333'),
        },
      },
    ],
  }
}

/** The form in which an admin says who may ask through a link; without groups we may see, it asks for channels only. */
export function whoView(
  { id, account, allowed }: LinkRecord,
  groups: readonly Group[],
): types.ModalView {
  const options = groups.slice(0, SLACK_LIMITS.options).map(({ id: value, name }) => ({
    text: plainTextObject(cut(name, SLACK_LIMITS.optionText)),
    value,
  }))
  const chosen = options.filter(({ value }) => allowed.groups.includes(value))
  return {
    type: 'modal',
    callback_id: LINK_FORMS.who,
    title: plainTextObject('Who may ask'),
    submit: plainTextObject('Save'),
    close: plainTextObject('Close'),
    private_metadata: writeMetadata({ link: id }),
    blocks: [
      words(
        'what',
        `Who may ask about account \`${account}\`, besides whoever linked it. They see names of users and roles, trust policies, and whether keys are active; answers are shown to the asker alone.`,
      ),
      {
        type: 'input',
        block_id: LINK_FIELDS.channels,
        optional: true,
        label: plainTextObject('Members of this workspace, in these channels'),
        hint: plainTextObject('Never guests, and never channels shared with another organisation.'),
        element: {
          type: 'multi_conversations_select',
          action_id: LINK_FIELDS.channels,
          placeholder: plainTextObject('Nobody'),
          ...(allowed.channels.length > 0 ? { initial_conversations: [...allowed.channels] } : {}),
          filter: {
            include: ['public', 'private'],
            exclude_bot_users: true,
            exclude_external_shared_channels: true,
          },
        },
      },
      ...(options.length === 0
        ? []
        : [
            {
              type: 'input',
              block_id: LINK_FIELDS.groups,
              optional: true,
              label: plainTextObject('Members of these user groups, wherever they ask'),
              element: {
                type: 'multi_static_select',
                action_id: LINK_FIELDS.groups,
                placeholder: plainTextObject('No group'),
                options,
                ...(chosen.length > 0 ? { initial_options: chosen } : {}),
              },
            } satisfies types.InputBlock,
          ]),
    ],
  }
}

/** A paragraph of ours in a form. */
export function words(block_id: string, text: string): types.SectionBlock {
  return { type: 'section', block_id, text: { type: 'mrkdwn', verbatim: true, text } }
}
