import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

type Locked = {
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
}

async function locked(): Promise<readonly (readonly [string, Locked])[]> {
  const text = await readFile(join(import.meta.dirname, '../package-lock.json'), 'utf8')
  const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, Locked>> }
  // What is no package of others is ourselves, and the folder that names the Node a clone carries.
  const others = ([path, { link }]: [string, Locked & { readonly link?: boolean }]) =>
    path.startsWith('node_modules/') && !link
  return Object.entries(packages).filter(others)
}

test('R42: every dependency is locked with its integrity, and none comes from elsewhere than the registry', async () => {
  for (const [path, { integrity, resolved }] of await locked()) {
    expect(integrity, path).toMatch(/^sha512-/)
    // Left out where it is the registry itself.
    if (resolved !== undefined) expect(resolved, path).toMatch(/^https:\/\/registry\.npmjs\.org\//)
  }
})

// Development packages too: most of what runs is built into our files from them.
test('R42: nothing is under the GPL or AGPL', async () => {
  const all = await locked()
  expect(all.length).toBeGreaterThan(20)
  for (const [path, { license }] of all) {
    expect(license ?? 'none', path).not.toMatch(/\bA?GPL|SSPL|BUSL|none/)
  }
})
