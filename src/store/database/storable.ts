/** Takes any text; gives it without NUL and lone surrogates, which PostgreSQL refuses, as U+FFFD in their place. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

/** Takes a value; gives its JSON with every text in it storable as `jsonb`. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storable(part) : part,
  )
}
