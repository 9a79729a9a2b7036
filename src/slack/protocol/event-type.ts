/** Takes a delivery; gives the type of the event in it, undefined for a press, a form or a command. Asked of each one, so cheap. */
export function eventType(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('event' in body)) return undefined
  const { event } = body
  if (typeof event !== 'object' || event === null || !('type' in event)) return undefined
  return typeof event.type === 'string' ? event.type : undefined
}
