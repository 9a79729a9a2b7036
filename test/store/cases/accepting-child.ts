import { writeSync } from 'node:fs'
import { openStore } from '../../../src/store/open-store.ts'

/** Accepts deliveries without end, printing each once it is durable; someone else ends us. */
const [dataDir = '', round = ''] = process.argv.slice(2)
const { cases } = await openStore({ dataDir })
writeSync(1, 'open\n')

async function acceptForEver(lane: number): Promise<never> {
  for (let i = 0; ; i++) {
    const step = `${round}-${lane}-${i}`
    await cases.accept({
      delivery: `sandbox:${step}`,
      // A few places, so that cases are opened and continued.
      place: { surface: 'sandbox', thread: `${round}-${i % 5}` },
      workspace: 'sandbox',
      asker: 'U1',
      knowledge: 'k1',
      event: { kind: 'skipped', step },
    })
    writeSync(1, `${step}\n`)
  }
}

await Promise.all([acceptForEver(0), acceptForEver(1), acceptForEver(2)])
