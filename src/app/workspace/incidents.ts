import {
  groupTies,
  type MarkedCase,
  type TieGroup,
  WINDOW_MS,
} from '../../core/case/shared-marks.ts'
import type { AppDeps } from '../ports/app-deps.ts'
import type { Reply } from '../reply/reply.ts'
import { code, flat, text } from '../reply/text.ts'
import { clockTime } from '../thread/incident-note.ts'

/** Several cases that hit the same thing, and one summary for all of them. */
export type Incident = TieGroup & { readonly summary: Reply }

const TITLES: Readonly<Record<TieGroup['kind'], string>> = {
  key: 'access key',
  role: 'role',
  account: 'account',
  pipeline: 'pipeline',
}

/** Takes a workspace; gives what several of its cases share, the largest group first. */
export async function incidentsIn(
  { knowledge, workspaces, threads }: AppDeps,
  workspace: string,
): Promise<readonly Incident[]> {
  const marked = await workspaces.marked(workspace, WINDOW_MS)
  return groupTies(marked).map((group) => ({
    ...group,
    summary: composeIncident(group, {
      says: (symptom) => knowledge.symptoms.find(({ id }) => id === symptom)?.says,
      link: ({ thread }) =>
        threads.urlOf({ surface: workspace === 'sandbox' ? 'sandbox' : 'slack', thread }),
    }),
  }))
}

function composeIncident(
  { kind, shown, since, cases }: TieGroup,
  about: {
    readonly says: (symptom: string) => string | undefined
    readonly link: (one: MarkedCase) => string | undefined
  },
): Reply {
  const people = [...new Set(cases.map(({ asker }) => asker))]
  const symptoms = [...new Set(cases.flatMap(({ symptom }) => symptom ?? []))]
  const links = cases.flatMap((one) => {
    const url = about.link(one)
    return url ? [{ title: `Case of ${clockTime(one.at)}`, url }] : []
  })
  const headline = [
    `${cases.length} cases since ${clockTime(since)} with the same ${TITLES[kind]}, `,
    code(shown),
  ]
  return {
    headline,
    parts: [
      {
        kind: 'list',
        title: 'What they ran into',
        items: symptoms.flatMap((id) => about.says(id) ?? []).map(text),
      },
      {
        kind: 'facts',
        rows: [
          {
            label: 'People',
            value: people.slice(0, 10).flatMap((person) => [{ person }, ' ']),
          },
        ],
      },
      ...(links.length > 0 ? [{ kind: 'links', title: 'Threads', links } as const] : []),
    ],
    buttons: [],
    fallback: `${flat(headline)}.`,
  }
}
