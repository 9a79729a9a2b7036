import type { ThreadRef } from '../../core/case/case.ts'
import { type Learnt, learntFrom, MOST_SOLVED } from '../../core/case/learned-shares.ts'
import {
  keyIdsIn,
  type Mark,
  type SharedWith,
  strongestTie,
  tyingFacts,
  WINDOW_MS,
} from '../../core/case/shared-marks.ts'
import type { Reading } from '../../core/fact.ts'
import type { Knowledge } from '../../core/knowledge.ts'
import { symptomOf } from '../../core/signs/match-signs.ts'
import type { AppDeps } from '../ports/app-deps.ts'

/** What the other cases of a workspace say about a new paste, and what they may learn from it. */
export type RelatedCases = {
  readonly learnt: Learnt | null
  readonly tied: SharedWith | null
  readonly marks: readonly Mark[]
  readonly symptom: string | null
}

/**
 * Takes a paste as it arrived and what was read from it; gives what other cases here say about it. The text is looked at
 * once more, because a full key id is only there before it is removed; it is hashed at once, and forgotten.
 */
export async function findRelated(
  { knowledge, cases, workspaces, fingerprint, threads }: AppDeps,
  { place, text }: { readonly place: ThreadRef; readonly text: string },
  reading: Reading,
): Promise<RelatedCases> {
  const alone = unrelated(knowledge, reading)
  if (!reading.auth) return alone
  const { symptom } = alone
  const { facts } = reading
  const workspace = threads.workspaceOf(place)
  const marks = marksOf(text, facts, (kind, value) => fingerprint(`${workspace} ${kind} ${value}`))
  const [solved, sharing] = await Promise.all([
    symptom === null ? [] : workspaces.solved(workspace, MOST_SOLVED),
    marks.length === 0
      ? []
      : workspaces.sharing(
          workspace,
          marks.map(({ hash }) => hash),
          WINDOW_MS,
        ),
  ])
  // Almost no paste shares anything: whose the marks are need not be looked up then.
  const here = sharing.length === 0 ? undefined : await cases.at(place)
  const others = sharing.filter((one) => one.case !== here?.id)
  const tie = strongestTie(others, symptom)
  const first = others.find((one) => one.case === tie?.first)
  const surface = place.surface
  return {
    learnt: symptom === null ? null : learntFrom(solved, symptom),
    tied: tie && {
      ...tie,
      link: (first && threads.urlOf({ surface, thread: first.thread })) ?? null,
    },
    marks,
    symptom,
  }
}

/** The same for a paste that is tied to no other case: what is asked privately must not show up in the cases of others. */
export function unrelated({ symptoms }: Knowledge, { auth, errors }: Reading): RelatedCases {
  const [error] = errors
  const symptom = (auth && error && symptomOf(error, symptoms)?.id) || null
  return { learnt: null, tied: null, marks: [], symptom }
}

function marksOf(
  text: string,
  facts: Reading['facts'],
  hash: (kind: Mark['kind'], value: string) => string,
): readonly Mark[] {
  const keys = keyIdsIn(text).map(
    (id): Mark => ({ kind: 'key', hash: hash('key', id), shown: `…${id.slice(-4)}` }),
  )
  const named = tyingFacts(facts).map(
    ({ kind, value }): Mark => ({ kind, hash: hash(kind, value), shown: value.slice(0, 200) }),
  )
  const all = [...keys, ...named]
  return all.filter(
    (mark, at) =>
      all.findIndex(({ kind, hash: h }) => kind === mark.kind && h === mark.hash) === at,
  )
}
