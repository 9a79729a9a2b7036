/** Who reads an answer: the person at the command line, the one person who asked in Slack, or a whole thread. */
export type Audience = 'operator' | 'person' | 'thread'

export type Masks = {
  readonly key: (id: string) => string
  readonly account: (id: string) => string
  /** An account nobody linked is named to nobody but the operator. */
  readonly foreign: (id: string) => string
  /** Text of AWS, such as an ARN: cut, and its accounts masked where the audience demands it. */
  readonly words: (text: string) => string
  readonly externalIds: (ids: readonly string[]) => readonly string[]
}

/** Policies and messages are other people's text, of any length. */
const MOST = 3000

/** Takes an account or key id; gives it as threads and records show it. */
export function maskedId(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-4)}`
}

/** Takes text with ARNs in it; gives it with their accounts masked. */
export function maskedAccountsIn(text: string): string {
  return text.replace(/(?<!\d)\d{12}(?!\d)/g, maskedId)
}

/** Takes who reads; gives how ids are shown to them. */
export function masksFor(audience: Audience): Masks {
  const account = (id: string) => (audience === 'thread' ? maskedId(id) : id)
  const words = (text: string) => {
    const short = text.length > MOST ? `${text.slice(0, MOST)}…` : text
    return audience === 'thread' ? maskedAccountsIn(short) : short
  }
  return {
    key: maskedId,
    account,
    foreign: (id) => (audience === 'operator' ? `account ${id}` : 'another account'),
    words,
    externalIds: (ids) =>
      audience === 'operator'
        ? ids.map(words)
        : ids.map((id) => `(hidden, ${id.length} characters)`),
  }
}
