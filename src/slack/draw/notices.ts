import type { Reply } from '../../app/reply/reply.ts'
import { text } from '../../app/reply/text.ts'

/** What a person gets for a button this version cannot read. */
export const OUTDATED = sentence(
  'That button is out of date',
  'Nothing was changed. Paste the error here again and I will start from it anew.',
)
/** Nothing could be made durable, so nothing may be promised. */
export const NOT_NOW = sentence(
  'I cannot answer right now',
  'My records are out of reach, so nothing was read or changed. Please try again in a minute.',
)
export const SAID_ALREADY = sentence(
  'I answered that already',
  'Look for my answer a little further up.',
)
export const NO_TEXT = sentence(
  'I see no text in that message',
  'Use me on the message that holds the error, or type `/tfauth` and paste it.',
)
export const OWN_MESSAGE = sentence(
  'That message is mine',
  'Use me on the message that holds the error Terraform printed.',
)
export const FORM_LATE = sentence(
  'I could not open the form in time',
  'Nothing was changed. Please try again, or type `/tfauth` and paste the error behind it.',
)
export const OUTSIDER = sentence(
  'That button is for members of this workspace',
  'Nothing was changed. You can go on with the steps of the thread; what changes settings or shows a case elsewhere is up to the people who installed me.',
)
export const NOT_YOURS = sentence(
  'Only whoever asked can open this',
  'Nothing was changed. Paste your own error and you get an answer of your own.',
)
export const OPENED_ALREADY = sentence(
  'There is a thread for this already',
  'You opened it before; nothing was changed.',
)
export const OPENED = sentence('The thread is open', 'I have opened it and answered there.')
export const NOT_A_MEMBER = sentence(
  'I cannot post in this channel',
  'I am not a member of it, so nothing was shared. Invite me with `/invite @tfauth` and press again, or go on privately.',
)
export const ADMINS_ONLY = sentence(
  'That is for the admins of tfauth',
  'Nothing was changed. Who they are is set where tfauth runs, in `TFAUTH_ADMINS`.',
)
export const NO_LINKS = sentence(
  'No AWS account is linked here',
  '`link`, `links`, `unlink` and `check` look into an AWS account, read-only, once it is linked; this installation does not offer that yet. Without it, `/tfauth probe` gives you one command that answers most questions.',
)

/** The first line of a thread that somebody opens with what they asked privately. */
export function opening(person: string, direct: boolean): Reply {
  return direct
    ? sentence('Your AWS sign-in error', 'My answer is in this thread.')
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
  const reply = sentence('I answered this message already', 'The answer is in its thread.')
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

function sentence(headline: string, says: string): Reply {
  return {
    headline: text(headline),
    parts: [{ kind: 'paragraph', text: text(says) }],
    buttons: [],
    fallback: `${headline}. ${says.replaceAll('`', '')}`,
  }
}
