import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, launch, noBrowser, openPage } from './browser.js'

describe.skipIf(noBrowser !== null)('rights in the Studio', { timeout: 120_000 }, () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launch()
  })

  afterAll(() => browser.close())

  it('lets everybody read a collection by one press, and takes it back by a key', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content`)
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('link', { name: 'Access policies', exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Public', exact: true }).click()
    const cell = page.getByRole('group', { name: 'Read: Tags', exact: true })
    await cell.waitFor()
    await expectAccessible(page)
    expect((await anonymously(server, '/items/tags')).status).toBe(403)
    await cell.getByRole('button', { name: 'All', exact: true }).click()
    await expect.poll(async () => (await anonymously(server, '/items/tags')).status).toBe(200)
    await cell.getByRole('button', { name: 'All', exact: true, pressed: true }).press('n')
    await expect.poll(async () => (await anonymously(server, '/items/tags')).status).toBe(403)
    await page.keyboard.press('ArrowRight')
    const next = page.getByRole('group', { name: 'Update: Tags', exact: true })
    await next.locator('button[aria-label="None"]:focus').waitFor()
    expect(problems).toEqual([])
  })

  it('makes a policy that allows three fields of some items', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings/policies`)
    await page.getByRole('button', { name: 'New policy', exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Sell')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Sell', exact: true }).waitFor()
    const cell = page.getByRole('group', { name: 'Read: Sales', exact: true })
    await cell.getByRole('button', { name: 'Custom', exact: true }).click()
    const rules = page.getByRole('dialog', { name: 'Read Sales', exact: true })
    await rules.getByRole('textbox', { name: 'Items' }).fill('{"status":')
    await rules.getByText('This is no JSON object').waitFor()
    expect(await rules.getByRole('button', { name: 'Save', exact: true }).isEnabled()).toBe(false)
    await rules.getByRole('textbox', { name: 'Items' }).fill('{"status":{"_eq":"paid"}}')
    await expectAccessible(page)
    await rules.getByRole('tab', { name: 'Fields', exact: true }).click()
    await rules.getByRole('button', { name: 'Choose none', exact: true }).click()
    for (const name of ['Id', 'Number', 'Status'])
      await rules.getByRole('checkbox', { name, exact: true }).check()
    await expectAccessible(page)
    await rules.getByRole('button', { name: 'Save', exact: true }).click()
    await rules.waitFor({ state: 'detached' })
    await cell.getByRole('button', { name: 'Custom', exact: true, pressed: true }).waitFor()
    const filter = encodeURIComponent('{"collection":{"_eq":"sales"}}')
    expect(
      await server.json(`/permissions?filter=${filter}&fields=fields,permissions,action`),
    ).toMatchObject({
      data: expect.arrayContaining([
        {
          action: 'read',
          fields: ['id', 'number', 'status'],
          permissions: { status: { _eq: 'paid' } },
        },
      ]),
    })
    expect(problems).toEqual([])
  })

  function anonymously(server: TestServer, path: string): Promise<Response> {
    return fetch(server.address + path)
  }

  async function signedIn(server: TestServer): Promise<{ page: Page; problems: string[] }> {
    const opened = await openPage(browser)
    const { email, password } = ADMINISTRATOR
    await opened.page.request.post(`${server.address}/auth/login`, {
      data: { email, password, mode: 'session' },
    })
    return opened
  }
})
