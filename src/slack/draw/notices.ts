import { notice } from '../../app/reply/notices.ts'
import type { Reply } from '../../app/reply/reply.ts'
import { text } from '../../app/reply/text.ts'

/** What a person gets for a button this version cannot read. */
export const OUTDATED = notice(
  'That button is out of date',
  'Nothing was changed. Paste the error here again and I will start from it anew.',
)
/** Nothing could be made durable, so nothing may be promised. */
export const NOT_NOW = notice(
  'I cannot answer right now',
  'My records are out of reach, so nothing was read or changed. Please try again in a minute.',
)
export const SAID_ALREADY = notice(
  'I answered that already',
  'Look for my answer a little further up.',
)
export const NO_TEXT = notice(
  'I see no text in that message',
  'Use me on the message that holds the error, or type `/tfauth` and paste it.',
)
export const UNREAD_FILE = notice(
  'I could not read that file',
  'I could not read that file: it must be text of at most 10 MB. Please paste the error instead.',
)
export const OWN_MESSAGE = notice(
  'That message is mine',
  'Use me on the message that holds the error Terraform printed.',
)
export const FORM_LATE = notice(
  'I could not open the form in time',
  'Nothing was changed. Please try again, or type `/tfauth` and paste the error behind it.',
)
export const OUTSIDER = notice(
  'That button is for members of this workspace',
  'Nothing was changed. You can go on with the steps of the thread; what changes settings or shows a case elsewhere is up to the people who installed me.',
)
export const NOT_YOURS = notice(
  'Only whoever asked can open this',
  'Nothing was changed. Paste your own error and you get an answer of your own.',
)
export const OPENED_ALREADY = notice(
  'There is a thread for this already',
  'You opened it before; nothing was changed.',
)
export const OPENED = notice('The thread is open', 'I have opened it and answered there.')
export const NOT_A_MEMBER = notice(
  'I cannot post in this channel',
  'I am not a member of it, so nothing was shared. Invite me with `/invite @tfauth` and press again, or go on privately.',
)
export const ADMINS_ONLY = notice(
  'That is for the admins of tfauth',
  'Nothing was changed. Who they are is set where tfauth runs, in `TFAUTH_ADMINS`.',
)
export const NO_LINKS = notice(
  'No AWS account is linked here',
  '`link`, `links`, `unlink` and `check` look into an AWS account, read-only, once it is linked; this installation does not offer that yet. Without it, `/tfauth probe` gives you one command that answers most questions.',
)

export const VERIFYING = notice(
  'Verifying, which takes up to a minute',
  'I ask STS for the role with its external id, with another one, without any, and once more with the right one.',
)
export const LOOKING = notice('Looking into the account …', 'The answer follows; only you see it.')
export const SETUP_SENT = notice(
  'I have written to you directly',
  'What makes the role, and the button that verifies it, are in your direct messages from me: what is in it is for you alone.',
)
export const SETUP_SHOWN = notice(
  'Look at the channel',
  'I may not write to you directly, so what makes the role is in the channel, where only you see it. It is gone when you reload Slack.',
)
export const SETUP_LOST = notice(
  'I could not write to you',
  'What makes the role is for you alone, and I may neither write to you directly nor in that channel. Send me a direct message, cancel the link in `/tfauth links` and begin again.',
)
export const ASK_AGAIN = notice(
  'That answer is gone',
  'I keep an answer for ten minutes, and only until it was shown. Ask again, then show it.',
)
export const SHOWN = notice('It is in the channel', 'With account and key ids masked.')
export const SHARED_CHANNEL = notice(
  'I do not show that here',
  'Another organisation reads this channel, and what I saw in an account is for this workspace only.',
)
export const UNSEEN_CHANNEL = notice(
  'I do not show that here',
  'I cannot see whether another organisation reads this channel, so I keep the answer private. With the scopes `channels:read` and `groups:read` I could tell.',
)

/** The first line of a thread that somebody opens with what they asked privately. */
export function opening(person: string, direct: boolean): Reply {
  return direct
    ? notice('Your AWS sign-in error', 'My answer is in this thread.')
    : {
        headline: [{ person }, ' has an AWS sign-in error'],
        parts: [
          {
            kind: 'note',
            text: text('Asked privately and opened here; my answer is in the thread.'),
          },
        ],
        buttons: [],
        fallback: 'Somebody has an AWS sign-in error; my answer is in the thread.',
      }
}

/** Where the answer to a message is. */
export function answeredThere(url: string | undefined): Reply {
  const reply = notice('I answered this message already', 'The answer is in its thread.')
  return url
    ? {
        ...reply,
        parts: [
          ...reply.parts,
          { kind: 'links', title: '', links: [{ title: 'The thread', url }] },
        ],
      }
    : reply
}
