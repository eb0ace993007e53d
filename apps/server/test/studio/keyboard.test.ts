import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { noBrowser, useBrowser } from './browser.js'
import { keyboardOf } from './keyboard.js'

describe.skipIf(noBrowser !== null)('lists and items without a mouse', { timeout: 120_000 }, () => {
  const { signedIn } = useBrowser()

  it('are sorted, widened and opened by keys, saved by Ctrl-S, and ? tells them all', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    const keys = keyboardOf(page)
    await page.goto(`${server.address}/admin/content/tags`)
    await page.getByRole('row').nth(1).waitFor()
    await page.getByRole('region', { name: 'Tags', exact: true }).focus()
    const width = page.getByRole('slider', { name: 'Width of Name', exact: true })
    const head = page.getByRole('columnheader').filter({ has: width })
    await keys.press(head.getByRole('button'))
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
    const pixels = async () => Number(await width.getAttribute('aria-valuenow'))
    const before = await pixels()
    await keys.tabTo(width)
    await page.keyboard.press('ArrowRight')
    await expect.poll(pixels).toBeGreaterThan(before)
    await page.keyboard.press('ArrowLeft')
    await expect.poll(pixels).toBe(before)

    await page.locator('table[aria-busy=false]').waitFor()
    await keys.press(page.getByRole('row').nth(1).getByRole('link'))
    await page.waitForURL(/content\/tags\/\d+$/)
    await keys.write(page.getByRole('textbox', { name: 'Name', exact: true }), 'by keys?')
    // A question mark that is written asks nothing.
    expect(await page.getByRole('dialog').count()).toBe(0)
    const answer = page.waitForResponse((response) => response.request().method() === 'PATCH')
    await page.keyboard.press('Control+s')
    expect((await answer).status()).toBe(200)

    await keys.press(page.getByRole('link', { name: 'Tags', exact: true }).first())
    await page.getByRole('cell', { name: 'by keys?', exact: true }).waitFor()
    await page.keyboard.press('Shift+?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts', exact: true }).waitFor()
    expect(problems).toEqual([])
  })

  it('are scrolled by arrows', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sales`)
    await page.getByRole('row').nth(1).waitFor()
    const rows = page.getByRole('region', { name: 'Sales', exact: true })
    await rows.focus()
    const top = () => rows.evaluate((scroller) => scroller.scrollTop)
    await page.keyboard.press('ArrowDown')
    await expect.poll(top).toBeGreaterThan(0)
    await page.keyboard.press('End')
    await page.locator('tr[aria-rowindex="51"]').waitFor()
    await page.keyboard.press('Home')
    await expect.poll(top).toBe(0)
    expect(problems).toEqual([])
  })
})
