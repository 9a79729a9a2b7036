import type { Lint } from './lint.ts'

/** Whoever names a cause names one that has a folder. */
export const knownCauses: Lint = {
  name: 'known-causes',
  check: ({ symptoms, causes, causeIds }) => [
    ...symptoms.flatMap((page) =>
      page.data.shares.flatMap(({ cause }, index) =>
        causeIds.has(cause)
          ? []
          : page.fault(['shares', index, 'cause'], `There is no folder causes/${cause}.`),
      ),
    ),
    ...causes.flatMap((page) =>
      page.data.remedies.flatMap(({ cures = {} }, index) =>
        Object.keys(cures).flatMap((cause) =>
          causeIds.has(cause)
            ? []
            : page.fault(
                ['remedies', index, 'cures', cause],
                `There is no folder causes/${cause}.`,
              ),
        ),
      ),
    ),
  ],
}

/** What a program's own sentence means is a symptom that has a page. */
export const knownSymptoms: Lint = {
  name: 'known-symptoms',
  check: ({ programs, symptoms }) => {
    const known = new Set(symptoms.map(({ id }) => id))
    return programs.flatMap((page) =>
      [
        ...(page.data.signs ?? []).map(({ means }, index) => ({ means, way: ['signs', index] })),
        ...page.data.samples.map(({ means }, index) => ({ means, way: ['samples', index] })),
      ].flatMap(({ means, way }) =>
        known.has(means)
          ? []
          : page.fault([...way, 'means'], `There is no page symptoms/${means}.yml.`),
      ),
    )
  },
}

/** A cause that no symptom shares in can never be the answer. */
export const everyCauseIsShared: Lint = {
  name: 'every-cause-is-shared',
  check: ({ symptoms, causes }) => {
    const shared = new Set(symptoms.flatMap(({ data }) => data.shares.map(({ cause }) => cause)))
    return causes.flatMap((page) =>
      shared.has(page.id)
        ? []
        : page.fault([], `No symptom has a share for ${page.id}: it can never be the answer.`),
    )
  },
}

/** Facts are shares of all cases. */
export const factsSumToOne: Lint = {
  name: 'facts-sum-to-one',
  check: ({ facts }) =>
    facts.data.flatMap(({ id, values }, index) => {
      const shares = Object.values(values)
      const sum = shares.reduce((total, share) => total + share, 0)
      // Decimal shares do not add up exactly in binary.
      return shares.length === 0 || Math.abs(sum - 1) < 1e-6
        ? []
        : facts.fault([index, 'values'], `The shares of ${id} sum to ${sum}, not to 1.`)
    }),
}

/** What people are told of a fact stands with it, once for each value. */
export const factsAreSeen: Lint = {
  name: 'facts-are-seen',
  check: ({ facts }) =>
    facts.data.flatMap(({ id, values, seen = {} }, index) => [
      ...Object.keys(values)
        .filter((value) => seen[value] === undefined)
        .map((value) => facts.fault([index], `${id} = ${value} has no sentence under "seen".`)),
      ...Object.keys(seen)
        .filter((value) => values[value] === undefined)
        .map((value) => facts.fault([index, 'seen', value], `${id} has no value "${value}".`)),
    ]),
}
