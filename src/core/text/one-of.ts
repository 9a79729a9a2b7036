/** Takes alternatives parted by blanks, each a piece of a pattern; gives them as one group of a pattern. */
export function oneOf(...lists: readonly string[]): string {
  return `(?:${lists.flatMap((list) => list.trim().split(/\s+/)).join('|')})`
}
