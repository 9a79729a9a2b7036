/** What a request gets that is not served: an HTTP status and one sentence for the person behind it. */
export type Refusal = { readonly status: number; readonly error: string }

/** The longest text that is read, in bytes; a CI log is rarely a tenth of it. */
export const TEXT_LIMIT = 10 * 1024 * 1024

export const TOO_LONG: Refusal = {
  status: 413,
  error: 'That is more than 10 MB. Please paste only the part from “Error:” to the end.',
}

export const NOT_TEXT: Refusal = {
  status: 400,
  error:
    'That is not plain text, so I cannot read it. Please paste what Terraform printed (a file written by PowerShell may be UTF-16: open it and copy the text).',
}

const EMPTY: Refusal = {
  status: 400,
  error:
    'There is nothing in the box yet. Please paste what Terraform printed, from “Error:” to the end.',
}

/** Takes a paste's text; gives why it cannot be read, undefined when it can. */
export function refuseText(text: string): Refusal | undefined {
  if (text.trim() === '') return EMPTY
  if (Buffer.byteLength(text) > TEXT_LIMIT) return TOO_LONG
  // NUL marks binary data and UTF-16 read as UTF-8; a lone half of a pair cannot be written as UTF-8 at all.
  if (text.includes('\0') || !text.isWellFormed()) return NOT_TEXT
  return undefined
}
