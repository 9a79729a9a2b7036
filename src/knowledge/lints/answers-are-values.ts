import type { Lint } from './lint.ts'

/** The answers of a question are the values of its fact: no more, no fewer. */
export const answersAreValues: Lint = {
  name: 'answers-are-values',
  check: ({ questions, facts }) =>
    questions.flatMap((page) => {
      const { fact, answers } = page.data
      const kind = facts.data.find(({ id }) => id === fact)
      if (!kind) return [page.fault(['fact'], `"${fact}" is no kind in facts.yaml.`)]
      const values = Object.keys(kind.values)
      const given = answers.map(({ value }) => value)
      return [
        ...answers.flatMap(({ value }, index) =>
          values.includes(value)
            ? []
            : page.fault(['answers', index, 'value'], `"${value}" is no value of ${fact}.`),
        ),
        ...values
          .filter((value) => !given.includes(value))
          .map((value) => page.fault(['answers'], `No answer gives ${fact} the value "${value}".`)),
      ]
    }),
}
