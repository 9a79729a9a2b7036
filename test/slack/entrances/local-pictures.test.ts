import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Browser } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { makeApp } from '../../../src/app/app.ts'
import { makeLibrary } from '../../../src/app/lookup/library.ts'
import type { Cases } from '../../../src/app/ports/case-store.ts'
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts'
import { makeSearch } from '../../../src/knowledge/search/search.ts'
import { openSlack } from '../../../src/slack/open-slack.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { localSlack } from '../../doubles/local-slack.ts'
import { memoryDeps } from '../../doubles/memory-app.ts'
import { writtenLog } from '../../doubles/written-log.ts'
import { hasChromium, openBrowser } from '../../sandbox/browser.ts'
import { anArrival } from '../../store/cases/an-arrival.ts'

const launcher = process.env.LOCAL_SLACK ?? ''
const folder = process.env.PICTURES ?? ''
const skipped = launcher === '' || folder === '' || !hasChromium
const title = skipped
  ? 'pictures (skipped: LOCAL_SLACK names no launcher, PICTURES no folder, or there is no chromium)'
  : 'pictures'
const PASTE =
  'Error: configuring Terraform AWS Provider: validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, https response error StatusCode: 403, RequestID: 00000000-1111-4222-8333-444455556666, api error InvalidClientTokenId: The security token included in the request is invalid.'

/** Cases that ended well, so that there is something to see of this month. */
async function solve(cases: Cases): Promise<void> {
  const causes = [
    'expired-credentials',
    'expired-credentials',
    'missing-session-token',
    'clock-skew',
  ]
  for (const [at, cause] of causes.entries()) {
    const thread = `T01TEST/C01INFRA/1.${at}`
    const arrival = anArrival({ place: { surface: 'slack', thread }, asker: `U${at}` })
    const found = await cases.accept(arrival)
    const outcome = {
      workspace: 'T01TEST',
      symptom: 'dead-key',
      remedy: 'any',
      confirmed: cause,
      credit: { [cause]: 1 },
      asker: `U${at}`,
    }
    await cases.append(found?.id ?? '', 1, { kind: 'stopped' }, undefined, outcome)
    await cases.answered(arrival.delivery)
  }
}

describe.skipIf(skipped)(title, () => {
  const cleanUp: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step()
  })

  test('of a command, a form, and the Home tab of an admin and of a member', {
    timeout: 60_000,
  }, async () => {
    const local = localSlack(launcher, 3_978)
    await local.up()
    cleanUp.push(() => local.down())
    const knowledge = loadKnowledge(join(import.meta.dirname, '../../../knowledge'))
    const log = writtenLog()
    const dataDir = await mkdtemp(join(tmpdir(), 'tfauth-pictures-'))
    const { close, cases, ...store } = await openStore({ dataDir })
    cleanUp.push(
      () => rm(dataDir, { recursive: true, force: true }),
      () => close(),
    )
    await solve(cases)
    const slack = await openSlack({
      app: makeApp(memoryDeps(knowledge, { ...store, cases, admins: ['U01ALICE'] })),
      library: makeLibrary(knowledge, makeSearch(knowledge)),
      log,
      botToken: 'xoxb-local',
      slackApiUrl: local.api,
      transport: { kind: 'socket', appToken: 'xapp-local' },
    })
    cleanUp.push(() => slack.close())
    const browser: Browser = await openBrowser()
    cleanUp.push(() => browser.close())
    const base = 'http://127.0.0.1:3978'
    const page = await browser.newPage({ viewport: { width: 1_360, height: 1_000 } })
    await page.goto(`${base}/`)
    await page.getByText('ui live').waitFor()
    const shot = async (name: string) => {
      await page.waitForTimeout(500)
      await page.screenshot({ path: join(folder, `${name}.png`) })
    }
    const command = async (text: string) =>
      void (await fetch(`${base}/_control/command`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ channel: 'C01INFRA', user: 'U01ALICE', command: '/tfauth', text }),
      }))

    await local.speak({ channel: 'C01INFRA', user: 'U02BOB', text: PASTE })
    await page.locator('.thread-summary').first().waitFor()
    await command(PASTE)
    await page.locator('.msg button', { hasText: 'Share in this channel' }).waitFor()
    await shot('slack-command')

    await command('')
    const modal = page.locator('.modal')
    await modal.getByText('What Terraform printed').waitFor()
    await modal.locator('.modal-foot .primary').click()
    await modal.getByText('Please paste what Terraform printed').waitFor()
    await shot('slack-form')
    await modal.locator('.modal-x').click()

    await page.locator('.sidebar-item', { hasText: 'tfauth' }).click()
    await page.getByText('Forget what was learnt').waitFor()
    await shot('slack-home-admin')
    await page.locator('.topbar select').selectOption('U02BOB')
    await page.locator('.sidebar-item', { hasText: 'random' }).click()
    await page.locator('.sidebar-item', { hasText: 'tfauth' }).click()
    await page.getByText('viewing as bob').waitFor()
    await page.getByText('Forget what was learnt').waitFor({ state: 'detached' })
    await shot('slack-home-member')
    expect(log.lines.filter((line) => /warn|error/.test(line))).toEqual([])
  })
})
