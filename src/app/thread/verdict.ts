import { errorWords, placeWords } from '../reply/notices.ts'
import type { Part, Text } from '../reply/reply.ts'
import { text } from '../reply/text.ts'
import type { CaseView } from '../step/case-view.ts'

/** What a case's first line says, and the lines about it. */
export type Verdict = {
  readonly headline: Text
  readonly seen: readonly Part[]
  /** One sentence more about the headline, where there is room for it. */
  readonly means: string
}

/** Takes a view of a sign-in error; gives its verdict: the cause where one is found, else what was refused. */
export function verdictOf({ diagnosis, state }: CaseView): Verdict {
  const { outcome, symptom, causes } = diagnosis
  const [top] = causes
  const found = outcome === 'found' && top
  const error = state.errors[0]
  const place = error ? placeWords(error) : []
  const sure = found ? top.confidence : null
  return {
    headline: sentence(found ? top.cause.title : (symptom?.says ?? UNKNOWN)),
    means: found ? top.cause.says : (symptom?.means ?? ''),
    seen: error
      ? [
          {
            kind: 'seen',
            sure,
            text: [...errorWords(error), ...(place.length > 0 ? [' · ', ...place] : [])],
          },
        ]
      : [],
  }
}

const UNKNOWN = 'I can read this sign-in error, but I don’t know its cause'

/** A title as a sentence. */
function sentence(title: string): Text {
  return text(`${title.replace(/[.\s]+$/, '')}.`)
}
