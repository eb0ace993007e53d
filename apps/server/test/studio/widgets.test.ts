import { interfaces } from '@relvar/data-model/catalogue'
import { DIALECTS } from '@relvar/test-databases'
import type { Locator, Page } from 'playwright-core'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { LATER, LINKS, nameOf, PARTS, WIDGETS } from './widgets.js'

const sqlite = DIALECTS.find(({ name }) => name === 'sqlite')

const TABLES = [
  'create table things (id integer primary key, name varchar(40) not null)',
  'create table pieces (id integer primary key, name varchar(40), widget_id integer references widgets (id))',
  'create table widgets_things (widget_id integer not null references widgets (id), thing_id integer not null references things (id), primary key (widget_id, thing_id))',
  'create table mixed (id integer primary key, widget_id integer references widgets (id), collection varchar(64), item varchar(64))',
  'create table languages (code varchar(9) primary key, name varchar(40))',
  'create table texts (id integer primary key, widget_id integer references widgets (id), code varchar(9) references languages (code), blurb varchar(40))',
  "insert into things values (1, 'Lamp'), (2, 'Rug')",
  "insert into languages values ('en', 'English'), ('de', 'German')",
]

/** Some of what the list says by its displays. */
const SHOWN = ['A line', 'Second choice', 'Bright', 'May 1, 2026']

describe(
  'every interface',
  {
    timeout: 180_000,
    ...skipFor(noBrowser ?? (sqlite === undefined ? 'DIALECTS leaves out SQLite' : null)),
  },
  () => {
    const { signedIn } = useBrowser()

    it('is among those that are used here, or of later work', () => {
      const used = [...Object.keys(WIDGETS), ...Object.keys(PARTS), ...LINKS, ...LATER]
      expect(used.toSorted()).toEqual(interfaces.map(({ id }) => id).toSorted())
    })

    it('takes a value, shows it again, and passes axe in a form of all of them', async () => {
      await using database = await sqlite!.createDatabase()
      await database.execute(TABLES)
      await using server = await serve({ DATABASE_URL: database.url })
      await makeWidgets(server)
      const { page, problems } = await signedIn(server)
      await page.goto(`${server.address}/admin/content/widgets/1`)
      for (const [id, { fill }] of Object.entries(WIDGETS)) await fill(fieldOf(page, id), page)
      for (const text of ['A divider', 'A notice', 'A header'])
        await page.getByText(text, { exact: true }).waitFor()
      await page.keyboard.press('Control+s')
      const names = Object.keys(WIDGETS).map(nameOf)
      await expect
        .poll(() => server.json(`/items/widgets/1?fields=${names.join()}`), { timeout: 20_000 })
        .toEqual({
          data: Object.fromEntries(
            Object.entries(WIDGETS).map(([id, { saved }]) => [nameOf(id), saved]),
          ),
        })
      const before = await shownOf(page)
      await page.reload()
      await expect.poll(() => shownOf(page), { timeout: 20_000 }).toEqual(before)
      await expectAccessible(page)
      await useMenu(page)
      await page.getByRole('button', { name: 'Show help', exact: true }).first().click()
      await page.getByRole('dialog').waitFor()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await fieldOf(page, 'collection-item-dropdown')
        .getByRole('button', { name: /^Choose/ })
        .click()
      await page.getByRole('dialog').getByRole('row').nth(1).waitFor()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page
        .locator('[data-collection-field="mixed"]')
        .getByRole('button', { name: /^Create/ })
        .click()
      await page.getByRole('menu').waitFor()
      await expectAccessible(page)
      await page.goto(`${server.address}/admin/content/widgets`)
      await page.getByRole('row').nth(1).waitFor()
      const row = page.getByRole('row').nth(1)
      for (const shown of SHOWN) await row.getByText(shown, { exact: true }).first().waitFor()
      await expectAccessible(page)
      expect(problems).toEqual([])
    })
  },
)

function fieldOf(page: Page, id: string): Locator {
  return page.locator(`[data-collection-field="${nameOf(id)}"]`)
}

/** What can be done with any field: its raw value, and the ways back. */
async function useMenu(page: Page): Promise<void> {
  const slider = fieldOf(page, 'slider')
  const open = async (item: string): Promise<void> => {
    await slider.getByRole('slider').press('Alt+Enter')
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }
  await slider.getByRole('slider').press('Alt+Enter')
  await page.getByRole('menu').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await open('Edit the raw value')
  const dialog = page.getByRole('dialog', { name: 'Raw value of Slider', exact: true })
  await dialog.getByRole('textbox').fill('2')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click()
  await slider.getByText('2', { exact: true }).waitFor()
  await open('To the default')
  await slider.getByText('1', { exact: true }).waitFor()
  await open('Clear')
  await slider.getByText('–', { exact: true }).waitFor()
  await open('Back to the saved value')
  await slider.getByText('4', { exact: true }).waitFor()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open('Copy the raw value')
  await slider.getByRole('slider').press('Home')
  await open('Paste a raw value')
  await slider.getByText('4', { exact: true }).waitFor()
}

/** What stands in each field; of a secret nothing does. */
async function shownOf(page: Page): Promise<readonly string[]> {
  const ids = Object.keys(WIDGETS).filter((id) => id !== 'input-hash')
  return Promise.all(
    ids.map((id) =>
      fieldOf(page, id).evaluate((field: HTMLElement) => {
        const inputs = [...field.querySelectorAll('input')]
        const values = inputs.map(({ type, value, checked }) =>
          /^(checkbox|radio)$/.test(type) ? String(checked) : value,
        )
        return [field.innerText, ...values].join(' | ')
      }),
    ),
  )
}

/** A table with a column of each interface, its form parts, and the links of the tables beside it. */
async function makeWidgets(server: TestServer): Promise<void> {
  const columns = Object.entries(WIDGETS).map(([id, { type, options, display }]) => ({
    field: nameOf(id),
    type,
    schema: id === 'slider' ? { default_value: 1 } : {},
    meta: {
      interface: id,
      options: options ?? null,
      display: display ?? null,
      display_options: options ?? null,
    },
  }))
  const parts = Object.entries(PARTS).map(([id, options]) => {
    const special = id.startsWith('group') ? ['alias', 'no-data', 'group'] : ['alias', 'no-data']
    return { field: nameOf(id), type: 'alias', meta: { interface: id, options, special } }
  })
  const inGroups = Object.keys(PARTS).filter((id) => id.startsWith('group'))
  const grouped = inGroups.map((id) => ({
    field: `in_${nameOf(id)}`,
    type: 'string',
    meta: { interface: 'input', group: nameOf(id) },
  }))
  const number = { type: 'integer', meta: { interface: 'select-dropdown-m2o' } }
  const key = { is_primary_key: true, has_auto_increment: true }
  const list = (field: string, id: string, special: string) => ({
    field,
    type: 'alias',
    meta: { interface: id, special: [special] },
  })
  await post(server, '/collections', {
    collection: 'widgets',
    meta: {},
    schema: {},
    fields: [
      { field: 'id', type: 'integer', schema: key },
      ...columns,
      ...parts,
      ...grouped,
      { field: 'thing_id', ...number },
      { field: 'parent_id', ...number },
      list('below', 'list-o2m-tree-view', 'o2m'),
      list('mixed', 'list-m2a', 'm2a'),
      list('texts', 'translations', 'translations'),
    ],
  })
  const link = (field: string, to: string, meta: object) =>
    post(server, '/relations', { collection: 'widgets', field, related_collection: to, meta })
  await link('thing_id', 'things', {})
  await link('parent_id', 'widgets', { one_field: 'below' })
  await post(server, '/relations', {
    collection: 'mixed',
    field: 'item',
    related_collection: null,
    meta: {
      one_collection_field: 'collection',
      one_allowed_collections: ['things', 'pieces'],
      junction_field: 'widget_id',
    },
  })
  await post(server, '/relations', {
    collection: 'mixed',
    field: 'widget_id',
    related_collection: 'widgets',
    meta: { one_field: 'mixed', junction_field: 'item' },
  })
  await post(server, '/relations', {
    collection: 'texts',
    field: 'widget_id',
    related_collection: 'widgets',
    meta: { one_field: 'texts', junction_field: 'code' },
  })
  const fields = ['id', ...Object.keys(WIDGETS).map(nameOf)]
  await post(server, '/presets', {
    collection: 'widgets',
    layout: 'tabular',
    layout_query: { tabular: { fields } },
  })
  await post(server, '/items/widgets', { mixed: [{ collection: 'things', item: 2 }] })
}

async function post(server: TestServer, path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' }
  await server.json(path, { method: 'POST', headers, body: JSON.stringify(body) })
}
