/** One block of Terraform's language, as far as it is needed here. */
export type HclBlock = {
  /** `provider "aws"`, `backend "s3"`, `assume_role`. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly blocks: readonly HclBlock[]
  /** False when the text ends before the block does: what is not there may have been cut off. */
  readonly whole: boolean
}

const OPENING =
  /\b(provider[ \t]{1,4}"aws"|backend[ \t]{1,4}"s3"|backend[ \t]{1,4}"remote"|cloud|data[ \t]{1,4}"terraform_remote_state"[ \t]{1,4}"[\w-]{1,80}")[ \t]{0,8}\{/g
const NESTED = /\b([a-z][\w-]{0,60})[ \t]{0,8}(?:=[ \t]{0,4}(?:\[[ \t\n]{0,20})?)?\{/g
const ATTRIBUTE =
  /(?<![\w".-])([a-z][\w]{0,60})[ \t]{0,40}=[ \t]{0,8}("(?:[^"\\\n]|\\.){0,400}"|[^\s"{[][^\s,}]{0,300}|\[[^\]]{0,400}\])/g
// A block of these kinds is seldom longer; one that is counts as cut off.
const LONGEST = 6000
const MOST = 40

/** Takes plain text; gives its provider, backend and cloud blocks, flattened or cut off as they may be. */
export function hclBlocks(text: string): readonly HclBlock[] {
  const found: HclBlock[] = []
  for (const match of text.matchAll(OPENING)) {
    if (found.length >= MOST) break
    const name = (match[1] ?? '').replace(/[ \t]{1,4}/g, ' ')
    found.push(blockAt(name, text, match.index + match[0].length, 0))
  }
  return found
}

function blockAt(name: string, text: string, from: number, depth: number): HclBlock {
  const to = closing(text, from)
  const body = text.slice(from, to ?? Math.min(text.length, from + LONGEST))
  const blocks: HclBlock[] = []
  let own = ''
  let done = 0
  if (depth < 3) {
    for (const match of body.matchAll(NESTED)) {
      if (match.index < done || blocks.length >= MOST) continue
      const start = match.index + match[0].length
      blocks.push(blockAt(match[1] ?? '', body, start, depth + 1))
      own += body.slice(done, match.index)
      done = (closing(body, start) ?? body.length) + 1
    }
  }
  own += body.slice(done)
  const attributes = new Map<string, string>()
  for (const [, key = '', value = ''] of uncommented(own).matchAll(ATTRIBUTE))
    if (!attributes.has(key)) attributes.set(key, written(value))
  return {
    name,
    attributes,
    blocks,
    whole: to !== undefined,
  }
}

/** A string without its quotes; an expression in the one form that cannot be taken for a string. */
function written(value: string): string {
  if (value.startsWith('"')) return value.slice(1, -1)
  return /^[a-z]\w*[.[(]/.test(value) ? `\${${value}}` : value
}

function uncommented(body: string): string {
  return body.replace(/(?:^|\n)[ \t]{0,40}(?:#|\/\/)[^\n]{0,500}/g, '\n')
}

/** The place of the brace that closes a block, braces in strings left out; undefined when it is not there. */
function closing(text: string, from: number): number | undefined {
  let depth = 1
  let quoted = false
  const end = Math.min(text.length, from + LONGEST)
  for (let at = from; at < end; at++) {
    const letter = text[at]
    if (letter === '\\' && quoted) at++
    else if (letter === '"') quoted = !quoted
    else if (letter === '\n') quoted = false
    else if (quoted) continue
    else if (letter === '{') depth++
    else if (letter === '}' && --depth === 0) return at
  }
  return undefined
}
