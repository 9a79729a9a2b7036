/** Something is wrong that whoever runs us can mend; its message says what, and what to do about it. */
export abstract class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}
