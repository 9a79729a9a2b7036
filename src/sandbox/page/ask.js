/** A request that brought no answer; `again` says whether sending the same thing once more can help. */
class Unanswered extends Error {
  constructor(sentence, again) {
    super(sentence)
    this.again = again
  }
}

/** Takes a path and what to post (nothing: it is fetched); gives the thread as the server drew it. */
export async function ask(path, body) {
  const response = await reach(path, body)
  const answer = await response.json().catch(() => ({}))
  if (response.ok) return answer
  const sentence = answer.error ?? `The answer was unreadable (HTTP ${response.status}).`
  throw new Unanswered(sentence, response.status >= 500)
}

async function reach(path, body) {
  try {
    return await fetch(path, {
      // Longer than any paste takes; a machine that went to sleep must not leave the page waiting for ever.
      signal: AbortSignal.timeout(60_000),
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
  } catch {
    throw new Unanswered(
      `I cannot reach tfauth at ${location.host}. Is it still running? Nothing is lost: trying again is safe.`,
      true,
    )
  }
}

/** A name nobody can guess, for a thread or a delivery; works without https, where randomUUID does not. */
export function unguessable() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
