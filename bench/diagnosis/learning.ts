import { learntFrom, type Solved, sharesFor } from '../../src/core/case/learned-shares.ts'
import { articles, inWorld, type Model, tempered } from './model.ts'
import { pick } from './play.ts'
import { type Line, playWith, SEED } from './playing.ts'
import { ours, publishedThenRest } from './policies.ts'
import type { Row } from './print.ts'
import { randomStream } from './random.ts'

const WORLDS = Object.entries(articles.worlds).map(([name, shares]) => ({
  name,
  model: inWorld(articles, shares),
}))
const DOUBTED = tempered(articles)
const COUNTED = ['thread', 'field'] as const
const FULL = { facts: true, probe: true }
const PEOPLE = 10
const DAYS = 90
/** How many cases one person says the same wrong thing about. */
const POISON = 50
const DRAWS = 2

/** What it costs to believe the articles' shares where others hold. */
export function wrongShares(cases: number): readonly Row[] {
  const lines: readonly (readonly [...Line, (world: Model) => Model])[] = [
    ['baseline', publishedThenRest, {}, () => articles],
    ["ours, the articles' shares", ours, FULL, () => articles],
    ['ours, the same tempered', ours, FULL, () => DOUBTED],
    ['ours, the true shares', ours, FULL, (world) => world],
  ]
  return [
    head('the engine believes'),
    ...lines.map(
      ([name, policy, playing, believes]): Row => [
        name,
        ...inWorlds((model) => {
          const believed = believes(model)
          return (setting) =>
            playWith(policy, setting, cases, { ...playing, model, believed }).seconds
        }),
      ],
    ),
  ]
}

/** What confirmed cases of a workspace make of wrong shares, by the product's own learning. */
export function learning(cases: number): readonly Row[] {
  const after = (
    name: string,
    makes: (model: Model, draw: number) => readonly Solved[],
    plain = false,
  ): Row => [
    name,
    ...inWorlds((model) => {
      const draws = Array.from({ length: DRAWS }, (_, draw) => learnt(makes(model, draw), plain))
      return (setting) =>
        draws
          .map((believed) => playWith(ours, setting, cases, { ...FULL, model, believed }).seconds)
          .reduce((sum, one) => sum + one / DRAWS, 0)
    }),
  ]
  const unlearnt = (name: string, believes: (world: Model) => Model): Row => [
    name,
    ...inWorlds(
      (model) => (setting) =>
        playWith(ours, setting, cases, { ...FULL, model, believed: believes(model) }).seconds,
    ),
  ]
  const honest = (n: number) => (model: Model, draw: number) => history(model, n, draw)
  const poisoned = (model: Model, draw: number) => [...poison(), ...history(model, 30, draw)]
  return [
    head('confirmed cases'),
    unlearnt('none', () => articles),
    ...[10, 30, 100].map((n) => after(`${n}`, honest(n))),
    after(`30, and ${POISON} false ones by one person`, poisoned),
    after('… if nothing bounded one person', poisoned, true),
    unlearnt('the true shares', (model) => model),
  ]
}

function head(first: string): Row {
  return [first, ...WORLDS.flatMap(({ name }) => COUNTED.map((setting) => `${name}, ${setting}`))]
}

function inWorlds(secondsIn: (model: Model) => (setting: (typeof COUNTED)[number]) => number): Row {
  return WORLDS.flatMap(({ model }) => {
    const seconds = secondsIn(model)
    return COUNTED.map((setting) => seconds(setting).toFixed(0))
  })
}

/** Takes solved cases; gives the articles' model with its shares moved by them, as the product moves them. */
function learnt(solved: readonly Solved[], plain: boolean): Model {
  const shares = articles.causes.map(({ id, share }) => ({
    cause: id,
    count: 100 * share,
    origin: '',
  }))
  const symptom = {
    id: 'articles',
    says: '',
    means: '',
    asked_as: [],
    signs: [],
    shares,
    references: [],
  }
  const counts = plain ? counted(solved) : (learntFrom(solved, symptom.id)?.counts ?? {})
  return inWorld(
    articles,
    Object.fromEntries(sharesFor(symptom, counts).map(({ cause, count }) => [cause, count])),
  )
}

/** The same cases added up as they are. */
function counted(solved: readonly Solved[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { credit } of solved) {
    for (const [cause, part] of Object.entries(credit)) counts[cause] = (counts[cause] ?? 0) + part
  }
  return counts
}

/** Cases of a world over three months, confirmed by one of several people, the newest first. */
function history({ causes }: Model, n: number, draw: number): readonly Solved[] {
  const random = randomStream(SEED * 7919 + draw)
  const shares = causes.map(({ share }) => share)
  return Array.from({ length: n }, (_, at): Solved => {
    const cause = causes[pick(random(), shares)]?.id ?? ''
    const asker = `person-${Math.floor(random() * PEOPLE)}`
    return { ...said(cause), asker, daysAgo: (DAYS * at) / n }
  })
}

/** One person who says of everything, this very week, that it had been the rarest cause. */
function poison(): readonly Solved[] {
  const rarest = articles.causes.reduce((least, one) => (one.share < least.share ? one : least))
  return Array.from({ length: POISON }, () => ({
    ...said(rarest.id),
    asker: 'mallory',
    daysAgo: 0,
  }))
}

function said(cause: string) {
  return { symptom: 'articles', credit: { [cause]: 1 }, confirmed: true }
}
