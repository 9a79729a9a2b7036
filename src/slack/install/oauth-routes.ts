import type { HTTPReceiverOptions, Installation } from '@slack/bolt'
import type { Installations } from '../../app/ports/installation-store.ts'
import type { Log } from '../protocol/log.ts'
import { storedInstallation } from './installation-events.ts'
import { failurePage, INSTALL_PATH, INSTALLED, installPage, sendPage } from './oauth-pages.ts'
import { oauthState, STATE_SECONDS } from './oauth-state.ts'

export type OauthOptions = {
  readonly clientId: string
  readonly clientSecret: string
  readonly stateSecret: string
  readonly installations: Installations
  readonly clientOptions: object
  readonly slackApiUrl: string | undefined
  readonly log: Log
}

export const REDIRECT_PATH = '/slack/oauth_redirect'

/** What the install page asks for; the manifest gives the reason for each, and says which may be declined. */
export const SCOPES: readonly string[] = [
  'app_mentions:read',
  'commands',
  'chat:write',
  'im:history',
  'files:read',
  'channels:history',
  'groups:history',
  'users:read',
  'usergroups:read',
  'channels:read',
  'groups:read',
]

/** What may be declined while the app is installed: what needs it stays away, and everything else works. */
export const OPTIONAL_SCOPES: readonly string[] = [
  'files:read',
  'channels:history',
  'groups:history',
  'users:read',
  'usergroups:read',
  'channels:read',
  'groups:read',
]

/** Slack gave no bot, or no place that it is for. */
class NothingInstalled extends Error {
  override readonly name = 'NothingInstalled'
  readonly code = 'slack_webapi_no_bot'
}

/**
 * Takes who we are at Slack and where installations are kept; gives what the HTTP receiver needs to install the app.
 * Bolt's installer does the talking; the states, the record and the pages are ours.
 */
export function oauthRoutes(options: OauthOptions): Partial<HTTPReceiverOptions> {
  const { clientId, clientSecret, stateSecret, installations, slackApiUrl, log } = options
  return {
    clientId,
    clientSecret,
    scopes: [...SCOPES],
    installationStore: {
      storeInstallation: async (installation) => {
        const kept = storedInstallation(installation as Installation)
        if (kept === undefined) throw new NothingInstalled('Slack installed no bot')
        await installations.keep(kept.id, JSON.stringify(kept))
        log.info(
          { installation: kept.id, organisation: kept.organisation },
          'the app was installed',
        )
      },
      // Bolt would refresh tokens in here without a lock; whoever speaks asks `Workspaces` instead.
      fetchInstallation: () => Promise.reject(new Error('installations are not read through Bolt')),
    },
    installerOptions: {
      installPath: INSTALL_PATH,
      redirectUriPath: REDIRECT_PATH,
      clientOptions: options.clientOptions,
      stateStore: oauthState(stateSecret, installations.useOnce, { scopes: [...SCOPES] }),
      stateCookieExpirationSeconds: STATE_SECONDS,
      stateCookieName: 'tfauth-install',
      ...(slackApiUrl === undefined
        ? {}
        : { authorizationUrl: new URL('../oauth/v2/authorize', slackApiUrl).href }),
      renderHtmlForInstallPath: installPage,
      installPathOptions: {
        beforeRedirection: (_request, response) => {
          response.setHeader(
            'content-security-policy',
            "default-src 'none'; frame-ancestors 'none'",
          )
          response.setHeader('cache-control', 'no-store')
          return Promise.resolve(true)
        },
      },
      callbackOptions: {
        success: (_installation, _options, _request, response) =>
          sendPage(response, 200, INSTALLED),
        failure: (error, _options, _request, response) => {
          log.warn({ error: error.code }, 'an installation did not succeed')
          const { page, status } = failurePage(error.code)
          sendPage(response, status, page)
        },
      },
    },
  }
}
