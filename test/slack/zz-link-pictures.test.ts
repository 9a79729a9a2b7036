import { test, vi } from 'vitest'
import { openSlack } from '../../src/slack/slack-app.ts'
import { openBrowser } from '../sandbox/browser.ts'
import { withBotCredentials } from '../aws/look.ts'
import { ACCOUNT } from '../aws/stub-aws.ts'
import { linkedAccounts, KEY } from './linked-slack.ts'
import { localSlack } from './local-slack.ts'
import { realApp, smallLibrary } from './small-app.ts'
import { writtenLog } from './written-log.ts'

withBotCredentials()
test('pictures', { timeout: 120_000 }, async () => {
  const local = localSlack('/work/shared/tools/local-slack.sh', 3_976)
  await local.up()
  const log = writtenLog()
  const accounts = await linkedAccounts({ admins: ['U01ALICE'], log, url: process.env.NOURL ? undefined : 'https://templates.example.com/tfauth-readonly.cloudformation.yml' })
  const slack = await openSlack({
    app: realApp(), library: smallLibrary, linking: { linking: accounts.linking, voice: accounts.voice },
    log, botToken: 'xoxb-local', slackApiUrl: local.api, transport: { kind: 'socket', appToken: 'xapp-local' },
  })
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: 1_360, height: 1_000 } })
  const base = 'http://127.0.0.1:3976'
  try {
    await page.goto(`${base}/`)
    await page.getByText('ui live').waitFor()
    const shot = async (name: string) => { await page.waitForTimeout(700); await page.screenshot({ path: `/tmp/link-pictures/${name}.png` }) }
    const command = async (text: string) => void (await fetch(`${base}/_control/command`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ channel: 'C01INFRA', user: 'U01ALICE', command: '/tfauth', text }) }))
    await command('link')
    const modal = page.locator('.modal')
    await modal.locator('input, textarea').first().waitFor({ timeout: 10_000 })
    await modal.locator('input, textarea').first().fill('1111-2222')
    await modal.locator('.modal-foot .primary').click()
    await modal.getByText('has twelve digits').waitFor()
    await shot('link-form')
    await modal.locator('input, textarea').first().fill(ACCOUNT)
    await modal.locator('.modal-foot .primary').click()
    await modal.getByText('written to you directly').first().waitFor()
    await shot('link-begun')
    await modal.locator('.modal-x').click()
    await page.locator('.sidebar-item', { hasText: 'tfauth' }).last().click()
    await page.waitForTimeout(800)
    await shot('dm')
    const messages = page.getByText('Messages', { exact: true })
    if (await messages.count() > 0) await messages.first().click()
    await shot('setup')
    await page.locator('.msg button', { hasText: 'Verify' }).last().click()
    await page.getByText('is linked').first().waitFor({ timeout: 20_000 })
    await shot('verified')
    await page.locator('.sidebar-item', { hasText: 'infra' }).first().click()
    await command(`check key ${KEY}`)
    await page.getByText('What AWS knows of this key').first().waitFor()
    await shot('checked')
    await command('links')
    await page.getByText('Linked AWS accounts').first().waitFor()
    await shot('links')
    await command('check')
    await page.waitForTimeout(700)
    await command('check oidc deploy repo:acme/infra:ref:refs/heads/main')
    await page.waitForTimeout(1500)
    await shot('check-form')
  } catch (error) { await page.screenshot({ path: '/tmp/link-pictures/failed.png' }); throw error } finally {
    console.log(log.lines.join('\n'))
    await browser.close(); await slack.close(); await accounts.close(); await local.down()
  }
})
vi.setConfig({})
