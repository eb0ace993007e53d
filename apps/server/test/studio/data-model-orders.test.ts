import { DIALECTS } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { addField, choose, shows } from './data-model-steps.js'

const here = DIALECTS.filter(({ name }) => name === 'sqlite' || name === 'postgres')

describe('a table made by clicking', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { signedIn } = useBrowser()

  describe.each(here)('on $name', (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('makes the table of orders by clicking, each statement shown before it runs', async () => {
      await using database = await dialect.createDatabase()
      await using server = await serve({ DATABASE_URL: database.url })
      const { page, problems } = await signedIn(server)
      await page.goto(`${server.address}/admin/settings/data-model`)
      await page.getByRole('heading', { name: 'Data model', exact: true }).waitFor()
      await page.getByText('No collections yet', { exact: true }).waitFor()
      // There is nothing to be found.
      expect(await page.getByRole('textbox', { name: 'Filter collections' }).count()).toBe(0)
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
})
