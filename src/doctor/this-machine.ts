import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Machine } from './machine.ts'

/** Files of settings are short; what is longer is something else. */
const LONGEST = 2 * 1024 * 1024
const PATIENCE_MS = 5_000

/** The machine this runs on. */
export const thisMachine: Machine = {
  env: process.env,
  platform: process.platform,
  home: homedir(),
  folder: process.cwd(),
  now: Date.now,
  text(path) {
    try {
      return statSync(path).size > LONGEST ? undefined : readFileSync(path, 'utf8')
    } catch {
      return undefined
    }
  },
  files(folder) {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => {
          const path = join(folder, name)
          return { path, name, changed: statSync(path).mtimeMs }
        })
    } catch {
      return []
    }
  },
  run: (program, args, seconds) =>
    new Promise((resolve) => {
      const options = {
        timeout: seconds * 1000,
        windowsHide: true,
        // The tools' own question for a newer version is no part of a look.
        env: { ...process.env, CHECKPOINT_DISABLE: '1', AWS_PAGER: '' },
      }
      const child = execFile(program, [...args], options, (error, stdout, stderr) => {
        const started = error === null || typeof error.code === 'number'
        resolve(started ? `${stdout}${stderr}` : undefined)
      })
      child.stdin?.end()
    }),
  async timeAt(url) {
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS)
      const { headers } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal })
      const time = Date.parse(headers.get('date') ?? '')
      return Number.isNaN(time) ? undefined : time
    } catch {
      return undefined
    }
  },
}
