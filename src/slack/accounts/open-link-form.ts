import type { types } from '@slack/bolt'
import { FORM_LATE, NOT_NOW } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { replyView, waitingView } from '../draw/views.ts'
import { why } from '../protocol/log.ts'
import type { LinkActor, LinkContext } from './link-context.ts'

/** Opens a modal at once, since the right to open one lasts three seconds, and fills it when its content is known. */
export async function openFilled(
  { client, log }: Pick<LinkContext, 'client' | 'log'>,
  { trigger, respond }: Pick<LinkActor, 'trigger' | 'respond'>,
  title: string,
  view: () => Promise<types.ModalView>,
): Promise<void> {
  let id: string | undefined
  try {
    if (trigger !== undefined)
      id = (await client.views.open({ trigger_id: trigger, view: waitingView(title) })).view?.id
  } catch (error) {
    log.warn(why(error), 'a form about accounts could not be opened')
    const late = renderBlocks(FORM_LATE, { id: 'late' })
    await respond({ response_type: 'ephemeral', replace_original: false, ...late }).catch(
      (again: unknown) => log.warn(why(again), 'nobody could be told'),
    )
    return
  }
  if (id === undefined) return
  const filled = await view().catch((error: unknown) => {
    log.warn(why(error), 'a form about accounts could not be filled')
    return replyView(title, renderBlocks(NOT_NOW, { id: 'not-now' }))
  })
  await client.views
    .update({ view_id: id, view: filled })
    .catch((error: unknown) => log.warn(why(error), 'a form about accounts could not be shown'))
}
