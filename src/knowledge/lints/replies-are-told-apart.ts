import { replyMeaning } from '../../core/read/reply-meaning.ts'
import type { Lint } from './lint.ts'

/** Each example of a reply is understood as what it is listed for, and no near miss is. */
export const repliesAreToldApart: Lint = {
  name: 'replies-are-told-apart',
  check: ({ replies: page }) =>
    page.data.replies.flatMap(({ means, examples, near_misses }, at) => [
      ...examples.flatMap((text, index) => {
        const read = replyMeaning(text, page.data)
        return read === means
          ? []
          : page.fault(
              ['replies', at, 'examples', index],
              `"${text}" is understood as ${read ?? 'nothing'}, not as ${means}.`,
            )
      }),
      ...near_misses.flatMap((text, index) =>
        replyMeaning(text, page.data) === means
          ? page.fault(
              ['replies', at, 'near_misses', index],
              `"${text}" is understood as ${means}.`,
            )
          : [],
      ),
    ]),
}
