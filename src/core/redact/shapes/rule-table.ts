/** A row of an ordered table: the first that holds decides, so that a test can name the row that did. */
export type Rule<Subject, Decision> = {
  readonly name: string
  /** One sentence: what was met that made this row necessary. */
  readonly why: string
  readonly holds: (subject: Subject) => boolean
  readonly gives: Decision
}

/** Takes a table and a subject; gives the first row that holds for it. */
export function firstRule<Subject, Decision>(
  rules: readonly Rule<Subject, Decision>[],
  subject: Subject,
): Rule<Subject, Decision> | undefined {
  for (const rule of rules) if (rule.holds(subject)) return rule
  return undefined
}
