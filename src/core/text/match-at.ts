/** Takes a sticky pattern, a text and a place; gives the match that begins there, if there is one. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Takes a sticky pattern, a text and a place; gives where its match that begins there ends, `at` without one. */
export function endAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
