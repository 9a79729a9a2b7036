/** Someone else listens at the port; the sentence says which and how to choose another. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse'
  readonly port: number

  constructor(port: number, cause: unknown) {
    super(
      `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port < 65535 ? port + 1 : 3001} npm start`,
      { cause },
    )
    this.port = port
  }
}
