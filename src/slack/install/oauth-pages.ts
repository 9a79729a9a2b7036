import type { ServerResponse } from 'node:http'

/** What a page says, in sentences of ours: nothing of a request is ever repeated. */
export type OAuthPage = { readonly title: string; readonly says: string; readonly link?: PageLink }
type PageLink = { readonly href: string; readonly words: string }

export const INSTALL_PATH = '/slack/install'
const AGAIN: PageLink = { href: INSTALL_PATH, words: 'Start again' }

/** Takes the address Slack is asked at; gives the page from which the app is installed. */
export function installPage(url: string): string {
  return draw({
    title: 'Add tfauth to Slack',
    says: 'tfauth explains why Terraform cannot sign in to AWS. Slack will show which permissions it asks for; reading channels is optional.',
    link: { href: url, words: 'Add to Slack' },
  })
}

export const INSTALLED: OAuthPage = {
  title: 'tfauth is installed',
  says: 'Invite it to a channel with /invite @tfauth, mention it with an error, or send it a direct message. You can close this page.',
  link: { href: 'slack://open', words: 'Open Slack' },
}

/** What went wrong and what to do, by the installer's own codes. */
const FAILURES: Readonly<Record<string, OAuthPage>> = {
  slack_oauth_installer_authorization_error: {
    title: 'Nothing was installed',
    says: 'You, or an admin of the workspace, declined the installation. If that was a slip, start again.',
    link: AGAIN,
  },
  slack_oauth_invalid_state: {
    title: 'This link cannot be used',
    says: 'An installation must be started and ended in the same browser, within ten minutes, and once. Nothing was installed. If you were sent this link, do not trust it; otherwise start again, with cookies allowed.',
    link: AGAIN,
  },
  slack_oauth_missing_state: {
    title: 'This link cannot be used',
    says: 'It was not started on our page. Nothing was installed.',
    link: AGAIN,
  },
  slack_oauth_missing_code: {
    title: 'This link cannot be used',
    says: 'Slack sends people here at the end of an installation; this request brings nothing from Slack.',
    link: AGAIN,
  },
}

const REFUSED: OAuthPage = {
  title: 'Slack did not complete the installation',
  says: 'Nothing was installed. Start again; if it happens twice, tell whoever runs this app that Slack refused its client id, its client secret or its redirect address.',
  link: AGAIN,
}

const BROKEN: OAuthPage = {
  title: 'The installation could not be kept',
  says: 'Something on our side does not work right now. Start again in a few minutes; installing twice does no harm.',
  link: AGAIN,
}

/** Takes the code of what went wrong; gives the page and its status. */
export function failurePage(code: string | undefined): {
  readonly page: OAuthPage
  readonly status: number
} {
  const known = FAILURES[code ?? '']
  if (known) return { page: known, status: 400 }
  return code?.startsWith('slack_webapi_')
    ? { page: REFUSED, status: 502 }
    : { page: BROKEN, status: 500 }
}

/** Sends a page. It may load nothing, and no other page may frame it. */
export function sendPage(response: ServerResponse, status: number, page: OAuthPage): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    .end(draw(page))
}

function draw({ title, says, link }: OAuthPage): string {
  const more = link ? `<p><a href="${escaped(link.href)}">${escaped(link.words)}</a></p>` : ''
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><main><h1>${escaped(title)}</h1><p>${escaped(says)}</p>${more}</main></html>\n`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
