import { expect } from 'vitest'

/** Waits until something holds; fails when it does not within `ms`. */
export async function until(holds: () => boolean, ms = 8_000): Promise<void> {
  const end = Date.now() + ms
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}
