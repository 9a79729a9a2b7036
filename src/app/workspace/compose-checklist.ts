import type { Knowledge } from '../../core/knowledge.ts'
import { linksTo } from '../reply/page-name.ts'
import type { Reply } from '../reply/reply.ts'
import { text } from '../reply/text.ts'

const HOLDS = { yes: 'Holds', partly: 'Holds in part', no: 'Does not hold' } as const

/** Takes the knowledge; gives the published checklist, step by step, with what is true of each. */
export function composeChecklist(knowledge: Knowledge): Reply {
  const steps = knowledge.articles.filter(({ part }) => part === 'checklist')
  const pages = [...new Set(steps.map(({ page }) => page))]
  return {
    headline: text('The published checklist, and what holds of it'),
    parts: [
      {
        kind: 'list',
        title: '',
        items: steps.map(({ says, holds, because }) =>
          text(`${says} — ${HOLDS[holds]}. ${because}`),
        ),
      },
      {
        kind: 'pages',
        title: 'Read on',
        links: linksTo(
          knowledge,
          pages.flatMap((id) => [{ kind: 'cause', id } as const, { kind: 'symptom', id } as const]),
        ),
      },
      {
        kind: 'note',
        text: text(
          'With the error itself I can say which of these is yours: `/tfauth` and paste it.',
        ),
      },
    ],
    buttons: [],
    fallback:
      'The published checklist, and what holds of it. Paste the error to learn which step is yours.',
  }
}
