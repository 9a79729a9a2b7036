import { errorWords } from '../reply/notices.ts'
import type { Reply } from '../reply/reply.ts'
import { flat, text } from '../reply/text.ts'
import type { CaseView } from '../step/case-view.ts'

/** Takes a view without a sign-in error; gives what to say to someone who asked for one to be explained. */
export function composeNotAuth(view: CaseView): Reply {
  const read = view.state.errors[0]
  const empty = view.case.events.every(
    (event) =>
      event.kind !== 'pasted' ||
      (event.reading.errors.length === 0 && event.reading.facts.length === 0),
  )
  const sentence = read
    ? 'I can read this error, but it isn’t about signing in to AWS, so I can’t help with it.'
    : empty
      ? 'I see no error in that. Paste what Terraform printed, from `Error:` to the end.'
      : 'I see facts about your setup, but no error. Paste what Terraform printed, from `Error:` to the end.'
  return {
    headline: text(read ? 'This isn’t an AWS sign-in error' : 'I found no AWS sign-in error'),
    parts: [
      { kind: 'paragraph', text: text(sentence) },
      ...(read ? [{ kind: 'seen', sure: null, text: errorWords(read) } as const] : []),
      {
        kind: 'note',
        text: text(
          'I explain why Terraform, OpenTofu and the AWS CLI can’t sign in to AWS. I didn’t keep your text.',
        ),
      },
    ],
    buttons: [],
    fallback: flat(text(sentence)),
  }
}
