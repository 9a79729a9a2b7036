// npm runs this after `npm ci` and before the tests. A build of the same sources is not made again.
import process from 'node:process'
import { isFresh } from './fresh.js'

if (!isFresh()) {
  try {
    await import('rolldown')
  } catch {
    process.stderr.write(
      'tfauth: the packages that build it were left out, so nothing was built; run npm ci to have it.\n',
    )
    process.exit()
  }
  await import('./build.ts')
}
