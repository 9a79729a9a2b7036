import type { types } from '@slack/bolt'
import type { LinkRecord } from '../../app/accounts/link-store.ts'
import { ALL_CHECKS, type CheckId, checkOf } from '../../app/checks/all-checks.ts'
import type { CheckField } from '../../app/checks/kinds/check.ts'
import {
  FIELDS,
  type FieldId,
  type FieldWords,
  faultSentence,
} from '../../app/checks/kinds/fields.ts'
import { SLACK_LIMITS } from '../protocol/limits.ts'
import { LINK_FORMS, linkActionId, plainTextObject } from '../protocol/link-action-ids.ts'
import { escapeMrkdwn } from '../protocol/mrkdwn.ts'
import { writeMetadata } from '../protocol/view-metadata.ts'
import type { Submission } from '../receive/read-submission.ts'
import { words } from './link-views.ts'
import { askedOf, type CheckAsked, type CheckDraft } from './read-check-command.ts'

/** Fields of the form that stand for no field of a check, or for a part of one; each is block id and action id. */
const PARTS = {
  /** What did not fit into the field before. */
  rest: 'rest',
  issuer: 'issuer',
  subject: 'subject',
  audience: 'audience',
  link: 'link',
} as const

// What tokens of GitHub Actions carry for AWS, as a start: whoever submits the form says that it is so.
const GITHUB = 'https://token.actions.githubusercontent.com'
const STS = 'sts.amazonaws.com'

/** The form for a check: what is missing, filled in with what was given. `links` are those to choose from. */
export function checkView(
  draft: CheckDraft,
  links: readonly LinkRecord[],
  channel: string | undefined,
): types.ModalView {
  const { fault } = draft
  const { id, title, fields } = checkOf(draft.check)
  const blocks: types.KnownBlock[] = [
    ...(fault === undefined ? [] : [words('fault', `:warning: ${escapeMrkdwn(fault)}`)]),
    ...(links.length > 1 ? [accounts(links)] : []),
    ...fields.flatMap((field) => (field.id === 'claims' ? token(draft) : typed(field, draft))),
  ]
  return {
    type: 'modal',
    callback_id: LINK_FORMS.check,
    title: plainTextObject(title),
    submit: plainTextObject('Check'),
    close: plainTextObject('Close'),
    private_metadata: writeMetadata({ check: id, channel }),
    blocks:
      blocks.length > 0 ? blocks : [words('nothing', 'Nothing more to fill in: press Check.')],
  }
}

/** A field as somebody types it; what is longer than Slack's largest box has a second one. */
function typed({ id, prompt, optional = false }: CheckField, { given }: CheckDraft) {
  const multiline = isLong(id)
  return [
    input(id, prompt, given[id], { optional, multiline }),
    ...(multiline
      ? [input(PARTS.rest, 'The rest, if it did not fit', undefined, { multiline })]
      : []),
  ]
}

function isLong(field: FieldId): boolean {
  return FIELDS[field].most >= SLACK_LIMITS.inputText
}

/** Other claims that were given travel as they are; they hold nothing that AWS would take for a token. */
function token({ sub, claims }: CheckDraft): types.KnownBlock[] {
  const github = sub?.startsWith('repo:') === true
  const {
    iss = github ? GITHUB : undefined,
    sub: subject = sub,
    aud = github ? STS : undefined,
    ...more
  } = claims ?? {}
  const audience = typeof aud === 'string' ? aud : aud?.join(' ')
  const needed = { optional: false }
  return [
    input(PARTS.issuer, 'Issuer of the token (iss)', iss, needed),
    input(PARTS.subject, 'Subject (sub)', subject, needed),
    input(PARTS.audience, 'Audience (aud)', audience, needed),
    input(
      'claims',
      'Other claims, as JSON',
      Object.keys(more).length > 0 ? JSON.stringify(more) : undefined,
      { multiline: true },
    ),
  ]
}

/** Takes a submitted form; gives what is asked and the chosen link, or the fault by its field. */
export function readCheckForm(
  check: CheckId,
  { word }: Pick<Submission, 'word'>,
):
  | (CheckAsked & { readonly link: string | undefined })
  | { readonly errors: Readonly<Record<string, string>> } {
  const { fields, ...asked } = checkOf(check)
  const given: FieldWords = Object.fromEntries(
    fields.map(({ id }) => [
      id,
      id === 'claims'
        ? claimsIn(word)
        : isLong(id)
          ? `${word(id) ?? ''}${word(PARTS.rest) ?? ''}`
          : word(id),
    ]),
  )
  const read = asked.read(given)
  if ('fault' in read) return { errors: { [read.field]: faultSentence(read) } }
  return { ...askedOf(read, given), link: word(PARTS.link) }
}

/** The claims that have a field of their own, and beside them the others as they were pasted. */
function claimsIn(word: Submission['word']): string {
  const iss = word(PARTS.issuer)
  const sub = word(PARTS.subject)
  const [aud, ...more] = (word(PARTS.audience) ?? '').split(/\s+/)
  const named = { iss, sub, aud: more.length > 0 ? [aud, ...more] : word(PARTS.audience) }
  const others = word('claims')
  if (others === undefined) return JSON.stringify(named)
  if (!others.startsWith('{')) return others
  try {
    return JSON.stringify({ ...JSON.parse(others), ...named })
  } catch {
    return others
  }
}

/** What can be checked, as a menu. */
export function checkMenu(): types.KnownBlock[] {
  return [
    words(
      'which',
      '*What shall I look up?* `/tfauth check` takes `key AKIA…`, `user NAME`, `role NAME from ARN`, `oidc ROLE repo:…`, `region NAME`, `message TEXT` or `whoami`; only you see the answer.',
    ),
    {
      type: 'actions',
      block_id: 'which.menu',
      elements: [
        {
          type: 'static_select',
          action_id: linkActionId('ask', 0),
          placeholder: plainTextObject('Choose what to check'),
          options: ALL_CHECKS.map(({ id, title }) => ({ text: plainTextObject(title), value: id })),
        },
      ],
    },
  ]
}

function accounts(links: readonly LinkRecord[]): types.InputBlock {
  return {
    type: 'input',
    block_id: PARTS.link,
    label: plainTextObject('AWS account'),
    element: {
      type: 'static_select',
      action_id: PARTS.link,
      placeholder: plainTextObject('Which one?'),
      options: links
        .slice(0, SLACK_LIMITS.options)
        .map(({ id, account }) => ({ text: plainTextObject(account), value: id })),
    },
  }
}

function input(
  id: string,
  label: string,
  initial: string | undefined,
  { optional = true, multiline = false }: { optional?: boolean; multiline?: boolean },
): types.InputBlock {
  const fits = initial !== undefined && initial !== '' && initial.length <= SLACK_LIMITS.inputText
  return {
    type: 'input',
    block_id: id,
    optional,
    label: plainTextObject(label),
    element: {
      type: 'plain_text_input',
      action_id: id,
      multiline,
      max_length: SLACK_LIMITS.inputText,
      ...(fits ? { initial_value: initial } : {}),
    },
  }
}
