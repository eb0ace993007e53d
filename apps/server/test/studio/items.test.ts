import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, launch, noBrowser, openPage } from './browser.js'

describe.skipIf(noBrowser !== null)('the form of an item', { timeout: 120_000 }, () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launch()
  })

  afterAll(() => browser.close())

  it('shows two people what the other one changed, and lets them choose', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/products/1`)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine')
    await page.getByRole('textbox', { name: 'Stock', exact: true }).fill('41')
    await server.json('/items/products/1', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Theirs', cost: '1.00' }),
    })
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog', { name: 'Somebody else has changed this item' })
    await dialog.waitFor()
    await expectAccessible(page)
    await dialog.getByRole('radio', { name: /^Theirs/ }).check()
    await dialog.getByRole('button', { name: 'Take over and go on', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+s')
    await expect
      .poll(() => server.json('/items/products/1?fields=name,stock,cost'))
      .toEqual({ data: { name: 'Theirs', stock: 41, cost: '1.00' } })
    expect(problems).toEqual([])
  })

  it('says that the item was deleted meanwhile, and keeps what was typed', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tags/1`)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('kept after all')
    await server.request('/items/tags/1', { method: 'DELETE' })
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog', { name: 'This item is not there any more' })
    await dialog.getByRole('button', { name: 'Create it anew', exact: true }).click()
    await page.getByRole('heading', { name: 'kept after all' }).waitFor()
  })

  it('brings back over a reload what was typed, and asks before it is lost', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.goto(`${server.address}/admin/content/tags/1`)
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await name.fill('typed before')
    await page.reload()
    await page.getByText('is back, not saved yet').waitFor()
    expect(await name.inputValue()).toBe('typed before')
    await page.getByRole('link', { name: 'Sales', exact: true }).click()
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.waitForURL(/content\/sales/)
    await page.goto(`${server.address}/admin/content/tags/1`)
    await name.waitFor()
    expect(await name.inputValue()).not.toBe('typed before')
    expect(problems).toEqual([])
  })

  async function signedIn(server: TestServer): Promise<{ page: Page; problems: string[] }> {
    const opened = await openPage(browser)
    const { email, password } = ADMINISTRATOR
    await opened.page.request.post(`${server.address}/auth/login`, {
      data: { email, password, mode: 'session' },
    })
    return opened
  }
})
