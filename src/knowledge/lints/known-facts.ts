import type { Lint } from './lint.ts'

/** Evidence speaks of facts that exist, of values they can have, and leaves a value out; remedies change such facts. */
export const knownFacts: Lint = {
  name: 'known-facts',
  check: ({ causes, facts, probe }) => {
    const values = new Map(facts.data.map((kind) => [kind.id, Object.keys(kind.values)]))
    const evidence = causes.flatMap((page) =>
      page.data.evidence.flatMap(({ fact, is }, index) => {
        const known = values.get(fact)
        const way = ['evidence', index]
        if (!known) return page.fault([...way, 'fact'], `"${fact}" is no kind in facts.yaml.`)
        if (known.length === 0)
          return page.fault(
            [...way, 'fact'],
            `"${fact}" has no values in facts.yaml: it informs people and cannot tell causes apart.`,
          )
        const strange = is.filter((value) => !known.includes(value))
        if (strange.length > 0)
          return page.fault(
            [...way, 'is'],
            `"${strange.join('", "')}" is no value of ${fact}; it has: ${known.join(', ')}.`,
          )
        if (known.every((value) => is.includes(value)))
          return page.fault([...way, 'is'], `All values of ${fact}: that says nothing.`)
        return []
      }),
    )
    const stale = causes.flatMap((page) =>
      page.data.remedies.flatMap((remedy, at) =>
        (remedy.stale ?? []).flatMap((fact, index) =>
          values.get(fact)?.length
            ? []
            : page.fault(
                ['remedies', at, 'stale', index],
                `"${fact}" is no kind in facts.yaml that has values.`,
              ),
        ),
      ),
    )
    const settled = probe.data.settles.flatMap((fact, index) =>
      values.has(fact)
        ? []
        : probe.fault(['settles', index], `"${fact}" is no kind in facts.yaml.`),
    )
    return [...evidence, ...stale, ...settled]
  },
}

/** The likelihoods of one fact must add up to one, so a cause may speak of it only once. */
export const oneEvidencePerFact: Lint = {
  name: 'one-evidence-per-fact',
  check: ({ causes }) =>
    causes.flatMap((page) =>
      page.data.evidence.flatMap(({ fact }, index, all) =>
        all.findIndex((other) => other.fact === fact) < index
          ? page.fault(['evidence', index], `A second line about "${fact}": say it in one.`)
          : [],
      ),
    ),
}
