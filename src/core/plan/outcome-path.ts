/**
 * Takes the number of a path of outcomes, one more outcome and how many outcomes there are; gives the number of both.
 * Digits stand in order, so the same outcomes have the same number whichever way they were come by; none is 0.
 */
export function pathWith(path: number, mark: number, marks: number): number {
  const least = path % marks
  if (path === 0 || least >= mark) return path * marks + mark
  return pathWith((path - least) / marks, mark, marks) * marks + least
}
