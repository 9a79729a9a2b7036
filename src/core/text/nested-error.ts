// A detail may hold a second "Error: " that belongs to the same diagnostic: these words come just before it.
const INTRODUCES =
  /for more information about providing credentials\.|cannot be\s+assumed|instead of the environment variable credentials|failed retrieving via all available methods|could not be loaded/i
// After these nothing but the inner error of the same diagnostic can follow, however it begins.
const ENDS_INTRODUCED =
  /(?:information about providing credentials\.|The role ARN is not valid\.?)[\s│|>╵]{0,40}$/i
const NESTED =
  /^[ \t]{0,40}(?:[│>][ \t]{0,4}){0,3}(?:AWS )?Error: (?:operation error|failed to|no EC2|refresh|process|[a-z]|[A-Z]\w{4,60}: )/
const ERROR = /^[ \t]{0,40}(?:[│>][ \t]{0,4}){0,3}(?:AWS )?Error: /
const NEAR = 30

/** Takes a line and the ones before it; tells whether its "Error: " continues their diagnostic. */
export function isNestedError(line: string, before: readonly string[]): boolean {
  if (!ERROR.test(line)) return false
  const near = before
    .slice(-NEAR)
    .map((one) => one.replace(/[│|>]/g, ' '))
    .join(' ')
  return ENDS_INTRODUCED.test(near) || (NESTED.test(line) && INTRODUCES.test(near))
}
