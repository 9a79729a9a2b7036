import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

/** Takes a refresh token, which Slack accepts once; gives the next pair, and when it runs out, in seconds since 1970. */
export type Renewal = (refreshToken: string) => Promise<{
  readonly token: string
  readonly refreshToken: string
  readonly expiresAt: number
}>

const answer = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
})

/** Takes a client without a token, and who we are; gives how tokens are renewed. */
export function oauthRenewal(client: WebClient, clientId: string, clientSecret: string): Renewal {
  return async (refreshToken) => {
    const asked = Date.now()
    const given = await client.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    })
    const { access_token, refresh_token, expires_in } = answer.parse(given)
    return {
      token: access_token,
      refreshToken: refresh_token,
      expiresAt: Math.floor(asked / 1_000) + expires_in,
    }
  }
}
