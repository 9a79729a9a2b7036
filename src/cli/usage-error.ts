/** The input was wrong in a way the person can mend; the message says how. */
export class UsageError extends Error {
  override name = 'UsageError'
}
