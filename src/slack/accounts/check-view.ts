import type { types } from '@slack/bolt'
import type { LinkRecord } from '../../app/accounts/link-store.ts'
import type { CheckRequest } from '../../app/checks/check-types.ts'
import {
  ASKABLE_CHECKS,
  type ReadRequest,
  type RequestWords,
  readRequest,
} from '../../app/checks/read-request.ts'
import { SLACK_LIMITS } from '../protocol/limits.ts'
import { LINK_FORMS, linkActionId, plainTextObject } from '../protocol/link-action-ids.ts'
import { escapeMrkdwn } from '../protocol/mrkdwn.ts'
import { writeMetadata } from '../protocol/view-metadata.ts'
import type { Submission } from '../receive/read-submission.ts'
import { words } from './link-views.ts'
import { type CheckDraft, faultWords } from './read-check-command.ts'

/** The fields of the form; each is block id and action id. */
const FIELDS = {
  word: 'word',
  rest: 'rest',
  caller: 'caller',
  externalId: 'external-id',
  duration: 'duration',
  issuer: 'issuer',
  subject: 'subject',
  audience: 'audience',
  claims: 'claims',
  link: 'link',
} as const

const TITLES: Readonly<Record<CheckRequest['check'], string>> = {
  key: 'Check a key',
  user: 'Check a user',
  role: 'Check a role',
  oidc: 'Check a role and a token',
  region: 'Check a region',
  message: 'Decode a message',
  whoami: 'Check a link',
  tokens: 'Check session tokens',
  devices: 'Check MFA devices',
  'may-assume': 'Check a caller',
}
const LABELS: Readonly<Record<CheckRequest['check'], string>> = {
  key: 'Access key id',
  user: 'IAM user',
  role: 'Role: its name or ARN',
  oidc: 'Role: its name or ARN',
  region: 'Region',
  message: 'Encoded authorization message',
  whoami: '',
  tokens: '',
  devices: 'IAM user',
  'may-assume': 'ARN of the role',
}
// What tokens of GitHub Actions carry for AWS, as a start: whoever submits the form says that it is so.
const GITHUB = 'https://token.actions.githubusercontent.com'
const STS = 'sts.amazonaws.com'

/** The form for a check: what is missing, filled in with what was given. `links` are those to choose from. */
export function checkView(
  draft: CheckDraft,
  links: readonly LinkRecord[],
  channel: string | undefined,
): types.ModalView {
  const { check, given, fault } = draft
  const blocks: types.KnownBlock[] = [
    ...(fault === undefined ? [] : [words('fault', `:warning: ${escapeMrkdwn(fault)}`)]),
    ...(links.length > 1 ? [accounts(links)] : []),
    ...(LABELS[check] === ''
      ? []
      : [
          input(FIELDS.word, LABELS[check], given.word, {
            optional: false,
            ...(check === 'message' ? { multiline: true } : {}),
          }),
        ]),
    ...(check === 'message'
      ? [input(FIELDS.rest, 'The rest, if it did not fit', undefined, { multiline: true })]
      : []),
    ...(check === 'role' ? role(given) : []),
    ...(check === 'may-assume'
      ? [
          input(FIELDS.caller, 'Who asks for it (ARN of a user or a role)', given.caller, {
            optional: false,
          }),
        ]
      : []),
    ...(check === 'oidc' ? token(draft) : []),
  ]
  return {
    type: 'modal',
    callback_id: LINK_FORMS.check,
    title: plainTextObject(TITLES[check]),
    submit: plainTextObject('Check'),
    close: plainTextObject('Close'),
    private_metadata: writeMetadata({ check, channel }),
    blocks:
      blocks.length > 0 ? blocks : [words('nothing', 'Nothing more to fill in: press Check.')],
  }
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
    input(FIELDS.issuer, 'Issuer of the token (iss)', iss, needed),
    input(FIELDS.subject, 'Subject (sub)', subject, needed),
    input(FIELDS.audience, 'Audience (aud)', audience, needed),
    input(
      FIELDS.claims,
      'Other claims, as JSON',
      Object.keys(more).length > 0 ? JSON.stringify(more) : undefined,
      { multiline: true },
    ),
  ]
}

const role = ({ caller, externalId, duration }: RequestWords): types.KnownBlock[] => [
  input(FIELDS.caller, 'Who asks for it (ARN of a user, role or session)', caller, {}),
  input(FIELDS.externalId, 'The external id they give', externalId, {}),
  input(FIELDS.duration, 'For how long, such as 1h', duration, {}),
]

/** Takes a submitted form; gives the request and the chosen link, or the faults by their fields. */
export function readCheckForm(
  check: CheckRequest['check'],
  { word }: Submission,
):
  | { readonly request: CheckRequest; readonly link: string | undefined }
  | { readonly errors: Readonly<Record<string, string>> } {
  const claims = check === 'oidc' ? claimsIn(word) : undefined
  const read: ReadRequest = readRequest(check, {
    word: `${word(FIELDS.word) ?? ''}${word(FIELDS.rest) ?? ''}`,
    caller: word(FIELDS.caller),
    externalId: word(FIELDS.externalId),
    duration: word(FIELDS.duration),
    claims,
  })
  if ('request' in read) return { request: read.request, link: word(FIELDS.link) }
  const field = FIELDS[read.at]
  return { errors: { [field]: faultWords(read) } }
}

function claimsIn(word: Submission['word']): string {
  const [iss, sub, aud, more] = [FIELDS.issuer, FIELDS.subject, FIELDS.audience, FIELDS.claims].map(
    word,
  )
  const audiences = (aud ?? '').split(/\s+/)
  const given = JSON.stringify({ iss, sub, aud: audiences.length > 1 ? audiences : aud })
  return more === undefined || !/^\{.*\}$/s.test(more) || /^\{\s*\}$/.test(more)
    ? more === undefined || /^\{\s*\}$/.test(more)
      ? given
      : more
    : `${more.slice(0, -1)},${given.slice(1)}`
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
          options: Object.keys(ASKABLE_CHECKS).map((value) => ({
            text: plainTextObject(TITLES[value as CheckRequest['check']]),
            value,
          })),
        },
      ],
    },
  ]
}

function accounts(links: readonly LinkRecord[]): types.InputBlock {
  return {
    type: 'input',
    block_id: FIELDS.link,
    label: plainTextObject('AWS account'),
    element: {
      type: 'static_select',
      action_id: FIELDS.link,
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
