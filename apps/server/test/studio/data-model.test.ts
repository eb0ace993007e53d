import { DIALECTS } from '@relvar/test-databases'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

const here = DIALECTS.filter(({ name }) => name === 'sqlite' || name === 'postgres')

describe.skipIf(noBrowser !== null)('the data model in the Studio', { timeout: 120_000 }, () => {
  const { signedIn } = useBrowser()

  describe.each(here)('on $name', (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('makes the table of orders by clicking, each statement shown before it runs', async () => {
      await using database = await dialect.createDatabase()
      await using server = await serve({ DATABASE_URL: database.url })
      const { page, problems } = await signedIn(server)
      await page.goto(`${server.address}/admin/settings/data-model`)
      await page.getByRole('heading', { name: 'Data model', exact: true }).waitFor()
      await page.getByRole('button', { name: 'Create collection', exact: true }).first().click()
      const drawer = page.getByRole('dialog', { name: 'Create collection', exact: true })
      await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill('orders')
      await drawer.getByRole('checkbox', { name: 'Created on', exact: true }).check()
      await drawer.getByRole('textbox', { name: 'Name of Created on' }).fill('create_at')
      await drawer.getByRole('checkbox', { name: 'Updated on', exact: true }).check()
      await drawer.getByRole('textbox', { name: 'Name of Updated on' }).fill('updated_at')
      await shows(drawer, /create table .*orders.*create_at.*updated_at/s)
      await expectAccessible(page)
      await drawer.getByRole('button', { name: 'Create', exact: true }).click()
      await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor()
      await page.getByRole('button', { name: /^Create At / }).waitFor()
      await expectAccessible(page)

      const required = { required: true, sql: /customer_name.*not null/s }
      await addField(page, 'Input', 'customer_name', required)
      await addField(page, 'Input', 'email', { required: true, sql: /email.*not null/s })
      const items = ['Laptop', 'Headphones', 'Phone', 'Tablet']
      await addField(page, 'Dropdown', 'item', { choices: items, sql: /add (column )?.*item/s })
      await addField(page, 'Input', 'amount', { type: 'float', sql: /amount.*(real|float)/s })
      const states = ['Pending', 'Paid', 'Shipped']
      await addField(page, 'Dropdown', 'status', {
        choices: states,
        sql: /add (column )?.*status/s,
      })

      await page.getByRole('link', { name: 'Open the items', exact: true }).click()
      await page.getByRole('button', { name: 'Create item', exact: true }).first().click()
      await page.getByRole('textbox', { name: 'Customer Name', exact: true }).fill('Ada')
      await page.getByRole('textbox', { name: 'Email', exact: true }).fill('ada@example.com')
      await page.getByRole('textbox', { name: 'Amount', exact: true }).fill('99.5')
      await choose(page, page, 'Item', 'Phone')
      await choose(page, page, 'Status', 'Paid')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('cell', { name: 'ada@example.com', exact: true }).waitFor()
      expect(await server.json('/items/orders?fields=customer_name,item,amount,status')).toEqual({
        data: [{ customer_name: 'Ada', item: 'Phone', amount: 99.5, status: 'Paid' }],
      })
      expect(problems).toEqual([])
    })
  })

  it('makes a table with the keyboard alone', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings/data-model`)
    const create = page.getByRole('button', { name: 'Create collection', exact: true })
    await create.waitFor()
    await tabTo(page, create)
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog', { name: 'Create collection', exact: true })
    await drawer
      .getByRole('textbox', { name: 'Name', exact: true })
      .and(page.locator(':focus'))
      .waitFor()
    await page.keyboard.type('parcels')
    await shows(drawer, /create table .*parcels/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Parcels', exact: true }).waitFor()
    await tabTo(page, page.getByRole('button', { name: 'Add field', exact: true }))
    await page.keyboard.press('Enter')
    await page
      .getByRole('textbox', { name: 'Find an interface' })
      .and(page.locator(':focus'))
      .waitFor()
    await page.keyboard.type('datetime')
    await page.keyboard.press('Enter')
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await name.waitFor()
    await tabTo(page, name)
    await page.keyboard.type('sent_at')
    await shows(page.getByRole('dialog'), /sent_at/)
    await page
      .getByRole('button', { name: 'Create field', exact: true })
      .and(page.locator(':enabled'))
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Sent At / }).waitFor()
    expect(problems).toEqual([])
  })

  it('says what would be lost, and drops only what was named', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings/data-model/tags`)
    await page.getByRole('button', { name: /^Name / }).click()
    const drawer = page.getByRole('dialog', { name: 'Field name', exact: true })
    await choose(page, drawer, 'Type', 'integer')
    const mayBeEmpty = drawer.getByRole('switch', { name: 'May be empty', exact: true })
    expect(await mayBeEmpty.isChecked()).toBe(false)
    expect(await drawer.getByRole('switch', { name: 'Unique', exact: true }).isChecked()).toBe(true)
    const meant = drawer.getByRole('checkbox', { name: /Values may be lost/ })
    await meant.waitFor()
    const save = drawer.getByRole('button', { name: 'Save', exact: true })
    expect(await save.isEnabled()).toBe(false)
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Data model', exact: true }).first().click()
    await page.getByRole('button', { name: 'More for Tags', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete tags?', exact: true })
    await shows(dialog, /drop table .*tags/)
    const remove = dialog.getByRole('button', { name: 'Delete', exact: true })
    expect(await remove.isEnabled()).toBe(false)
    await expectAccessible(page)
    await dialog.getByRole('textbox', { name: 'Type tags to confirm' }).fill('tags')
    await remove.click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Tags', exact: true }).waitFor({ state: 'detached' })
    expect((await server.request('/items/tags')).status).toBe(403)
    expect(problems).toEqual([])
  })

  it('says things of a collection without a statement, and moves fields by the keyboard', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings/data-model/tags`)
    await page.getByRole('button', { name: 'Move Name', exact: true }).focus()
    await page.keyboard.press('Space')
    await page.locator('[aria-pressed=true]').waitFor()
    await page.keyboard.press('ArrowUp')
    await page.getByText(/was moved over droppable area id/).waitFor({ state: 'attached' })
    await page.keyboard.press('Space')
    await expect
      .poll(() => server.json('/fields/tags/name'))
      .toMatchObject({ data: { meta: { sort: 1 } } })
    await page.getByRole('tab', { name: 'Options', exact: true }).click()
    await page.getByRole('textbox', { name: 'Note', exact: true }).fill('What products have')
    await page.getByRole('button', { name: 'Add a field', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Name', exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect
      .poll(() => server.json('/collections/tags'))
      .toMatchObject({
        data: { meta: { note: 'What products have', display_template: '{{ name }}' } },
      })
    expect(problems).toEqual([])
  })

  it('declares a link that no foreign key holds, without a statement', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings/data-model/reviews`)
    await page.getByRole('tab', { name: 'Relations', exact: true }).click()
    await page.getByText('reviews.product_id', { exact: true }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Add relation', exact: true }).click()
    const drawer = page.getByRole('dialog', { name: 'Add relation', exact: true })
    await choose(page, drawer, 'Column that holds the key', 'rating')
    await choose(page, drawer, 'Leads to', 'employees')
    await shows(drawer, /references .*employees/)
    await drawer.getByRole('switch', { name: /^Foreign key/ }).uncheck()
    await shows(drawer, /No statement runs/)
    await expectAccessible(page)
    await drawer.getByRole('button', { name: 'Create relation', exact: true }).click()
    await drawer.waitFor({ state: 'detached' })
    expect(await server.json('/relations/reviews/rating')).toMatchObject({
      data: { related_collection: 'employees', meta: { many_field: 'rating' } },
    })
    await page.getByRole('button', { name: 'More for reviews.rating', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Remove the link', exact: true }).click()
    const asked = page.getByRole('dialog', { name: 'Remove the link reviews.rating?' })
    await asked.getByRole('button', { name: 'Delete', exact: true }).click()
    await asked.waitFor({ state: 'detached' })
    expect((await server.request('/relations/reviews/rating')).status).toBe(403)
    expect(problems).toEqual([])
  })

  it('draws all tables, and leads to one by its name', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings/diagram`)
    const list = page.getByRole('navigation', { name: 'Tables', exact: true })
    await page.getByRole('textbox', { name: 'Find a table' }).fill('sale_l')
    await list.getByRole('button', { name: /^sale_lines/ }).click()
    await page.getByRole('region', { name: 'Diagram of all tables' }).getByText('line_no').waitFor()
    await expectAccessible(page)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export as SVG', exact: true }).click()
    expect((await download).suggestedFilename()).toBe('diagram.svg')
    expect(problems).toEqual([])
  })
})

interface FieldToAdd {
  readonly required?: boolean
  readonly type?: string
  readonly choices?: readonly string[]
  /** What has to be shown before it runs. */
  readonly sql: RegExp
}

async function addField(
  page: Page,
  gallery: string,
  name: string,
  { required = false, type, choices, sql }: FieldToAdd,
): Promise<void> {
  await page.getByRole('button', { name: 'Add field', exact: true }).click()
  await page.getByRole('button', { name: gallery, exact: true }).click()
  const drawer = page.getByRole('dialog', { name: `New field: ${gallery}`, exact: true })
  await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  if (type !== undefined) await choose(page, drawer, 'Type', type)
  if (required) await drawer.getByRole('switch', { name: /^Required/ }).check()
  if (choices !== undefined) {
    await drawer.getByRole('tab', { name: 'Interface', exact: true }).click()
    for (const [index, choice] of choices.entries()) {
      await drawer.getByRole('button', { name: 'Add a choice', exact: true }).click()
      await drawer.getByRole('textbox', { name: `Text of choice ${index + 1}` }).fill(choice)
    }
  }
  await shows(drawer, sql)
  await drawer.getByRole('button', { name: 'Create field', exact: true }).click()
  await drawer.waitFor({ state: 'detached' })
}

/** Waits for the statements of the change as it is now. */
async function shows(within: Locator, sql: RegExp): Promise<void> {
  const panel = within.getByRole('region', { name: 'SQL', exact: true, includeHidden: false })
  await expect.poll(() => panel.getAttribute('aria-busy')).toBe('false')
  await expect.poll(() => panel.innerText()).toMatch(sql)
}

async function choose(
  page: Page,
  within: Page | Locator,
  label: string,
  option: string,
): Promise<void> {
  await within.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Presses Tab until something has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let press = 0; press < 60; press++) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Sixty presses of Tab did not lead there.')
}
