import { DIALECTS } from '@relvar/test-databases'
import type { Page } from 'playwright-core'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { choose, nameColumn, shows } from './data-model-steps.js'

const here = DIALECTS.filter(({ name }) => ['sqlite', 'postgres', 'mariadb'].includes(name))

const TABLES = [
  'create table orders (id integer primary key, name varchar(40) not null)',
  'create table products (id integer primary key, name varchar(40) not null)',
  "insert into orders (id, name) values (1, 'First order')",
  "insert into products (id, name) values (1, 'Chair'), (2, 'Table')",
]

describe('links made by clicking', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { signedIn } = useBrowser()

  describe.each(here)('on $name', (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('makes a junction with a key of two columns, and fills the list in the form', async () => {
      await using database = await dialect.createDatabase()
      await database.execute(TABLES)
      await using server = await serve({ DATABASE_URL: database.url })
      const { page, problems } = await signedIn(server)
      await page.goto(`${server.address}/admin/settings/data-model/orders`)
      await page.getByRole('button', { name: 'Add field', exact: true }).click()
      await page.getByRole('button', { name: 'Many to many', exact: true }).click()
      const drawer = page.getByRole('dialog', { name: 'Add relation', exact: true })
      await choose(page, drawer, 'Leads to', 'products')
      const picture = drawer.getByRole('region', { name: 'What will be there', exact: true })
      for (const name of ['orders_id', 'products_id'])
        await picture.getByText(name, { exact: true }).waitFor()
      expect(await picture.getByText('orders_products', { exact: true }).count()).toBe(2)
      await picture.getByText('products gets the list orders.', { exact: true }).waitFor()
      await shows(
        drawer,
        /create table \S*orders_products.*primary key \(\S+orders_id\S+, \S+products_id/s,
      )
      await expectAccessible(page)
      await drawer.getByRole('button', { name: 'Create relation', exact: true }).click()
      await drawer.waitFor({ state: 'detached' })

      await page.goto(`${server.address}/admin/content/orders/1`)
      const list = page.locator('[data-collection-field="products"]')
      await list.getByRole('button', { name: 'Add existing: Products', exact: true }).click()
      const picker = page.getByRole('dialog', { name: 'Choose Products', exact: true })
      await picker.getByRole('row').filter({ hasText: 'Table' }).click()
      await list.getByRole('listitem').filter({ hasText: 'Table' }).waitFor()
      await page.keyboard.press('Control+s')
      await expect
        .poll(() => server.json('/items/orders/1?fields=products.products_id.name'), {
          timeout: 20_000,
        })
        .toEqual({ data: { products: [{ products_id: { name: 'Table' } }] } })
      expect(await server.json('/items/products/2?fields=orders.orders_id')).toEqual({
        data: { orders: [{ orders_id: 1 }] },
      })
      expect(problems).toEqual([])
    })
  })

  it('links to one item, changes what happens with it, and removes it', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    const fill = async (drawer: Drawer): Promise<void> => {
      await choose(page, drawer, 'Leads to', 'employees')
      await nameColumn(drawer, 'keeper')
      await choose(page, drawer, 'When the other item is deleted', 'Empty the link (set null)')
    }
    const sql = /add column \Wkeeper\W.*references \S*employees\W.*on delete set null/s
    await addRelation(page, server, 'Many to one', fill, sql)
    expect(await server.json('/items/products/1?fields=keeper')).toEqual({ data: { keeper: null } })
    await page.getByRole('button', { name: 'More for products.keeper', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Edit', exact: true }).click()
    const editor = page.getByRole('dialog', { name: 'Relation products.keeper', exact: true })
    await choose(page, editor, 'When the other item is deleted', 'Refuse (restrict)')
    await shows(editor, /on delete restrict/)
    await expectAccessible(page)
    await editor.getByRole('button', { name: 'Save', exact: true }).click()
    await editor.waitFor({ state: 'detached' })
    expect(await server.json('/relations/products/keeper')).toMatchObject({
      data: { schema: { on_delete: 'RESTRICT' } },
    })
    expect(problems).toEqual([])
  })

  it('links to and from items whose key has two columns, and chooses them in the form', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    const key =
      /foreign key \(\Wsale_lines_sale_id\W, \Wline\W\) references \S*sale_lines\W \(\Wsale_id\W, \Wline_no\W\)/
    const toLine = async (drawer: Drawer): Promise<void> => {
      await choose(page, drawer, 'Leads to', 'sale_lines')
      const column = 'Column that holds the key: line_no'
      await drawer.getByRole('combobox', { name: column, exact: true }).fill('line')
      await page.keyboard.press('Tab')
      await shows(drawer, key)
      await expectAccessible(page)
    }
    await addRelation(page, server, 'Many to one', toLine, key, 'customers')
    const favourites = async (drawer: Drawer): Promise<void> => {
      await choose(page, drawer, 'Leads to', 'sale_lines')
      await drawer.getByText('There is another field "customers.sale_lines" already.').waitFor()
      const list = drawer.getByRole('textbox', { name: 'Name of the list', exact: true })
      await list.fill('favourites')
      const back = drawer.getByRole('textbox', { name: 'Name of the list that leads back' })
      await back.fill('fans')
    }
    const junction =
      /primary key \(\Wcustomers_id\W, \Wsale_lines_sale_id\W, \Wsale_lines_line_no\W\)/
    await addRelation(page, server, 'Many to many', favourites, junction, 'customers')

    await page.goto(`${server.address}/admin/content/customers/1`)
    const link = page.locator('[data-collection-field="sale_lines"]')
    await link.getByRole('button', { name: /^Sale Lines/ }).click()
    await pickLine(page, 'Choose Sale Lines', '3')
    const list = page.locator('[data-collection-field="favourites"]')
    await list.getByRole('button', { name: 'Add existing: Favourites', exact: true }).click()
    await pickLine(page, 'Choose Favourites', '2')
    await page.keyboard.press('Control+s')
    const read = '/items/customers/1?fields=sale_lines,favourites.sale_lines'
    const saved = (data: object): Promise<void> =>
      expect.poll(() => server.json(read), { timeout: 20_000 }).toEqual({ data })
    await saved({ sale_lines: '1,3', favourites: [{ sale_lines: '1,2' }] })
    await page.goto(`${server.address}/admin/content/sale_lines/1,3`)
    const back = page.locator('[data-collection-field="customers"]')
    await back.getByRole('button', { name: /^Take out: / }).click()
    await page.keyboard.press('Control+s')
    await saved({ sale_lines: null, favourites: [{ sale_lines: '1,2' }] })
    expect(problems).toEqual([])
  })

  it('links to users without a foreign key', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    const fill = async (drawer: Drawer): Promise<void> => {
      await choose(page, drawer, 'Leads to', 'Users of Relvar')
      await nameColumn(drawer, 'owner')
    }
    await addRelation(page, server, 'Many to one', fill, /^(?!.*references).*add column \Wowner\W/s)
    expect(await server.json('/relations/products/owner')).toMatchObject({
      data: { related_collection: 'relvar_users' },
    })
    expect(problems).toEqual([])
  })

  it('gives the other collection the column of a list', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    const fill = async (drawer: Drawer): Promise<void> => {
      await choose(page, drawer, 'Leads to', 'customers')
      await drawer.getByRole('textbox', { name: 'Name of the list', exact: true }).fill('fans')
      await nameColumn(drawer, 'favourite')
    }
    const sql = /alter table \S*customers\W.*\Wfavourite\W.*references \S*products\W/s
    await addRelation(page, server, 'One to many', fill, sql)
    expect(await server.json('/items/products/1?fields=fans')).toEqual({ data: { fans: [] } })
    expect(problems).toEqual([])
  })

  it('makes a list of items of several collections', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    const fill = async (drawer: Drawer): Promise<void> => {
      await drawer.getByRole('combobox', { name: 'Leads to any of', exact: true }).click()
      for (const name of ['sales', 'tags'])
        await page.getByRole('option', { name, exact: true }).click()
      await page.keyboard.press('Tab')
    }
    const sql = /create table \S*products_items\W.*\Wcollection\W varchar\(64\)/s
    await addRelation(page, server, 'Many to any', fill, sql)
    await server.json('/items/products/1', patch({ items: [{ collection: 'tags', item: 1 }] }))
    const read = '/items/products/1?fields=items.collection,items.item:tags.id'
    expect(await server.json(read)).toEqual({
      data: { items: [{ collection: 'tags', item: { id: 1 } }] },
    })
    expect(problems).toEqual([])
  })

  it('makes translations, with the languages that they are in', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    const fill = async (drawer: Drawer): Promise<void> => {
      await drawer.getByRole('combobox', { name: 'Fields to translate', exact: true }).click()
      await page.getByRole('option', { name: 'Name', exact: true }).click()
      await page.keyboard.press('Tab')
    }
    const sql = /create table \S*languages\W.*create table \S*products_translations\W.*\Wname\W/s
    await addRelation(page, server, 'Translations', fill, sql)
    expect(await server.json('/items/languages')).toMatchObject({ data: [{ code: 'en-US' }] })
    const translations = [{ languages_code: 'en-US', name: 'Chair' }]
    await server.json('/items/products/1', patch({ translations }))
    expect(await server.json('/items/products/1?fields=translations.name')).toEqual({
      data: { translations: [{ name: 'Chair' }] },
    })
    expect(problems).toEqual([])
  })
})

type Drawer = ReturnType<Page['getByRole']>

/** Adds a link to a collection by its drawer, whose SQL is shown before. */
async function addRelation(
  page: Page,
  server: TestServer,
  kind: string,
  fill: (drawer: Drawer) => Promise<void>,
  sql: RegExp,
  collection = 'products',
): Promise<void> {
  await page.goto(`${server.address}/admin/settings/data-model/${collection}`)
  await page.getByRole('tab', { name: 'Relations', exact: true }).click()
  await page.getByRole('button', { name: 'Add relation', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'Add relation', exact: true })
  if (kind !== 'Many to one') await choose(page, drawer, 'Kind', kind)
  await fill(drawer)
  await shows(drawer, sql)
  await drawer.getByRole('button', { name: 'Create relation', exact: true }).click()
  await drawer.waitFor({ state: 'detached' })
}

/** Chooses a line of a sale by its place in the list. */
async function pickLine(page: Page, title: string, row: string): Promise<void> {
  const picker = page.getByRole('dialog', { name: title, exact: true })
  await picker.getByRole('row').nth(Number(row)).click()
  await picker.waitFor({ state: 'detached' })
}

function patch(body: object): RequestInit {
  const headers = { 'Content-Type': 'application/json' }
  return { method: 'PATCH', headers, body: JSON.stringify(body) }
}
