import { DIALECTS } from '@relvar/test-databases'
import type { Page } from 'playwright-core'
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

describe.skipIf(noBrowser !== null)('links made by clicking', { timeout: 120_000 }, () => {
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
      await picture.getByText('orders_products.orders_id', { exact: true }).waitFor()
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

  it('makes every other kind of link, and changes and removes one', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    const link = (kind: string, fill: (drawer: Drawer) => Promise<void>, sql: RegExp) =>
      addRelation(page, server, kind, fill, sql)

    await link(
      'Many to one',
      async (drawer) => {
        await choose(page, drawer, 'Leads to', 'employees')
        await nameColumn(drawer, 'keeper')
        await choose(page, drawer, 'When the other item is deleted', 'Empty the link (set null)')
      },
      /add column "keeper".*references "employees".*on delete set null/s,
    )
    expect(await server.json('/items/products/1?fields=keeper')).toEqual({ data: { keeper: null } })
    await link(
      'Many to one',
      async (drawer) => {
        await choose(page, drawer, 'Leads to', 'Users of Relvar')
        await nameColumn(drawer, 'owner')
      },
      /add column "owner" (char|uuid|varchar|text)/,
    )
    expect(await server.json('/relations/products/owner')).toMatchObject({
      data: { related_collection: 'relvar_users' },
    })
    await link(
      'One to many',
      async (drawer) => {
        await choose(page, drawer, 'Leads to', 'customers')
        await drawer.getByRole('textbox', { name: 'Name of the list' }).fill('fans')
        await nameColumn(drawer, 'favourite')
      },
      /alter table "customers".*"favourite".*references "products"/s,
    )
    expect(await server.json('/items/products/1?fields=fans')).toEqual({ data: { fans: [] } })
    await link(
      'Many to any',
      async (drawer) => {
        await drawer.getByRole('combobox', { name: 'Leads to any of' }).click()
        for (const name of ['sales', 'tags'])
          await page.getByRole('option', { name, exact: true }).click()
        await page.keyboard.press('Escape')
      },
      /create table "products_items".*"collection" varchar\(64\)/s,
    )
    const item = { items: [{ collection: 'tags', item: 1 }] }
    await server.json('/items/products/1', patch(item))
    expect(
      await server.json('/items/products/1?fields=items.collection,items.item:tags.id'),
    ).toEqual({ data: { items: [{ collection: 'tags', item: { id: 1 } }] } })
    await link(
      'Translations',
      async (drawer) => {
        await drawer.getByRole('combobox', { name: 'Fields to translate' }).click()
        await page.getByRole('option', { name: 'Name', exact: true }).click()
        await page.keyboard.press('Escape')
      },
      /create table "languages".*create table "products_translations".*"name"/s,
    )
    expect(await server.json('/items/languages')).toMatchObject({ data: [{ code: 'en-US' }] })

    await page.goto(`${server.address}/admin/settings/data-model/products`)
    await page.getByRole('tab', { name: 'Relations', exact: true }).click()
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
})

type Drawer = ReturnType<Page['getByRole']>

/** Adds a link to the products by its drawer, whose SQL is shown before. */
async function addRelation(
  page: Page,
  server: TestServer,
  kind: string,
  fill: (drawer: Drawer) => Promise<void>,
  sql: RegExp,
): Promise<void> {
  await page.goto(`${server.address}/admin/settings/data-model/products`)
  await page.getByRole('tab', { name: 'Relations', exact: true }).click()
  await page.getByRole('button', { name: 'Add relation', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'Add relation', exact: true })
  if (kind !== 'Many to one') await choose(page, drawer, 'Kind', kind)
  await fill(drawer)
  await shows(drawer, sql)
  await drawer.getByRole('button', { name: 'Create relation', exact: true }).click()
  await drawer.waitFor({ state: 'detached' })
}

function patch(body: object): RequestInit {
  const headers = { 'Content-Type': 'application/json' }
  return { method: 'PATCH', headers, body: JSON.stringify(body) }
}
