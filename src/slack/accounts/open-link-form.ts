import type { types } from '@slack/bolt'
import { FORM_LATE, NOT_NOW } from '../draw/notices.ts'
import { renderBlocks } from '../draw/render.ts'
import { replyView, waitingView } from '../draw/views.ts'
import { guarded } from '../protocol/guarded.ts'
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
  const late = renderBlocks(FORM_LATE, { id: 'late' })
  const tell = () => respond({ response_type: 'ephemeral', replace_original: false, ...late })
  await guarded({ log, failed: 'a form about accounts could not be opened', tell }, async () => {
    if (trigger !== undefined)
      id = (await client.views.open({ trigger_id: trigger, view: waitingView(title) })).view?.id
  })
  const view_id = id
  if (view_id === undefined) return
  const filled = await view().catch((error: unknown) => {
    log.warn(why(error), 'a form about accounts could not be filled')
    return replyView(title, renderBlocks(NOT_NOW, { id: 'not-now' }))
  })
  await guarded({ log, failed: 'a form about accounts could not be shown' }, () =>
    client.views.update({ view_id, view: filled }),
  )
}
