import { OperatorError } from '../../app/ports/operator-error.ts'

/** A mistake in our own pages: where it stands and, in a sentence, what is wrong. */
export type Fault = {
  /** Relative to the folder that was loaded. */
  readonly path: string
  readonly line: number
  readonly column: number
  readonly says: string
}

/** Thrown with every fault of the knowledge at once, so that one run is enough to mend all. */
export class KnowledgeFaults extends OperatorError {
  readonly faults: readonly Fault[]

  constructor(dir: string, faults: readonly Fault[]) {
    const lines = faults.map((fault) => `${dir}/${formatFault(fault)}`)
    super(`The knowledge has ${faults.length} fault(s):\n${lines.join('\n')}`)
    this.faults = faults
  }
}

/** A fault as one line, `path:line:column: sentence`, which editors and terminals can follow. */
const formatFault = (fault: Fault): string =>
  `${fault.path}:${fault.line}:${fault.column}: ${fault.says}`
