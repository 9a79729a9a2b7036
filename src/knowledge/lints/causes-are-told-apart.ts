import { type FactKind, WORDS } from '../../core/knowledge.ts'
import type { Page } from '../pages/page.ts'
import type { CausePage } from '../pages/schema.ts'
import type { Lint } from './lint.ts'

/** By how much the chance of some answer must differ between two causes: less and asking hardly moves the belief. */
const MARGIN = 0.3

/** Of two causes of one symptom some fact tells which it is; without one the walkthrough can only guess. */
export const causesAreToldApart: Lint = {
  name: 'causes-are-told-apart',
  check: ({ symptoms, causes, facts }) => {
    const byId = new Map(causes.map((page) => [page.id, page]))
    const apart = new Map<string, boolean>()
    const toldApart = (one: Page<CausePage>, other: Page<CausePage>): boolean => {
      const pair = [one.id, other.id].sort().join(' ')
      const known = apart.get(pair) ?? facts.data.some((kind) => differs(kind, one, other))
      apart.set(pair, known)
      return known
    }
    return symptoms.flatMap((page) =>
      page.data.shares.flatMap(({ cause }, index, shares) => {
        const one = byId.get(cause)
        return shares.slice(0, index).flatMap(({ cause: before }) => {
          const other = byId.get(before)
          return !one || !other || toldApart(one, other)
            ? []
            : page.fault(
                ['shares', index, 'cause'],
                `No fact tells ${cause} from ${before}: give one of them evidence the other has not.`,
              )
        })
      }),
    )
  },
}

function differs(kind: FactKind, one: Page<CausePage>, other: Page<CausePage>): boolean {
  return Object.keys(kind.values).some(
    (value) => Math.abs(chance(kind, one, value) - chance(kind, other, value)) >= MARGIN,
  )
}

/** P(the fact has this value | this cause), as the belief reads the five words. */
function chance({ id, values }: FactKind, { data }: Page<CausePage>, value: string): number {
  const base = values[value] ?? 0
  const line = data.evidence.find(({ fact }) => fact === id)
  if (!line) return base
  const named = line.is.reduce((sum, one) => sum + (values[one] ?? 0), 0)
  return line.is.includes(value)
    ? (WORDS[line.how] * base) / named
    : ((1 - WORDS[line.how]) * base) / Math.max(1 - named, Number.EPSILON)
}
