import { programIn } from '../../signs/programs.ts'
import { type FactReader, factOf } from '../fact-reader.ts'

/** The program that printed the error to explain, else the one the rest of the text shows. */
export const PROGRAMS: FactReader = {
  kinds: ['tool'],
  read: ({ flat, lower, programs, program }) => {
    const own = program && programIn(flat, [program])
    const spoke = own ?? programIn(flat, programs)
    if (!spoke) return []
    const at = lower.indexOf(spoke.mark)
    return [
      factOf(
        'tool',
        spoke.program.id,
        at < 0 ? spoke.mark : flat.slice(at, at + spoke.mark.length),
      ),
    ]
  },
}
