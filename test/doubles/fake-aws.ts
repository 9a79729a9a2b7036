import { spawn, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { Fact } from '../../src/core/fact.ts'

/** The path of the fake server's run.sh: beside it lie the server, its seed and a Terraform configuration. */
export const FAKE = process.env.TFAUTH_FAKE_AWS
export const WHY_NOT = FAKE ? '' : ' (skipped: set TFAUTH_FAKE_AWS to the path of its run.sh)'

const works = (command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0
export const TERRAFORM = FAKE !== undefined && works('terraform', 'version')

/** Starts the fake server in a folder of its own; nobody is checked until `enforce`. */
export async function startFake() {
  const dir = await mkdtemp(join(tmpdir(), 'tfauth-fake-aws-'))
  await cp(dirname(FAKE ?? ''), dir, { recursive: true, mode: 0 })
  spawnSync('chmod', ['-R', 'u+w', dir])
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const main = join(dir, 'main.tf')
  await writeFile(
    main,
    (await readFile(main, 'utf8')).replace(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`),
  )
  await writeFile(join(dir, 'empty.tfrc'), '')
  const server = spawn('python3', ['moto_wire.py', String(port)], {
    cwd: dir,
    env: { ...process.env, INITIAL_NO_AUTH_ACTION_COUNT: 'inf' },
    stdio: 'ignore',
  })
  await answering(url)
  return {
    dir,
    url,
    /** Its own seed: users in every state, and two roles; from then on everybody is checked. */
    async seed(): Promise<
      Readonly<Record<string, { readonly id: string; readonly secret: string }>>
    > {
      const { status, stderr } = spawnSync('python3', ['seed.py', url], {
        cwd: dir,
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(`The fake server could not be seeded: ${stderr}`)
      return JSON.parse(await readFile(join(dir, 'creds.json'), 'utf8'))
    },
    async enforce(): Promise<void> {
      await fetch(`${url}/moto-api/reset-auth`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: '0',
      })
    },
    /** `terraform init` as one of the seeded users; gives what it printed. */
    init(
      user: string,
      args: readonly string[] = [],
      env: Readonly<Record<string, string>> = {},
    ): string {
      const { stdout } = spawnSync('bash', ['run.sh', user, ...args], {
        cwd: dir,
        encoding: 'utf8',
        env: { ...process.env, ...env },
      })
      return stdout
    },
    async stop(): Promise<void> {
      server.kill()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const up = await fetch(`${url}/moto-api/`).then(
      () => true,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('The fake server did not start.')
}

/** `tfauth check … --json`, as a person would call it, with the credentials given. */
export function tfauthCheck(args: readonly string[], env: Readonly<Record<string, string>>) {
  const main = join(import.meta.dirname, '../../bin/tfauth.mjs')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [main, 'check', ...args, '--json'],
    {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH ?? '',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_EC2_METADATA_DISABLED: 'true',
        ...env,
      },
    },
  )
  const result = stdout === '' ? undefined : (JSON.parse(stdout) as Published)
  return { status, stderr, result }
}

type Published = {
  readonly check: string
  readonly grade: string
  readonly text: string
  readonly facts: readonly Fact[]
}
