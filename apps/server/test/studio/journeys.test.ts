import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

const fresh = { ADMIN_EMAIL: '', ADMIN_PASSWORD: '', ADMIN_TOKEN: '' }

describe('the Studio in a browser', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { open, signedIn } = useBrowser()

  it('leads from the set-up to the first item', async () => {
    await using server = await serve(fresh)
    const { page, problems } = await open()
    await page.goto(server.address)
    await page.getByText('9 tables and 1 view found').waitFor()
    await page.getByText(/^Connected to SQLite 3\.\d+/).waitFor()
    await expectAccessible(page)
    await page.getByLabel('Name of the project').fill('Corner shop')
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByLabel('Password', { exact: true }).fill('Correct-horse-9')
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.getByText('Choose a collection').waitFor()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Tags', exact: true }).click()
    await page.getByRole('button', { name: 'Create item' }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('seasonal')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByLabel('Search', { exact: true }).fill('season')
    await page.getByRole('cell', { name: 'seasonal' }).waitFor()
    await page.goto(`${server.address}/admin/setup`)
    await page.waitForURL(/\/login/)
    await page.goto(`${server.address}/admin/settings/system`)
    await page.getByRole('row', { name: /^Database SQLite 3\.\d+/ }).waitFor()
    expect(problems).toEqual([])
  })

  it('returns to the page that was asked for, and says what is wrong with credentials', async () => {
    await using server = await serve()
    const { page, problems } = await open()
    await page.goto(`${server.address}/admin/content/sales?sort=-total`)
    await page.getByLabel('E-mail').fill(ADMINISTRATOR.email)
    await page.getByLabel('Password', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('do not belong together').waitFor()
    await expectAccessible(page)
    await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(/content\/sales\?sort=-total/)
    await page.getByText('of 4,200').waitFor()
    await expectAccessible(page)
    expect(problems).toEqual([])
  })

  it('shows what the server refuses at its field, and asks before changes are lost', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tags/1`)
    const taken = (await server.json('/items/tags/2')) as { data: { name: string } }
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(taken.data.name)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Another item has this value already.').waitFor()
    expect(
      await page.getByRole('textbox', { name: 'Name', exact: true }).getAttribute('aria-invalid'),
    ).toBe('true')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Sales', exact: true }).click()
    await page.getByRole('button', { name: 'Stay' }).click()
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
      taken.data.name,
    )
    // What was said of that value is not said of another.
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('one of a kind')
    expect(await page.getByText('Another item has this value already.').count()).toBe(0)
    expect(problems).toEqual([])
  })

  it('has somebody sign in again in place, and keeps what was typed', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tags/1`)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('kept')
    await page.context().clearCookies()
    await page.keyboard.press('Control+s')
    await page.getByRole('dialog', { name: 'Sign in again' }).waitFor()
    await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'kept' }).waitFor()
    expect(await server.json('/items/tags/1')).toMatchObject({ data: { name: 'kept' } })
    expect(problems).toEqual([])
  })

  it('says why a view is read-only, and edits items with keys of two columns', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/monthly_sales`)
    await page.getByText('This is a view of the database').waitFor()
    expect(await page.getByRole('button', { name: 'Create item' }).count()).toBe(0)
    await page.goto(`${server.address}/admin/content/sale_lines/1,1`)
    await page.getByRole('textbox', { name: 'Quantity', exact: true }).fill('3')
    await page.keyboard.press('Control+s')
    await expect
      .poll(() => server.json('/items/sale_lines/1,1'))
      .toMatchObject({ data: { quantity: 3 } })
    expect(problems).toEqual([])
  })

  it('leads by keyboard to a collection', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    await page.goto(`${server.address}/admin/content`)
    await page.getByText('Choose a collection').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Go to a collection').fill('produ')
    await page.keyboard.press('Enter')
    await page.waitForURL(/content\/product/)
  })
})
