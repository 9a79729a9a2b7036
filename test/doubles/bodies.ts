import { fixture, object } from './fixtures.ts'

/** Bodies as Slack sends them, their ids made up; `url` is where answers to a `response_url` go. */
export function commandBody(text: string, url: string, more: Record<string, unknown> = {}) {
  return {
    token: 'verification-token-not-used',
    team_id: 'T0TFTEST',
    team_domain: 'tfauth-test',
    channel_id: 'C01INFRA',
    channel_name: 'infra-help',
    user_id: 'U01ALICE',
    user_name: 'alice',
    command: '/tfauth',
    text,
    api_app_id: 'A0TFAUTH',
    is_enterprise_install: 'false',
    response_url: `${url}respond`,
    trigger_id: `1.2.command-${text.length}`,
    ...more,
  }
}

/** "Explain AWS auth error", used on a message. */
export function shortcutBody(
  message: Record<string, unknown>,
  url: string,
  more: Record<string, unknown> = {},
) {
  return {
    type: 'message_action',
    token: 'verification-token-not-used',
    action_ts: '1795322070.000001',
    team: { id: 'T0TFTEST', domain: 'tfauth-test' },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: 'U02BOB', username: 'bob', team_id: 'T0TFTEST', name: 'bob' },
    channel: { id: 'C01INFRA', name: 'infra-help' },
    callback_id: 'explain_message',
    trigger_id: '1.2.shortcut',
    message_ts: '1795322008.000100',
    response_url: `${url}respond`,
    message: { type: 'message', user: 'U01ALICE', ts: '1795322008.000100', ...message },
    ...more,
  }
}

/** A form that was filled in. */
export function submissionBody(
  callback_id: string,
  values: Record<string, unknown>,
  more: { readonly meta?: object; readonly id?: string; readonly user?: object } = {},
) {
  return {
    type: 'view_submission',
    team: { id: 'T0TFTEST', domain: 'tfauth-test' },
    user: { id: 'U01ALICE', name: 'alice', team_id: 'T0TFTEST', ...more.user },
    api_app_id: 'A0TFAUTH',
    token: 'verification-token-not-used',
    trigger_id: '1.2.submission',
    is_enterprise_install: false,
    enterprise: null,
    response_urls: [],
    view: {
      id: more.id ?? 'V01',
      team_id: 'T0TFTEST',
      type: 'modal',
      callback_id,
      hash: '1795322080.made-up',
      private_metadata: JSON.stringify(more.meta ?? {}),
      state: {
        values: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, { [name]: value }]),
        ),
      },
    },
  }
}

/** Somebody opens the Home tab. */
export function homeBody(user: string) {
  const body = object(object(fixture('ignored')).app_home_opened)
  const event = {
    ...object(body.event),
    type: 'app_home_opened',
    user,
    tab: 'home',
    channel: 'D01',
  }
  return { ...body, event }
}

/** A press on the home page or in a modal. */
export function viewPressBody(
  action: Record<string, unknown>,
  view: Record<string, unknown>,
  user: Record<string, unknown> = { id: 'U01ALICE', team_id: 'T0TFTEST' },
) {
  return {
    type: 'block_actions',
    user,
    api_app_id: 'A0TFAUTH',
    token: 'verification-token-not-used',
    container: { type: 'view', view_id: view.id },
    trigger_id: `1.2.${String(action.action_id)}`,
    team: { id: 'T0TFTEST', domain: 'tfauth-test' },
    enterprise: null,
    is_enterprise_install: false,
    view,
    actions: [{ block_id: 'b', action_ts: '1795322090.000001', ...action }],
  }
}
