import type { Page } from 'playwright-core'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { journeyDialect } from '../support/sample-shop-on.js'
import { serve } from '../support/running-server.js'
import { noBrowser, useBrowser } from './browser.js'
import { shows } from './data-model-steps.js'
import { type Keyboard, keyboardOf } from './keyboard.js'

const dialect = journeyDialect('mariadb')
const skip = noBrowser ?? dialect.skip

describe('the tutorial without a mouse', { timeout: 240_000, ...skipFor(skip) }, () => {
  const { open } = useBrowser()

  it(`leads from signing in to items that anybody reads, on ${dialect.name}`, async () => {
    await using database = await dialect.createDatabase()
    await using server = await serve({ DATABASE_URL: database.url })
    const { page, problems } = await open()
    const keys = keyboardOf(page)
    await page.goto(`${server.address}/admin/`)
    await keys.write(page.getByLabel('E-mail'), ADMINISTRATOR.email)
    await keys.write(page.getByLabel('Password', { exact: true }), ADMINISTRATOR.password)
    await page.keyboard.press('Enter')

    await go(page, 'Data model')
    await makeOrders(page, keys)
    await addField(page, keys, { by: 'Input', name: 'customer_name', isRequired: true })
    await addField(page, keys, { by: 'Input', name: 'email', isRequired: true })
    const items = ['Laptop', 'Headphones', 'Phone', 'Tablet']
    await addField(page, keys, { by: 'Dropdown', name: 'item', choices: items })
    await addField(page, keys, { by: 'Input', name: 'amount', type: 'float' })
    const states = ['Pending', 'Paid', 'Shipped']
    await addField(page, keys, { by: 'Dropdown', name: 'status', choices: states })

    await keys.press(page.getByRole('link', { name: 'Open the items', exact: true }))
    await keys.press(page.getByRole('button', { name: 'Create item', exact: true }).first())
    const field = (name: string) => page.getByRole('textbox', { name, exact: true })
    await keys.write(field('Customer Name'), 'Ada')
    await keys.write(field('Email'), 'ada@example.com')
    await keys.choose(page.getByRole('combobox', { name: 'Item', exact: true }), 'Phone')
    await keys.write(field('Amount'), '99.5')
    await keys.choose(page.getByRole('combobox', { name: 'Status', exact: true }), 'Paid')
    await page.keyboard.press('Control+s')
    await page.waitForURL(/content\/orders\/1$/)
    await keys.press(page.getByRole('link', { name: 'Orders', exact: true }).first())
    await page.getByRole('cell', { name: 'ada@example.com', exact: true }).waitFor()

    const answer = () => fetch(`${server.address}/items/orders?fields=customer_name,item,amount`)
    expect((await answer()).status).toBe(403)
    await go(page, 'Access policies')
    await keys.press(page.getByRole('link', { name: 'Public', exact: true }))
    const cell = (name: string) => page.getByRole('group', { name, exact: true })
    await keys.tabTo(cell('Create: Orders').locator('button[aria-pressed=true]'))
    await page.keyboard.press('ArrowRight')
    await cell('Read: Orders').locator('button:focus').waitFor()
    await page.keyboard.press('a')
    await expect.poll(async () => (await answer()).status).toBe(200)
    expect(await (await answer()).json()).toEqual({
      data: [{ customer_name: 'Ada', item: 'Phone', amount: 99.5 }],
    })
    expect(problems).toEqual([])
  })
})

/** Goes to a page by its name. */
async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').first().waitFor()
  await page.keyboard.press('Control+k')
  const box = page.getByPlaceholder('Go to a collection')
  await box.and(page.locator(':focus')).waitFor()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name, exact: true }).waitFor()
}

async function makeOrders(page: Page, keys: Keyboard): Promise<void> {
  await keys.press(page.getByRole('button', { name: 'Create collection', exact: true }).first())
  const drawer = page.getByRole('dialog', { name: 'Create collection', exact: true })
  await keys.write(drawer.getByRole('textbox', { name: 'Name', exact: true }), 'orders')
  await keys.tabTo(drawer.getByRole('checkbox', { name: 'Created on', exact: true }))
  await page.keyboard.press('Space')
  await keys.write(drawer.getByRole('textbox', { name: 'Name of Created on' }), 'create_at')
  await keys.tabTo(drawer.getByRole('checkbox', { name: 'Updated on', exact: true }))
  await page.keyboard.press('Space')
  await keys.write(drawer.getByRole('textbox', { name: 'Name of Updated on' }), 'updated_at')
  await shows(drawer, /create table .*orders.*create_at.*updated_at/s)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor()
}

interface FieldToAdd {
  readonly by: string
  readonly name: string
  readonly isRequired?: true
  readonly type?: string
  readonly choices?: readonly string[]
}

async function addField(
  page: Page,
  keys: Keyboard,
  { by, name, isRequired, type, choices = [] }: FieldToAdd,
): Promise<void> {
  const add = page.getByRole('button', { name: 'Add field', exact: true })
  await keys.press(add)
  await keys.press(page.getByRole('button', { name: by, exact: true }))
  const drawer = page.getByRole('dialog', { name: `New field: ${by}`, exact: true })
  await keys.write(drawer.getByRole('textbox', { name: 'Name', exact: true }), name)
  if (type !== undefined)
    await keys.choose(drawer.getByRole('combobox', { name: 'Type', exact: true }), type)
  if (isRequired === true) {
    await keys.tabTo(drawer.getByRole('switch', { name: /^Required/ }))
    await page.keyboard.press('Space')
  }
  if (choices.length > 0) {
    await keys.tabTo(drawer.getByRole('tab', { name: 'Schema', exact: true }))
    await page.keyboard.press('ArrowRight')
  }
  for (const [index, choice] of choices.entries()) {
    await keys.press(drawer.getByRole('button', { name: 'Add a choice', exact: true }))
    const text = drawer.getByRole('textbox', { name: `Text of choice ${index + 1}` })
    // It is written into at once.
    await text.and(page.locator(':focus')).waitFor()
    await page.keyboard.type(choice)
  }
  await shows(drawer, new RegExp(name))
  await keys.press(drawer.getByRole('button', { name: 'Create field', exact: true }))
  await drawer.waitFor({ state: 'detached' })
  // The focus comes back to where it was.
  await add.and(page.locator(':focus')).waitFor()
}
