import type { Reply, Text, TextSpan } from '../../reply/reply.ts'
import { fillTemplate } from '../../reply/sentence-template.ts'
import { code, flat, text } from '../../reply/text.ts'
import type { Notice } from '../link-deps.ts'
import type { AuditRow, LinkRecord } from '../link-store.ts'
import { sentenceReply } from './refusal-reply.ts'

const STATES: Readonly<Record<LinkRecord['state'], string>> = {
  pending: 'waits for its role',
  active: 'active',
  suspended: 'suspended',
}

/** Takes a link; says how it stands: its state, who made it, when it was verified and who may ask. */
export function linkReply(link: LinkRecord): Reply {
  const { account, state, by, verifiedAt, usedAt, endsAt, suspendedBecause } = link
  const headline = fillTemplate`Account ${account}`
  return {
    headline,
    parts: [
      {
        kind: 'facts',
        rows: [
          {
            label: 'State',
            value: [
              STATES[state],
              ...(state === 'pending' && endsAt ? [` until ${minute(endsAt)}`] : []),
              ...(suspendedBecause ? [': ', code(suspendedBecause)] : []),
            ],
          },
          { label: 'Linked by', value: [{ person: by }] },
          {
            label: 'Last verified',
            value: [verifiedAt ? minute(verifiedAt) : 'never'],
          },
          { label: 'Last asked', value: [usedAt ? minute(usedAt) : 'never'] },
          { label: 'Who may ask', value: whoMay(link) },
        ],
      },
    ],
    buttons: [],
    fallback: `${flat(headline)}: ${STATES[state]}.`,
  }
}

/** One line for a page with other things on it. */
export function linkLine({ account, state, verifiedAt }: LinkRecord): Text {
  return [
    code(account),
    `: ${STATES[state]}${verifiedAt ? `, verified ${minute(verifiedAt)}` : ''}`,
  ]
}

function whoMay({ allowed }: LinkRecord): Text {
  const { channels, groups } = allowed
  const named = (title: string, ids: readonly string[]): readonly TextSpan[] =>
    ids.length === 0 ? [] : [title, ...ids.slice(0, 10).flatMap((id) => [' ', code(id)])]
  const lists = [...named('channels', channels), ...named(' groups', groups)]
  return lists.length === 0 ? ['only who linked it'] : ['who linked it,', ' ', ...lists]
}

/** Takes a link that was cut; says that it is over here, and how its owner ends it in the account. */
export function unlinkedReply({ account }: LinkRecord): Reply {
  return {
    ...sentenceReply(
      fillTemplate`Account ${account} is unlinked`,
      text('I forgot its external id; nothing can be asked through it any more.'),
    ),
    parts: [
      {
        kind: 'paragraph',
        text: text(
          'I forgot its external id; nothing can be asked through it any more. The role is still in your account. Delete the stack `tfauth` in CloudFormation (us-east-1), or take the role out of Terraform; by the command line:',
        ),
      },
      {
        kind: 'commands',
        commands: [
          {
            shell: 'bash',
            text: 'aws cloudformation delete-stack --region us-east-1 --stack-name tfauth',
          },
        ],
      },
    ],
  }
}

const DID: Readonly<Record<AuditRow['did'], string>> = {
  'link-asked': 'began a link',
  linked: 'linked',
  'link-refused': 'was refused a link',
  suspended: 'suspended',
  unlinked: 'unlinked',
  allowed: 'changed who may ask',
  checked: 'checked',
  'check-refused': 'was refused a check',
  stopped: 'stopped all checks',
  resumed: 'let checks go on',
}

/** Takes rows of the record, the newest first; gives them as lines. */
export function auditReply(rows: readonly AuditRow[]): Reply {
  return {
    headline: text('What was done with the linked accounts'),
    parts:
      rows.length === 0
        ? [{ kind: 'paragraph', text: text('Nothing yet.') }]
        : [
            { kind: 'list', title: '', items: rows.map(auditLine) },
            {
              kind: 'note',
              text: text(
                'The newest first. Ids are masked in the record itself; it is kept for a year.',
              ),
            },
          ],
    buttons: [],
    fallback: `What was done with the linked accounts: ${rows.length} lines.`,
  }
}

function auditLine({ at, by, did, check, about, result, channel }: AuditRow): Text {
  const who: TextSpan = /^[UW][A-Z0-9]+$/.test(by) ? { person: by } : by
  return [
    `${minute(at)} `,
    who,
    ` ${DID[did]}`,
    ...(check ? [` (${check})`] : []),
    ...(about ? [' ', code(about)] : []),
    ...(channel ? [' in ', code(channel)] : []),
    ...(result ? [': ', code(result)] : []),
  ]
}

/** Takes something that happened to a link; says it to its admins. */
export function noticeReply({ what, link, by }: Notice): Reply {
  const { account } = link
  const who: Text = /^[UW][A-Z0-9]+$/.test(by) ? [{ person: by }] : [code(by || 'a direct message')]
  switch (what) {
    case 'linked':
      return sentenceReply(fillTemplate`Account ${account} was linked`, [
        'By ',
        ...who,
        '. Members of this workspace can ask about its identities once an admin lets them: ',
        code('/tfauth links'),
        '.',
      ])
    case 'suspended':
      return sentenceReply(fillTemplate`The link to account ${account} is suspended`, [
        'Its role no longer proves that it lets in nobody else: ',
        ...who,
        '. Nobody can ask through it. Look at its trust policy, then verify it again in ',
        code('/tfauth links'),
        '.',
      ])
    case 'unlinked':
      return sentenceReply(fillTemplate`Account ${account} was unlinked`, [
        'By ',
        ...who,
        '. The role is still in the account; its owner can delete the stack.',
      ])
    case 'new-channel':
      return sentenceReply(fillTemplate`Account ${account} was asked about from a new place`, [
        'For the first time from ',
        ...who,
        '. Who may ask is set in ',
        code('/tfauth links'),
        '.',
      ])
  }
}

const minute = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`
