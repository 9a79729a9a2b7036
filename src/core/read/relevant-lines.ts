// Whole logs hold a few lines that matter; nobody pastes this much of a configuration.
const ENOUGH = 300_000
const WORDS =
  /aws|arn:|AKIA|ASIA|[Ee]rror|ERROR|[Tt]erraform|[Tt]ofu|[Tt]erragrunt|[Pp]rofile|[Rr]egion|credential|assume|StatusCode|RequestID|sso_|##\[|docker|tfauth: /
// What belongs to such a line stands right behind it.
const BEHIND = 6

/** Takes lines; gives them, of a whole log only the lines that can show a fact, with what follows them. */
export function relevant(lines: readonly string[]): readonly string[] {
  let size = 0
  for (const line of lines) size += line.length + 1
  if (size <= ENOUGH) return lines
  const kept: string[] = []
  let left = 0
  let room = ENOUGH
  for (const line of lines) {
    if (WORDS.test(line)) left = BEHIND
    if (left-- <= 0) continue
    kept.push(line)
    room -= line.length + 1
    if (room <= 0) break
  }
  return kept
}
