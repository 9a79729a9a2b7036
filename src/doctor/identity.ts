import type { Machine } from './machine.ts'

/** What the AWS CLI says about who we are: the code where AWS or the CLI refuses. */
export type Identity =
  | { readonly ok: true; readonly account: string; readonly arn: string }
  | { readonly ok: false; readonly code: string }

const ARGS = [
  'sts',
  'get-caller-identity',
  '--query',
  '[Account,Arn]',
  '--output',
  'text',
  '--cli-connect-timeout',
  '5',
  '--cli-read-timeout',
  '10',
]

/** What the CLI prints before it asks AWS, as the probe names it. */
const OWN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/Unable to locate credentials/, 'NoCredentials'],
  [/Partial credentials found/, 'PartialCredentials'],
  [/Could not connect to the endpoint/, 'NoConnection'],
  [/config profile .* could not be found/, 'ProfileNotFound'],
  [/sso/i, 'SsoTokenExpired'],
]

/** Takes a machine; asks AWS through its AWS CLI who we are, undefined without one. */
export async function readIdentity(
  machine: Machine,
  seconds: number,
): Promise<Identity | undefined> {
  const said = await machine.run('aws', ARGS, seconds)
  if (said === undefined) return undefined
  const [, account, arn] = /^(\d{12})\s+(arn:[\w:/+=,.@-]+)/m.exec(said) ?? []
  if (account && arn) return { ok: true, account, arn }
  const code = /An error occurred \((\w{1,60})\)/.exec(said)?.[1]
  return {
    ok: false,
    code: code ?? OWN_WORDS.find(([words]) => words.test(said))?.[1] ?? 'unknown',
  }
}
