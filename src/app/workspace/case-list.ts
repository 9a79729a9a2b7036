import type { AppDeps } from '../ports/app-deps.ts'
import type { DatedCase } from '../ports/channel-store.ts'
import type { Part, Reply } from '../reply/reply.ts'
import { code, count, flat, text } from '../reply/text.ts'
import { caseView } from '../step/case-view.ts'
import { stepNumber } from '../step/step-notes.ts'
import { type Incident, incidentsIn } from './incidents.ts'

/** Cases that nothing happened to for longer are nobody's work any more. */
const OPEN_MS = 7 * 24 * 60 * 60 * 1_000
const MOST_CASES = 200
const SHOWN = 10

/** Who looks: admins see the whole workspace, everybody else what they asked themselves. */
export type Viewer = { readonly workspace: string; readonly user: string; readonly admin: boolean }

/** Takes who looks; gives the open cases they may see, and which cases hit the same thing. */
export async function caseList(deps: AppDeps, viewer: Viewer): Promise<Reply> {
  const [recent, ties] = await Promise.all([
    deps.history.recent(viewer.workspace, OPEN_MS, MOST_CASES),
    incidentsIn(deps, viewer.workspace),
  ])
  const open = recent.filter(({ case: one }) => isOpen(deps, one))
  const mine = open.filter(({ case: one }) => one.asker === viewer.user)
  const seen = viewer.admin
    ? open.filter(({ case: one }) => !deps.threads.isPrivate(one.place))
    : mine
  const incidents = ties.filter(
    ({ cases }) => viewer.admin || cases.some(({ asker }) => asker === viewer.user),
  )
  const headline = viewer.admin
    ? `${count(seen.length, 'open case')} in this workspace`
    : `${count(seen.length, 'open case')} of yours`
  return {
    headline: text(headline),
    parts: [
      ...listOf(deps, seen, viewer.admin),
      ...incidents.slice(0, 3).flatMap(incidentPart),
      {
        kind: 'note',
        text: text(
          seen.length === 0
            ? 'A case opens when you paste an error, and closes when it is fixed, stopped or handed over.'
            : 'Cases that nothing happened to for a week are left out.',
        ),
      },
    ],
    buttons: [],
    fallback: `${headline}.${incidents.length > 0 ? ` ${count(incidents.length, 'incident')} of several cases.` : ''}`,
  }
}

function listOf(deps: AppDeps, seen: readonly DatedCase[], admin: boolean): readonly Part[] {
  const lines = seen.slice(0, SHOWN).map(({ case: one, at }) => {
    const { diagnosis, state } = caseView(deps.knowledge, one)
    const what =
      diagnosis.outcome === 'found' ? diagnosis.causes[0]?.cause.title : diagnosis.symptom?.says
    const where = deps.threads.isPrivate(one.place) ? ' · asked privately' : ''
    const title = `${flat(text(what ?? 'An error without a page')).replace(/\.$/, '')} · ${dayTime(at)} · ${stepNumber({ state }).toLowerCase()}${where}`
    return { title, url: deps.threads.urlOf(one.place), asker: one.asker }
  })
  const links = lines.flatMap(({ title, url }) => (url ? [{ title, url }] : []))
  const bare = lines.filter(({ url }) => !url)
  const more = seen.length - lines.length
  return [
    ...(links.length > 0 ? [{ kind: 'links', title: 'Threads', links } as const] : []),
    ...(bare.length > 0
      ? [
          {
            kind: 'list',
            title: 'Without a thread to open',
            items: bare.map(({ title, asker }) =>
              admin ? [title, ' · ', { person: asker }] : text(title),
            ),
          } as const,
        ]
      : []),
    ...(more > 0
      ? [{ kind: 'note', text: text(`And ${count(more, 'older one')}.`) } as const]
      : []),
  ]
}

function incidentPart({ summary, kind, shown, cases }: Incident): readonly Part[] {
  const people = new Set(cases.map(({ asker }) => asker)).size
  return [
    {
      kind: 'list',
      title: 'Tied together',
      items: [
        [...summary.headline, ` · ${count(people, 'person', 'people')}`],
        kind === 'key' || kind === 'role'
          ? ['What they share: ', code(shown), '. Fix it once, for all of them.']
          : ['The same error at the same place: look there first.'],
      ],
    },
  ]
}

/** Whether anybody still works on a case about signing in. */
function isOpen({ knowledge }: AppDeps, one: DatedCase['case']): boolean {
  const { auth, end } = caseView(knowledge, one).state
  return auth && end === null
}

/** Takes a time in ISO form; gives day and time in UTC, since people sit in several zones. */
function dayTime(iso: string): string {
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[
    Number(iso.slice(5, 7)) - 1
  ]
  return `${Number(iso.slice(8, 10))} ${month ?? ''} ${iso.slice(11, 16)} UTC`
}
