import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Locked = {
  readonly dev?: boolean
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
}

async function locked(): Promise<readonly (readonly [string, Locked])[]> {
  const text = await readFile(join(import.meta.dirname, '../package-lock.json'), 'utf8')
  const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, Locked>> }
  return Object.entries(packages).filter(([path]) => path !== '')
}

test('R42: every dependency is locked with its integrity, and none comes from elsewhere than the registry', async () => {
  for (const [path, { integrity, resolved }] of await locked()) {
    expect(integrity, path).toMatch(/^sha512-/)
    // Left out where it is the registry itself.
    if (resolved !== undefined) expect(resolved, path).toMatch(/^https:\/\/registry\.npmjs\.org\//)
  }
})

test('R42: nothing that runs in production is under the GPL or AGPL', async () => {
  const run = (await locked()).filter(([, { dev }]) => !dev)
  expect(run.length).toBeGreaterThan(20)
  for (const [path, { license }] of run) {
    expect(license ?? 'none', path).not.toMatch(/\bA?GPL|SSPL|BUSL|none/)
  }
})
