import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawHouse } from './draw.ts'
import { importsOf } from './imports.ts'

const ROOT = join(import.meta.dirname, '../..')
await writeFile(join(ROOT, 'docs/house.svg'), drawHouse(await importsOf(join(ROOT, 'src'))))
