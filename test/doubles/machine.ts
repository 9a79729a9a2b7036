import { join } from 'node:path'
import type { Machine } from '../../src/doctor/machine.ts'

export const NOW = Date.parse('2026-11-20T12:00:00Z')
export const HOUR = 3_600_000
const HOME = '/home/me'
const FOLDER = '/work/infra'

type Made = {
  readonly env?: Readonly<Record<string, string>>
  /** Path → text; `~` is the home, and what is relative lies in Terraform's folder. */
  readonly files?: Readonly<Record<string, string>>
  /** How long ago a file was written, an hour where nothing is said. */
  readonly ages?: Readonly<Record<string, number>>
  /** What a program prints, by its name and first word. */
  readonly prints?: Readonly<Record<string, string>>
  readonly clockAhead?: number
}

/** A machine that is made up. */
export function machineOf({
  env = {},
  files = {},
  ages = {},
  prints = {},
  clockAhead = 0,
}: Made): Machine {
  const full = (path: string) =>
    path.startsWith('~')
      ? join(HOME, path.slice(1))
      : path.startsWith('/')
        ? path
        : join(FOLDER, path)
  const texts = new Map(Object.entries(files).map(([path, text]) => [full(path), text]))
  const written = new Map(Object.entries(ages).map(([path, age]) => [full(path), NOW - age]))
  return {
    env,
    platform: 'linux',
    home: HOME,
    folder: FOLDER,
    now: () => NOW,
    text: (path) => texts.get(path),
    files: (folder) =>
      [...texts.keys()].flatMap((path) => {
        const name = path.slice(folder.length + 1)
        return path === join(folder, name) && !name.includes('/')
          ? [{ path, name, changed: written.get(path) ?? NOW - HOUR }]
          : []
      }),
    run: async (program, [word = '']) => prints[`${program} ${word}`],
    timeAt: async () => NOW - clockAhead,
  }
}
