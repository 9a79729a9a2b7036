import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp'

// Longer than any line, token or message that is looked for.
const LONGEST_RUN = 16_384
// Ways in which nested quantifiers may share out the same characters; beyond this one start costs too much.
const MOST_WAYS = 20_000

/**
 * Takes a pattern; gives why its time could grow faster than the text, nothing when it cannot. Allowed are:
 * bounded runs; unbounded runs of one class that end the pattern (nothing behind them can fail), stand at `^`
 * (tried once) or behind a required character they do not contain (no two starts share a run); groups repeated a
 * bounded number of times whose ways to match are few, or which begin with a character their runs do not contain.
 */
export function notLinear(source: string, flags: string): readonly string[] {
  const unicode = flags.includes('u')
  const ast = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, {
    unicode,
  })
  const why: string[] = []
  const around: AST.Quantifier[] = []
  visitRegExpAST(ast, {
    onBackreferenceEnter: ({ raw }) => void why.push(`back-reference ${raw}`),
    onQuantifierEnter(one) {
      if (one.max === Number.POSITIVE_INFINITY) {
        if (!isSingle(one.element)) why.push(`unbounded group ${one.raw}`)
        else if (around.some(({ max }) => max > 1))
          why.push(`unbounded run inside a repeated group ${one.raw}`)
        else if (!endsPattern(one) && !isTriedOnce(one, flags) && !isFenced(one, flags))
          why.push(`unbounded run that something behind it can make fail ${one.raw}`)
      } else if (one.max > LONGEST_RUN) why.push(`bound above ${LONGEST_RUN} ${one.raw}`)
      const outer = around.filter(({ max }) => max > 1)
      const ways = [...outer, one].reduce((product, { max }) => product * max, 1)
      if (
        one.max > 1 &&
        outer.length > 0 &&
        ways > MOST_WAYS &&
        !outer.every((group) => isParted(group, one, flags))
      )
        why.push(`nested ${ways} times ${one.raw.slice(0, 40)}`)
      around.push(one)
    },
    onQuantifierLeave: () => void around.pop(),
  })
  return why
}

function isSingle(element: AST.Element): boolean {
  return ['Character', 'CharacterClass', 'CharacterSet'].includes(element.type)
}

/** Nothing stands behind it up to the pattern's end, also not outside its groups. */
function endsPattern(one: AST.Quantifier): boolean {
  const path: readonly AST.Node[] = [one, ...ancestors(one)]
  return path.every(
    (node, at) =>
      node.type !== 'Assertion' &&
      (node.type !== 'Alternative' || node.elements.at(-1) === path[at - 1]),
  )
}

/** The pattern is tried at the text's beginning only, and no other run can share characters with this one. */
function isTriedOnce(one: AST.Quantifier, flags: string): boolean {
  const path = ancestors(one)
  const top = path.at(-2)
  if (top?.type !== 'Alternative' || flags.includes('m')) return false
  const [first] = top.elements
  if (first?.type !== 'Assertion' || first.kind !== 'start') return false
  let alone = true
  visitRegExpAST(top, {
    onQuantifierEnter(other) {
      if (other === one || other.max !== Number.POSITIVE_INFINITY) return
      const common = ancestors(other).find((node) => path.includes(node))
      if (common?.type === 'Alternative') alone = false
    },
  })
  return alone
}

function ancestors(node: AST.Node): readonly AST.Node[] {
  const path: AST.Node[] = []
  for (let at: AST.Node | null = node.parent; at; at = at.parent) path.push(at)
  return path
}

/** Right behind a required character that it does not contain. */
function isFenced(one: AST.Quantifier, flags: string): boolean {
  const before = previous(one)
  return before !== undefined && isApart(before, one.element, flags)
}

/** A repeated group begins with a character that the run in it does not contain, so it can be shared out in one way only. */
function isParted(group: AST.Quantifier, run: AST.Quantifier, flags: string): boolean {
  if (group.element.type !== 'Group' && group.element.type !== 'CapturingGroup') return false
  return group.element.alternatives.every(
    ({ elements: [first] }) => first !== undefined && isApart(first, run.element, flags),
  )
}

const ALL = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))

/** Both are single characters, and none is one of both. */
function isApart(one: AST.Element, other: AST.Element, flags: string): boolean {
  if (!isSingle(one) || !isSingle(other)) return false
  const hits = ({ raw }: AST.Element) => new RegExp(`^${raw}$`, flags.replace(/[gy]/g, ''))
  const [first, second] = [hits(one), hits(other)]
  return !ALL.some((char) => first.test(char) && second.test(char))
}

function previous(one: AST.Quantifier): AST.Element | undefined {
  const { parent } = one
  if (parent.type !== 'Alternative') return undefined
  return parent.elements[parent.elements.indexOf(one) - 1]
}
