#!/usr/bin/env node
// Plain JavaScript of long ago, so that a Node which is too old still reads as far as the sentence.
import { existsSync, readFileSync } from 'node:fs'

const file = (path) => new URL(path, import.meta.url)
const { engines, version } = JSON.parse(readFileSync(file('../package.json'), 'utf8'))

if (isOlder(process.versions.node, engines.node.replace('>=', ''))) {
  process.stderr.write(
    `tfauth: this is Node ${process.versions.node}, and tfauth needs ${engines.node.replace('>=', '')} or later. ` +
      'Install it from https://nodejs.org, or run: npx -p node@24 -p tfauth tfauth\n',
  )
  process.exitCode = 1
} else if (/^(?:--version|-v|version)$/.test(process.argv[2] || '')) {
  process.stdout.write(`${version}\n`)
} else {
  if (await isBuilt()) await import('../dist/tfauth.mjs')
  else await fromSources()
}

/** In a clone the sources are the truth: what was built from others is left alone. */
async function isBuilt() {
  if (!existsSync(file('../src/main.ts'))) return true
  const { isFresh } = await import('../scripts/build/fresh.js')
  return isFresh()
}

/** The sources need packages that what is built does not. */
async function fromSources() {
  try {
    await import('../src/main.ts')
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'ERR_UNKNOWN_FILE_EXTENSION')
      throw error
    process.stderr.write(
      'tfauth: this clone is not built, and what runs its sources is not installed. Run: npm ci\n',
    )
    process.exitCode = 1
  }
}

function isOlder(one, other) {
  const [major, minor] = one.split('.').map(Number)
  const [least, leastMinor] = other.split('.').map(Number)
  return major < least || (major === least && minor < leastMinor)
}
