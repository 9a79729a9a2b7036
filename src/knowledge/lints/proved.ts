import type { Lint } from './lint.ts'

const SAMPLES = 3
const NEAR_MISSES = 2

/** A cause is proved by samples and near misses, by references, and helps by a remedy. */
export const proved: Lint = {
  name: 'proved',
  check: ({ causes, samples, symptoms, variants }) => [
    ...samples.flatMap((page) => {
      const { samples, near_misses } = page.data
      return [
        samples.length < SAMPLES
          ? page.fault(['samples'], `${samples.length} samples: a cause needs at least ${SAMPLES}.`)
          : [],
        near_misses.length < NEAR_MISSES
          ? page.fault(
              ['near_misses'],
              `${near_misses.length} near misses, with the reason: a cause needs at least ${NEAR_MISSES}.`,
            )
          : [],
      ].flat()
    }),
    ...causes.flatMap((page) => [
      ...(page.data.evidence.length < 1
        ? [page.fault(['evidence'], 'Without evidence nothing tells this cause from others.')]
        : []),
      ...(page.data.remedies.length < 1
        ? [page.fault(['remedies'], 'A cause needs at least one remedy.')]
        : []),
    ]),
    ...[...causes, ...symptoms, ...variants].flatMap((page) =>
      page.data.references.length < 1
        ? [page.fault(['references'], 'A page needs at least one reference that proves it.')]
        : [],
    ),
  ],
}

/** A remedy can be pasted, and says what it breaks before it breaks it. */
export const remediesAreSafe: Lint = {
  name: 'remedies-are-safe',
  check: ({ causes }) =>
    causes.flatMap((page) =>
      page.data.remedies.flatMap(({ id, risk, risk_says, commands, cures }, index) => {
        const way = ['remedies', index]
        return [
          commands.length < 1
            ? [page.fault([...way, 'commands'], `The remedy "${id}" shows no command.`)]
            : [],
          risk !== 'low' && risk_says === undefined
            ? [page.fault([...way, 'risk'], `Risk ${risk} needs risk_says: what else breaks?`)]
            : [],
          cures?.[page.id] === 'almost-never'
            ? [page.fault([...way, 'cures'], `"${id}" does not cure its own cause.`)]
            : [],
        ].flat()
      }),
    ),
}
