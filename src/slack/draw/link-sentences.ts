import { sentenceReply } from '../../app/accounts/wording/refusal-reply.ts'
import { text } from '../../app/reply/text.ts'

const said = (headline: string, says: string) => sentenceReply(text(headline), text(says))

export const VERIFYING = said(
  'Verifying, which takes up to a minute',
  'I ask STS for the role with its external id, with another one, without any, and once more with the right one.',
)
export const LOOKING = said('Looking into the account …', 'The answer follows; only you see it.')
export const SETUP_SENT = said(
  'I have written to you directly',
  'What makes the role, and the button that verifies it, are in your direct messages from me: what is in it is for you alone.',
)
export const SETUP_SHOWN = said(
  'Look at the channel',
  'I may not write to you directly, so what makes the role is in the channel, where only you see it. It is gone when you reload Slack.',
)
export const SETUP_LOST = said(
  'I could not write to you',
  'What makes the role is for you alone, and I may neither write to you directly nor in that channel. Send me a direct message, cancel the link in `/tfauth links` and begin again.',
)
export const ASK_AGAIN = said(
  'That answer is gone',
  'I keep an answer for ten minutes, and only until it was shown. Ask again, then show it.',
)
export const SHOWN = said('It is in the channel', 'With account and key ids masked.')
export const SHARED_CHANNEL = said(
  'I do not show that here',
  'Another organisation reads this channel, and what I saw in an account is for this workspace only.',
)
export const UNSEEN_CHANNEL = said(
  'I do not show that here',
  'I cannot see whether another organisation reads this channel, so I keep the answer private. With the scopes `channels:read` and `groups:read` I could tell.',
)
