export type Found = { readonly source: string; readonly flags: string; readonly where: string }

// A slash behind one of these begins a pattern; behind a name, a bracket or a number it divides.
const BEGINS_EXPRESSION = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\breturn|\btypeof|\bcase|\bin|\bof)\s*$/

/** Takes TypeScript source; gives the regular-expression literals in it. */
export function regexLiterals(code: string, where: string): readonly Found[] {
  const found: Found[] = []
  let line = 1
  // The code read last, without comments.
  let before = ''
  for (let at = 0; at < code.length; ) {
    const char = code.charAt(at)
    if (char === '\n') {
      line++
      at++
    } else if (code.startsWith('//', at)) {
      const end = code.indexOf('\n', at)
      at = end < 0 ? code.length : end
    } else if (code.startsWith('/*', at)) {
      const end = code.indexOf('*/', at + 2)
      const stop = end < 0 ? code.length : end + 2
      line += code.slice(at, stop).split('\n').length - 1
      at = stop
    } else if (char === "'" || char === '"' || char === '`') {
      // What is put into a template is short and holds no pattern here; its literals are found with it.
      const stop = endOfQuote(code, at)
      before = '"'
      line += code.slice(at, stop).split('\n').length - 1
      at = stop
    } else if (char === '/' && BEGINS_EXPRESSION.test(before)) {
      const end = endOfPattern(code, at)
      const flags = /^[a-z]*/.exec(code.slice(end, end + 10))?.[0] ?? ''
      found.push({ source: code.slice(at + 1, end - 1), flags, where: `${where}:${line}` })
      at = end + flags.length
      before = '/'
    } else {
      before = (before + char).slice(-12)
      at++
    }
  }
  return found
}

function endOfQuote(code: string, from: number): number {
  const quote = code[from]
  let at = from + 1
  while (at < code.length && code[at] !== quote) at += code[at] === '\\' ? 2 : 1
  return at + 1
}

function endOfPattern(code: string, from: number): number {
  let inClass = false
  let at = from + 1
  while (at < code.length && (inClass || code[at] !== '/')) {
    if (code[at] === '\\') at++
    else if (code[at] === '[') inClass = true
    else if (code[at] === ']') inClass = false
    at++
  }
  return at + 1
}
