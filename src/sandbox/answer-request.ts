import type { App } from '../app/app.ts'
import type { Library } from '../app/lookup/library.ts'
import type { Answer } from '../app/reply/answer.ts'
import { type DrawnPage, draw } from './draw.ts'
import { pasteForm, pressForm, threadId } from './forms.ts'
import { type Refusal, refuseText } from './refusal.ts'

const PERSON = 'sandbox'

type Desk = { readonly app: App; readonly library: Library }

const NO_THREAD: Refusal = {
  status: 404,
  error:
    'I have no such thread. Perhaps it was kept in another data folder. Please paste the error again.',
}

/** Takes what the page sent as a paste; gives the thread drawn, or why not. A repeat gets the thread as it stands. */
export async function answerPasteForm(desk: Desk, json: unknown): Promise<DrawnPage | Refusal> {
  const form = pasteForm.safeParse(json)
  if (!form.success) {
    return {
      status: 400,
      error: 'The request does not look like one of this page. Please reload it and paste again.',
    }
  }
  const { text, delivery } = form.data
  const refusal = refuseText(text)
  if (refusal) return refusal
  // A first paste opens a thread of the delivery's name, so that its repeat finds the same thread.
  const place = { surface: 'sandbox', thread: form.data.thread ?? delivery } as const
  const answer =
    (await desk.app.paste({
      delivery: `sandbox:${delivery}`,
      place,
      asker: PERSON,
      text,
      direct: true,
    })) ?? (await desk.app.show(place))
  return answer ? say(desk, 'compose' in answer ? answer.compose() : answer) : NO_THREAD
}

/** Takes what the page sent as a press; gives the thread drawn, or why not. */
export async function answerPressForm(desk: Desk, json: unknown): Promise<DrawnPage | Refusal> {
  const form = pressForm.safeParse(json)
  if (!form.success) {
    return {
      status: 400,
      error:
        'That press does not come from a button of this page. Please reload it and press again.',
    }
  }
  const { press, delivery } = form.data
  const answer = await desk.app.press({
    delivery: `sandbox:${delivery}`,
    surface: 'sandbox',
    press,
    presser: PERSON,
  })
  // A case that lives in Slack is none of this page's business, even for someone who knows its id.
  return answer?.case.place.surface === 'sandbox' ? say(desk, answer) : NO_THREAD
}

/** Takes a thread's id; gives it redrawn from its case, as after a reload or a restart. */
export async function showThread(desk: Desk, id: string): Promise<DrawnPage | Refusal> {
  const thread = threadId.safeParse(id)
  if (!thread.success) return NO_THREAD
  const answer = await desk.app.show({ surface: 'sandbox', thread: thread.data })
  return answer ? say(desk, answer) : NO_THREAD
}

/** Draws an answer and notes what is on the page now, so that later answers redraw the same messages. */
async function say({ app, library }: Desk, answer: Answer): Promise<DrawnPage> {
  for (const saying of answer.outgoing) {
    if (saying.to === 'thread' && !answer.case.messages[saying.slot]) {
      await app.remember(answer.case.id, saying.slot, saying.slot)
    }
  }
  // A page that never gets this answer asks again with the same delivery, so it counts as given.
  await app.answered(answer.delivery)
  return draw(answer, library.placeInTree(answer.case))
}
