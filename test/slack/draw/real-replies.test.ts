import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeApp } from '../../../src/app/app.ts'
import type { Reply } from '../../../src/app/reply/reply.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { decodePress } from '../../../src/slack/draw/press-codec.ts'
import { renderBlocks } from '../../../src/slack/draw/render.ts'
import { checkLimits } from '../../../src/slack/protocol/limits.ts'
import { list, object } from '../../doubles/fixtures.ts'
import { memoryDeps, pasteInto } from '../../doubles/memory-app.ts'

const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))

/** Draws a reply, holds it against the limits, and gives its buttons as Slack would hand them back. */
function drawn(reply: Reply) {
  const { blocks, text } = renderBlocks(reply, { id: 'any.1' })
  expect(checkLimits(blocks, text)).toEqual([])
  expect(JSON.stringify(blocks)).not.toContain('Too long to show here.')
  const actions = blocks.map(object).find(({ type }) => type === 'actions')
  const buttons = list(actions?.elements ?? []).map(object)
  const values = buttons.flatMap(({ action_id, value, options, type }) =>
    type === 'static_select' || type === 'overflow'
      ? list(options).map((option) => [String(action_id), String(object(option).value)] as const)
      : [[String(action_id), type === 'button' ? String(value) : ''] as const],
  )
  expect(values).toHaveLength(reply.buttons.length)
  return values.map(([id, value]) => decodePress(id, value))
}

test.each(knowledge.causes.map((cause) => ({ id: cause.id, samples: cause.samples })))(
  'everything said about $id can be drawn in Slack, nothing cut, every button readable',
  async ({ id, samples }) => {
    const app = makeApp(memoryDeps(knowledge))
    for (const [index, sample] of samples.entries()) {
      const place = { surface: 'slack', thread: `T/C/${index}` } as const
      const delivery = `${id} ${index}`
      let answer = await pasteInto(app, {
        delivery,
        place,
        asker: 'U',
        text: sample.text,
        direct: true,
      })
      for (let step = 0; answer !== undefined && step < 12; step += 1) {
        const presses = answer.outgoing.map(({ reply }) => drawn(reply)).at(-1) ?? []
        // Another button each time, so that questions, remedies and ways out all come up.
        const press = presses[step === 0 ? 0 : (step * 3 + index) % Math.max(presses.length, 1)]
        answer =
          press &&
          (await app.press({
            delivery: `${delivery} ${step}`,
            surface: 'slack',
            press,
            presser: 'U',
          }))
      }
    }
  },
)
