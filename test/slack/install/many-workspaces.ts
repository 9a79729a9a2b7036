import type { Installations } from '../../../src/app/ports/installation-store.ts'
import { INSTALL_PATH } from '../../../src/slack/install/oauth-pages.ts'
import { REDIRECT_PATH } from '../../../src/slack/install/oauth-routes.ts'
import { openSlack, type Slack } from '../../../src/slack/open-slack.ts'
import { messageBody } from '../../doubles/fixtures.ts'
import { SIGNING_SECRET, send } from '../../doubles/signed.ts'
import { type SlackApi, slackApi } from '../../doubles/slack-api.ts'
import { type SmallApp, smallApp, smallLibrary } from '../../doubles/small-app.ts'
import { writtenLog } from '../../doubles/written-log.ts'

let count = 0
/** An id that no other test uses. */
export const fresh = (kind: string): string => {
  count += 1
  return `${kind}0TEST${count}`
}

type Grant = {
  readonly team?: string
  readonly organisation?: string
  readonly token: string
  readonly refresh?: string
  readonly seconds?: number
}

/** What Slack answers when a code is exchanged. */
function granted({ team, organisation, token, refresh, seconds }: Grant): object {
  return {
    ok: true,
    access_token: token,
    token_type: 'bot',
    scope: 'chat:write,commands',
    bot_user_id: 'U0TFAUTH',
    app_id: 'A0TFAUTH',
    team: team === undefined ? null : { id: team, name: 'A team' },
    enterprise: organisation === undefined ? null : { id: organisation, name: 'An organisation' },
    is_enterprise_install: team === undefined,
    authed_user: { id: 'U01ALICE' },
    ...(refresh === undefined ? {} : { refresh_token: refresh, expires_in: seconds }),
  }
}

export type Many = {
  readonly api: SlackApi
  readonly app: SmallApp
  readonly log: ReturnType<typeof writtenLog>
  readonly slack: Slack
  /** Opens the install page; gives where its link leads, the state in it and the cookie. */
  begin(): Promise<{ readonly url: URL; readonly state: string; readonly cookie: string }>
  /** Comes back from Slack. */
  comeBack(query: Record<string, string>, cookie?: string): Promise<Response>
  /** A whole installation. */
  install(grant: Grant): Promise<Response>
  /** Somebody pastes an error. */
  paste(team: string, changes?: Record<string, unknown>): Promise<Response>
  deliver(body: object): Promise<Response>
  close(): Promise<void>
}

/** The Slack surface installed into many workspaces, over real signed HTTP; several may share a local Slack. */
export async function manyWorkspaces(
  installations: Installations,
  shared?: SlackApi,
): Promise<Many> {
  const api = shared ?? (await slackApi())
  const app = smallApp()
  const log = writtenLog()
  const slack = await openSlack({
    app,
    library: smallLibrary,
    log,
    slackApiUrl: api.url,
    oauth: {
      clientId: '123.456',
      clientSecret: 'client-secret',
      stateSecret: 'a secret for states',
      installations,
    },
    transport: {
      kind: 'http',
      signingSecret: SIGNING_SECRET,
      host: '127.0.0.1',
      port: 0,
      routes: [],
    },
  })
  const base = `http://127.0.0.1:${slack.port}`
  const begin: Many['begin'] = async () => {
    const response = await fetch(`${base}${INSTALL_PATH}`)
    const href = /href="([^"]+)"/.exec(await response.text())?.[1] ?? ''
    const url = new URL(href.replaceAll('&amp;', '&'))
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';')
    return { url, state: url.searchParams.get('state') ?? '', cookie }
  }
  const comeBack: Many['comeBack'] = (query, cookie) =>
    fetch(`${base}${REDIRECT_PATH}?${new URLSearchParams(query)}`, {
      ...(cookie === undefined ? {} : { headers: { cookie } }),
    })
  const deliver: Many['deliver'] = (body) => send(slack.port ?? 0, JSON.stringify(body))
  return {
    api,
    app,
    log,
    slack,
    begin,
    comeBack,
    deliver,
    async install(grant) {
      api.on('oauth.v2.access', () => ({ body: granted(grant) }))
      const { state, cookie } = await begin()
      return comeBack({ code: 'a-code', state }, cookie)
    },
    async paste(team, changes = {}) {
      count += 1
      const ts = `1795330000.${String(count).padStart(6, '0')}`
      const body = messageBody('ExpiredToken', ts, {
        channel: `C${team}`,
        // Of a person of its own: what one person says in a row is stitched.
        user: `U0ASKER${count}`,
      })
      const authorizations = [{ team_id: team, enterprise_id: null, is_enterprise_install: false }]
      return deliver({ ...body, team_id: team, authorizations, ...changes })
    },
    async close() {
      await slack.close()
      if (shared === undefined) await api.close()
    },
  }
}
