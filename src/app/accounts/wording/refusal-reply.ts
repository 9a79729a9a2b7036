import type { Reply, Text } from '../../reply/reply.ts'
import { flat, text } from '../../reply/text.ts'
import type { LinkRefusal } from '../link-deps.ts'

const WHY: Readonly<Record<LinkRefusal['because'], readonly [string, string]>> = {
  'not-set-up': [
    'No AWS account can be linked here yet',
    'Whoever runs tfauth has not given it an AWS role of its own, or AWS did not say who that is just now. Until then `/tfauth probe` gives you one command that answers most questions.',
  ],
  'not-home': [
    'That is for members of this workspace',
    'Nothing was asked and nothing was changed. Guests, bots and people of other workspaces cannot look into an AWS account through me; ask a member to do it. (Without the scope `users:read` I cannot tell guests from members, and only those named in `TFAUTH_ADMINS` count as members.)',
  ],
  'not-admin': [
    'That is for the admins of tfauth',
    'Nothing was changed. Admins are named in `TFAUTH_ADMINS`, where tfauth runs; while nobody is, the owners and admins of this workspace are, as far as Slack lets me see who they are (scope `users:read`).',
  ],
  'bad-account': [
    'That is no AWS account id',
    'An account id has 12 digits, without dashes. Nothing was kept.',
  ],
  exists: [
    'This account has a link already',
    'Look it up with `/tfauth links`. To begin anew, unlink it first: the new link gets an external id of its own.',
  ],
  'too-many': [
    'Too many links wait for their role',
    'At most five may be open at once. Verify or cancel one of them in `/tfauth links`, or wait a day: then they end by themselves.',
  ],
  'too-often': [
    'Too many verifications this hour',
    'A workspace has ten an hour, so that nobody tries out roles through me. Nothing was asked; try again later.',
  ],
  'unknown-link': [
    'I know no such link',
    'It was cut, its day was over, or it is not clear which account is meant. `/tfauth links` shows those that there are.',
  ],
  'not-allowed': [
    'No linked account may be asked from here',
    'Each link has a list of channels and user groups whose members may ask; this is none of them. An admin can change that in `/tfauth links` → Who may ask.',
  ],
  stopped: [
    'Account checks are switched off',
    'An admin stopped them for this workspace, so AWS was not asked. They go on when an admin switches them on, on my Home page.',
  ],
}

/** Takes why something was not done; gives it kindly, with what to do instead. */
export function refusalReply({ because }: LinkRefusal): Reply {
  const [headline, says] = WHY[because]
  return sentenceReply(text(headline), text(says))
}

/** A reply of one headline and one paragraph. */
export function sentenceReply(headline: Text, says: Text): Reply {
  return {
    headline,
    parts: [{ kind: 'paragraph', text: says }],
    buttons: [],
    fallback: `${flat(headline)}. ${flat(says)}`,
  }
}
