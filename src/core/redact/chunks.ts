const SIZE = 16 * 1024
const REACH = 8 * 1024
const LONG_WORD = /\S{30}/

/**
 * Takes text; gives it in pieces that can be looked at one by one, so that what one line needs is not done to
 * ten megabytes. A piece ends behind a line of plain words, in front of another: no secret goes on there.
 */
export function chunks(text: string): readonly string[] {
  if (text.length < 3 * SIZE) return [text]
  const out: string[] = []
  let from = 0
  while (text.length - from > 2 * SIZE) {
    const to = boundary(text, from + SIZE)
    out.push(text.slice(from, to))
    from = to
  }
  out.push(text.slice(from))
  return out
}

function boundary(text: string, least: number): number {
  const most = Math.min(least + REACH, text.length)
  const lines = text.slice(least, most).split('\n')
  let at = least + (lines[0]?.length ?? 0) + 1
  let fallback = 0
  for (let nth = 1; nth < lines.length - 2; nth++) {
    const line = lines[nth] ?? ''
    const next = lines[nth + 1] ?? ''
    at += line.length + 1
    if (!/^[A-Za-z[#│╷╵\d-]/.test(next) || /[:={,+\\|]\s{0,4}$/.test(line)) continue
    fallback ||= at
    if (/\s/.test(line) && !LONG_WORD.test(line) && !LONG_WORD.test(next)) return at
  }
  return fallback || most
}
