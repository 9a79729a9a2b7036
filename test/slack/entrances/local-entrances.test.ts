import type { Browser } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { openSlack, type SlackOptions } from '../../../src/slack/open-slack.ts'
import { list, object } from '../../doubles/fixtures.ts'
import { localSlack } from '../../doubles/local-slack.ts'
import { SIGNING_SECRET } from '../../doubles/signed.ts'
import { realApp, smallLibrary } from '../../doubles/small-app.ts'
import { writtenLog } from '../../doubles/written-log.ts'
import { hasChromium, openBrowser } from '../../sandbox/browser.ts'

const launcher = process.env.LOCAL_SLACK ?? ''
const skipped = launcher === '' || !hasChromium
const title = skipped
  ? 'entrances on a local Slack (skipped: LOCAL_SLACK names no launcher, or there is no chromium)'
  : 'entrances on a local Slack'
const PASTE =
  'Error: configuring Terraform AWS Provider: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 00000000-1111-4222-8333-444455556666, api error InvalidClientTokenId: The security token included in the request is invalid.'

describe.skipIf(skipped)(title, () => {
  const cleanUp: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step()
  })

  const cases: { name: string; port: number; events: number | undefined }[] = [
    { name: 'Socket Mode', port: 3_975, events: undefined },
    { name: 'signed HTTP', port: 3_976, events: 3_977 },
  ]
  test.each(cases)(
    'by $name: command, form, home, settings, a log',
    async ({ port, events }) => {
      const local = localSlack(
        launcher,
        port,
        events === undefined
          ? {}
          : {
              LOCAL_SLACK_MODE: 'events',
              SLACK_REQUEST_URL: `http://127.0.0.1:${events}/slack/events`,
              SLACK_SIGNING_SECRET: SIGNING_SECRET,
            },
      )
      await local.up()
      cleanUp.push(() => local.down())
      const transport: SlackOptions['transport'] =
        events === undefined
          ? { kind: 'socket', appToken: 'xapp-local' }
          : {
              kind: 'http',
              signingSecret: SIGNING_SECRET,
              host: '127.0.0.1',
              port: events,
              routes: [],
            }
      const log = writtenLog()
      const slack = await openSlack({
        app: realApp({ admins: ['U01ALICE'] }),
        library: smallLibrary,
        log,
        botToken: 'xoxb-local',
        slackApiUrl: local.api,
        transport,
      })
      cleanUp.push(() => slack.close())
      const browser: Browser = await openBrowser()
      cleanUp.push(() => browser.close())
      const base = `http://127.0.0.1:${port}`
      const page = await browser.newPage()
      await page.goto(`${base}/`)
      await page.getByText('ui live').waitFor()
      const control = async (path: string, body: object) =>
        void (await fetch(`${base}/_control/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }))
      const asked = { channel: 'C01INFRA', user: 'U01ALICE', command: '/tfauth' }
      const messages = async () =>
        list(object(await (await fetch(`${base}/_control/messages/C01INFRA`)).json()).messages).map(
          object,
        )

      // With the error: an answer of its own, and a thread after the second click.
      await control('command', { ...asked, text: PASTE })
      const share = page.locator('.msg button', { hasText: 'Share in this channel' })
      await share.waitFor()
      expect((await messages()).every(({ thread_ts }) => thread_ts === undefined)).toBe(true)
      await share.click()
      await page.getByText('has an AWS sign-in error').first().waitFor()
      await page.locator('.thread-summary').first().waitFor()
      const posted = await messages()
      expect(posted.filter(({ thread_ts }) => thread_ts !== undefined)).toHaveLength(1)
      expect(JSON.stringify(posted.filter(({ user }) => user === 'U0TFAUTH'))).not.toContain(
        '00000000-1111',
      )

      // Alone: a form, an error under its field, then the answer in it.
      await control('command', { ...asked, text: '' })
      const modal = page.locator('.modal')
      await modal.getByText('What Terraform printed').waitFor()
      await modal.locator('.modal-foot .primary').click()
      await modal.getByText('Please paste what Terraform printed').waitFor()
      await modal.locator('.modal-body input, .modal-body textarea').first().fill(PASTE)
      await modal.locator('.modal-foot .primary').click()
      await modal.getByText('Only you see this').waitFor()
      await modal.getByText('InvalidClientTokenId').first().waitFor()
      await modal.locator('.modal-x').click()

      // Settings: opened at once, filled in, saved.
      await control('command', { ...asked, text: 'settings' })
      await modal.getByText('How I behave in').waitFor()
      await modal.locator('.modal-foot .primary').click()
      await modal.waitFor({ state: 'detached' })

      // Home: the cases, and what only an admin has.
      await page.locator('.sidebar-item', { hasText: 'tfauth' }).click()
      await page.getByText('1 open case in this workspace').waitFor()
      await page.getByText('Forget what was learnt').waitFor()

      // A log as a file, downloaded with the token.
      const form = new FormData()
      form.set('channel', 'G03SECRET')
      form.set('user', 'U01ALICE')
      form.set('text', 'the whole log')
      form.set(
        'file',
        new File([`${'plan\n'.repeat(2_000)}${PASTE}\n`], 'plan.txt', { type: 'text/plain' }),
      )
      await fetch(`${base}/_control/upload`, { method: 'POST', body: form })
      await page.locator('.sidebar-item', { hasText: 'infra-private' }).click()
      await page.locator('.thread-summary').first().waitFor()
      expect(log.lines.filter((line) => /"level":(?:40|50)|warn|error/.test(line))).toEqual([])
    },
    120_000,
  )
})
