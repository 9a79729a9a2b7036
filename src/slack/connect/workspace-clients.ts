import type { Context } from '@slack/bolt'
import { WebAPIPlatformError, WebClient } from '@slack/web-api'
import type { BotIdentity } from '../protocol/identity.ts'

/** The app in one workspace: who it is there, and the client that speaks there. */
export type WorkspaceMember = BotIdentity & {
  readonly botToken: string
  readonly client: WebClient
}

/** Takes what Bolt knows of a delivery; gives the app in the workspace it came through, which is where it is answered. */
export function memberOf({ member }: Context): WorkspaceMember {
  if (!isMember(member)) throw new NotKnown('a delivery came without its workspace')
  return member
}

function isMember(given: unknown): given is WorkspaceMember {
  return (
    typeof given === 'object' &&
    given !== null &&
    'client' in given &&
    given.client instanceof WebClient &&
    'team' in given
  )
}

/** What to do about a call that was refused because of its token. */
export type ClientRefusal = 'again' | 'owed' | 'gone'

/** Where the app is installed. */
export type WorkspaceClients = {
  /**
   * The app in a workspace; `undefined` when it is not installed there, or not any more. Throws when that cannot be
   * said now. With the organisation's id, an installation for the whole organisation counts.
   */
  member(team: string, organisation?: string): Promise<WorkspaceMember | undefined>
  /** Slack refused a member's token with this code: whether the call is worth repeating, later, or never. */
  refused(team: string, token: string, code: string): Promise<ClientRefusal>
  /** An installation has ended, as Slack says; one made after `before` stays. */
  leave(id: string, before?: Date): Promise<void>
  /** An organisation took the app out of these workspaces, as Slack says. */
  left(workspaces: readonly string[], organisation: string): Promise<void>
}

/** It is not known yet whether we are installed, or who we are there; the same delivery may be taken later. */
export class NotKnown extends Error {
  override readonly name = 'NotKnown'
}

/** Codes that mean the token and not the call. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const TOKEN_REFUSALS: readonly string[] = [
  'token_revoked',
  'account_inactive',
  'token_expired',
  'invalid_auth',
  'not_authed',
]

/** Takes what a call threw; gives Slack's code when it refused the token. */
export function tokenRefusal(error: unknown): string | undefined {
  const code = error instanceof WebAPIPlatformError ? error.data.error : ''
  return TOKEN_REFUSALS.includes(code) ? code : undefined
}

/** The one workspace whose token stands in the environment; whoever runs us must look at a refused one. */
export function oneWorkspaceClients(
  identity: () => BotIdentity | undefined,
  botToken: string,
  client: WebClient,
): WorkspaceClients {
  return {
    member: async () => {
      const self = identity()
      if (self === undefined) throw new NotKnown('Slack has not said yet who we are')
      return { ...self, botToken, client }
    },
    refused: () => Promise.resolve('owed'),
    leave: () => Promise.resolve(),
    left: () => Promise.resolve(),
  }
}
