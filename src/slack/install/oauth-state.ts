import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { InstallURLOptions, StateStore } from '@slack/bolt'

/** How long someone may take between the install page and Slack's answer. */
export const STATE_SECONDS = 600

/** The state that came back is not one of ours, too old, or was used before. */
class StateRefused extends Error {
  override readonly name = 'StateRefused'
  /** What Bolt's installer calls the same thing. */
  readonly code = 'slack_oauth_invalid_state'
}

/**
 * Takes the secret that signs states, and what tells a first use; gives states that hold for ten minutes and once.
 * Bolt's own store signs too, but lets a state be used again; the cookie that ties it to a browser is Bolt's.
 */
export function oauthState(
  secret: string,
  useOnce: (state: string, forMs: number) => Promise<boolean>,
  options: InstallURLOptions,
): StateStore {
  const sign = (text: string) => createHmac('sha256', secret).update(`state ${text}`).digest()
  return {
    generateStateParam: (_options, now) => {
      const text = `${Math.floor(now.getTime() / 1_000)}.${randomBytes(24).toString('base64url')}`
      return Promise.resolve(`${text}.${sign(text).toString('base64url')}`)
    },
    verifyStateParam: async (now, state) => {
      const [at = '', random = '', signature = ''] = state.split('.')
      const given = Buffer.from(signature, 'base64url')
      const wanted = sign(`${at}.${random}`)
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
        throw new StateRefused('the state was not signed by us')
      const age = now.getTime() / 1_000 - Number(at)
      if (age > STATE_SECONDS) throw new StateRefused('the state is too old')
      // Of what was signed alone: another writing of the signature is no other state.
      if (!(await useOnce(`oauth ${at}.${random}`, STATE_SECONDS * 2_000)))
        throw new StateRefused('the state was used before')
      return options
    },
  }
}
