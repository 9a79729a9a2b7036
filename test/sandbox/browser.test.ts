import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/serve-sandbox.ts'
import { expectQuiet, hasChromium, openBrowser, sidewaysScroll, visit } from './browser.ts'
import { DEAD_KEY, type OpenApp, openApp, serve } from './sandbox.ts'

// Where the tests decide what is merged, a missing browser is a failure and not an excuse.
const skipped = !hasChromium && !process.env.CI
const title = skipped
  ? 'the page in a browser (skipped: no chromium; set CHROMIUM to its path)'
  : 'the page in a browser'

describe.skipIf(skipped)(title, () => {
  let browser: Browser
  let open: OpenApp
  let served: Sandbox
  beforeAll(async () => {
    ;[browser, open] = await Promise.all([openBrowser(), openApp()])
    served = await serve(open)
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await open?.close()
  })

  test('by keyboard alone: skip link, paste, verdict, step, and the case survives a reload', async () => {
    const watched = await visit(browser, served.url)
    const { page } = watched
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Skip to the paste box',
    )
    await page.keyboard.press('Enter')
    await page.keyboard.insertText(DEAD_KEY)
    await page.keyboard.press('Control+Enter')

    const verdict = page.locator('[data-name=verdict]')
    await verdict.waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.className))
      .toContain('verdict')
    expect(await verdict.getByRole('heading', { level: 2 }).textContent()).toBeTruthy()
    expect(await page.getByRole('status').textContent()).toMatch(/Next: /)
    expect(await page.locator('.you').textContent()).toBe('You pasted 1 line · not kept')
    expect(await page.locator('body').textContent()).not.toContain('https response error')

    const ask = page.getByRole('button', { name: 'Ask me instead' })
    for (
      let tabs = 0;
      tabs < 20 && !(await ask.evaluate((b) => b === document.activeElement));
      tabs += 1
    ) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await expect.poll(() => ask.count()).toBe(0)
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.className))
      .toContain('verdict')

    const shown = await page.locator('.card').allInnerTexts()
    await page.reload()
    await verdict.waitFor()
    expect(await page.locator('.card').allInnerTexts()).toEqual(shown)
    expectQuiet(watched, served.url)
    await page.context().close()
  })

  test('a step is redrawn in place, Back takes it back, and the old window is told that it moved on', async () => {
    const watched = await visit(browser, served.url)
    const { page } = watched
    await page.getByRole('button', { name: 'Invalid token at init' }).click()
    await page.getByRole('button', { name: 'Explain' }).click()
    const heading = page.locator('[data-name=verdict] .lead')
    const first = await heading.textContent()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await page.getByRole('button', { name: 'Ask me instead' }).click()
    await expect.poll(() => heading.textContent()).not.toBe(first)
    expect(await page.locator('[data-name=verdict]').count()).toBe(1)
    await other.getByRole('button', { name: 'Ask me instead' }).click()
    await other.getByText('out of date').first().waitFor()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect.poll(() => heading.textContent()).toBe(first)
    expectQuiet(watched, served.url)
    await page.context().close()
  })

  test('copying puts the whole command of the chosen shell on the clipboard', async () => {
    const watched = await visit(browser, served.url)
    const { page } = watched
    await page.getByLabel('The error, as Terraform').fill(DEAD_KEY)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('tab', { name: 'bash' }).first().focus()
    await page.keyboard.press('ArrowRight')
    const panel = page.getByRole('tabpanel', { name: 'PowerShell' }).first()
    await panel.getByRole('button', { name: 'Copy' }).click()
    await panel.getByRole('button', { name: 'Copied' }).waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(await panel.locator('code').textContent())
    expect(copied).toContain('aws configure list')
    expectQuiet(watched, served.url)
    await page.context().close()
  })

  test('without a connection the page says so, keeps the text, and trying again sends the same delivery', async () => {
    const { page } = await visit(browser, served.url)
    const deliveries: string[] = []
    // The answer is lost on its way back: the case is there already, as after a dropped connection.
    await page.route('**/api/paste', async (route) => {
      deliveries.push(route.request().postDataJSON().delivery)
      if (deliveries.length > 1) return route.continue()
      await route.fetch()
      return route.abort('connectionreset')
    })
    const box = page.getByLabel('The error, as Terraform')
    await box.fill(DEAD_KEY)
    await page.getByRole('button', { name: 'Explain' }).click()
    const alert = page.getByRole('alert')
    await alert.getByText('I cannot reach tfauth').waitFor()
    expect(await box.inputValue()).toBe(DEAD_KEY)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await page.locator('[data-name=verdict]').waitFor()
    expect(deliveries).toHaveLength(2)
    expect(deliveries[1]).toBe(deliveries[0])
    expect(await alert.isVisible()).toBe(false)
    await page.context().close()
  })

  test('an empty box and an unknown thread are answered with a sentence', async () => {
    const { page } = await visit(browser, `${served.url}/#thread=nobody-has-this-thread`)
    await page.getByRole('alert').getByText('no such thread').waitFor()
    expect(new URL(page.url()).hash).toBe('')
    await page.getByRole('button', { name: 'Explain' }).click()
    await page.getByRole('alert').getByText('nothing in the box').waitFor()
    await page.context().close()
  })

  test('a dropped log lands in the box; a binary file is refused', async () => {
    const { page } = await visit(browser, served.url)
    const drop = (bytes: number[]) =>
      page.evaluate((given) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([new Uint8Array(given)], 'plan.log'))
        document
          .getElementById('text')
          ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
      }, bytes)
    await drop([0xff, 0xfe, 0x41])
    await page.getByRole('alert').getByText('“plan.log” is not plain text').waitFor()
    await drop([...Buffer.from(DEAD_KEY)])
    const box = page.getByLabel('The error, as Terraform')
    await expect.poll(() => box.inputValue()).toBe(DEAD_KEY)
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.context().close()
  })

  test('landmarks, names and levels', async () => {
    const { page } = await visit(browser, served.url)
    for (const role of ['banner', 'main', 'contentinfo'] as const) {
      expect(await page.getByRole(role).count()).toBe(1)
    }
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(
      await page.getByRole('textbox', { name: 'The error, as Terraform printed it' }).count(),
    ).toBe(1)
    await page.getByRole('button', { name: 'Expired session in plan' }).click()
    await page.keyboard.press('Control+Enter')
    const verdict = page.getByRole('article')
    await verdict.waitFor()
    expect(await verdict.getAttribute('aria-labelledby')).toBe('verdict-headline')
    for (const control of await page.locator('button:visible, a:visible, textarea:visible').all()) {
      const name = await control.evaluate(
        (element) => element.getAttribute('aria-label') ?? element.textContent ?? '',
      )
      expect(name.trim() || (await control.getAttribute('id'))).toBeTruthy()
    }
    await page.context().close()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${colorScheme}, wide and at 360 px: no sideways scrolling, readable contrast`, async () => {
      const watched = await visit(browser, served.url, { colorScheme, reducedMotion: 'reduce' })
      const { page } = watched
      await page.getByRole('button', { name: 'Invalid token at init' }).click()
      await page.keyboard.press('Control+Enter')
      await page.locator('[data-name=verdict]').waitFor()
      for (const width of [1100, 360]) {
        await page.setViewportSize({ width, height: 800 })
        expect(await sidewaysScroll(page)).toBe(0)
      }
      expect(await page.evaluate(lowContrast)).toEqual([])
      expectQuiet(watched, served.url)
      await page.context().close()
    })
  }
})

/** Runs in the page: the visible words whose colour is less than 4.5 to 1 against what is behind them (WCAG AA). */
function lowContrast(): string[] {
  const numbers = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const behind = (element: Element | null): number[] => {
    if (!element) return [255, 255, 255]
    const [r = 0, g = 0, b = 0, alpha = 1] = numbers(getComputedStyle(element).backgroundColor)
    return alpha > 0.99 ? [r, g, b] : behind(element.parentElement)
  }
  const light = (colour: number[]) => {
    const [r = 0, g = 0, b = 0] = colour.slice(0, 3).map((value) => {
      const share = value / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  return [...document.body.querySelectorAll('*')].flatMap((element) => {
    const words = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    )
    if (!words || !element.checkVisibility()) return []
    const pair = [light(numbers(getComputedStyle(element).color)), light(behind(element))]
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
    return ratio < 4.5 ? [`${element.tagName} ${element.className} ${ratio.toFixed(2)}`] : []
  })
}
