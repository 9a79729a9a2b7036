import type { Program } from '../knowledge.ts'
import { onceFor } from '../once-for.ts'
import { quoted, type WordSearch, wordsIn } from '../text/find-words.ts'
import { folded } from './ready-signs.ts'

/** What knows programs by their output. */
type Known = {
  readonly marks: WordSearch
  /** Mark → its program, the surest first: what stands around others before what they call, then the longest. */
  readonly owners: readonly (readonly [mark: string, program: Program])[]
  readonly frames: RegExp | null
}

// Tools call Terraform, the CLI and the SDKs, and print what those print.
const RANK: Readonly<Record<Program['kind'], number>> = {
  tool: 0,
  terraform: 1,
  cli: 2,
  service: 3,
  sdk: 4,
}

const knownBy = onceFor((programs: readonly Program[]): Known => {
  const owned = (marksOf: (program: Program) => readonly string[]) =>
    programs
      .flatMap((program) => marksOf(program).map((mark) => [folded(mark), program] as const))
      .sort(([a, one], [b, other]) => RANK[one.kind] - RANK[other.kind] || b.length - a.length)
  const owners = [...owned(({ marks }) => marks), ...owned(({ perhaps = [] }) => perhaps)]
  const frames = programs.flatMap(({ frames = [] }) => frames)
  return {
    marks: wordsIn(owners.map(([mark]) => mark)),
    owners,
    frames:
      frames.length > 0 ? new RegExp(`^[ \\t]{0,12}(?:${frames.map(quoted).join('|')})`) : null,
  }
})

/** A program and the words it is known by. */
export type Spoke = { readonly program: Program; readonly mark: string }

/** Takes a text and the programs; gives the one that printed it, undefined where none left a mark. */
export function programIn(text: string, programs: readonly Program[]): Spoke | undefined {
  const { marks, owners } = knownBy(programs)
  const found = marks(folded(text))
  if (found.size === 0) return undefined
  const owner = owners.find(([mark]) => found.has(mark))
  return owner && { program: owner[1], mark: owner[0] }
}

/** Takes a line and the programs; says whether one of them begins its errors so. */
export function beginsError(line: string, programs: readonly Program[]): boolean {
  return knownBy(programs).frames?.test(line) ?? false
}
