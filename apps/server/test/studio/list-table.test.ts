import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

describe('tables of items in a browser', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { signedIn } = useBrowser()

  it('remembers columns, one of them through a relation, and sorts by several', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sale_lines`)
    await page.getByRole('columnheader', { name: 'Quantity' }).waitFor()
    await page.getByRole('button', { name: 'Layout and columns', exact: true }).click()
    await page.getByRole('button', { name: 'Add column' }).click()
    const fields = page.getByRole('combobox', { name: 'Search fields' })
    await fields.fill('sale')
    await page.getByRole('group', { name: 'Through relations' }).getByRole('option').click()
    await fields.fill('total')
    await page.getByRole('option', { name: 'Total', exact: true }).click()
    await page.getByRole('columnheader', { name: 'Sale › Total' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Quantity', exact: true }).click()
    await page.getByRole('button', { name: 'Sale › Total' }).click({ modifiers: ['Shift'] })
    await page.waitForURL(/sort=quantity/)
    await expect
      .poll(() => server.json('/presets'))
      .toMatchObject({ data: [{ layout_query: { tabular: { sort: [/quantity/, /total$/] } } }] })
    expect(problems).toEqual([])
  })

  it('edits and deletes all that match, on all pages', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sales?limit=25`)
    await page.getByText('of 4,200').waitFor()
    await page.getByLabel('Select all on this page').check()
    await page.getByRole('button', { name: 'Select all 4,200 that match' }).click()
    await page.getByText('4,200 selected').waitFor()
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByRole('dialog', { name: 'Edit 4,200 items' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Cancel' }).last().click()

    // Keys of two columns, a part of a table.
    const filter = encodeURIComponent(JSON.stringify({ sale_id: { _lte: 3 } }))
    await page.goto(`${server.address}/admin/content/sale_lines?filter=${filter}`)
    await page.getByLabel('Select all on this page').check()
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Change Quantity' }).check()
    await page.getByRole('textbox', { name: 'Quantity' }).fill('7')
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    const left = `/items/sale_lines?fields=quantity&filter=${filter}`
    await expect
      .poll(async () => new Set((await rows(server, left)).map(({ quantity }) => quantity)))
      .toEqual(new Set([7]))
    await page.getByLabel('Select all on this page').check()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const question = page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true })
    await question.waitFor()
    await expectAccessible(page)
    await question.click()
    await expect.poll(() => rows(server, left)).toEqual([])
    expect(problems).toEqual([])
  })

  it('puts items in order by hand, and leaves out what is archived', async () => {
    await using server = await serve()
    await makeTasks(server)
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tasks`)
    const titles = page.getByRole('cell', { name: /^Task / })
    await titles.first().waitFor()
    await expect.poll(() => titles.allTextContents()).toEqual(['Task 1', 'Task 2', 'Task 3'])
    await page.getByRole('button', { name: 'Move 3' }).press('ArrowUp')
    await expect.poll(() => titles.allTextContents()).toEqual(['Task 1', 'Task 3', 'Task 2'])
    const sorted = '/items/tasks?fields=id&sort=position'
    // What is shown is ahead of what is written, and the rows are read again once that is.
    await expect
      .poll(() => server.json(sorted))
      .toEqual({ data: [{ id: 1 }, { id: 3 }, { id: 2 }, { id: 4 }] })
    await page
      .getByRole('button', { name: 'Move 2' })
      .dragTo(page.getByRole('cell', { name: 'Task 1' }))
    await expect
      .poll(() => server.json(sorted))
      .toEqual({ data: [{ id: 2 }, { id: 1 }, { id: 3 }, { id: 4 }] })
    await page.getByRole('button', { name: 'Title', exact: true }).click()
    await expect.poll(() => page.getByRole('button', { name: /^Move / }).count()).toBe(0)
    await page.getByRole('button', { name: 'In the order made by hand' }).click()
    await expect.poll(() => titles.allTextContents()).toEqual(['Task 2', 'Task 1', 'Task 3'])
    await expectAccessible(page)

    await page.getByRole('checkbox', { name: 'Select 1' }).check()
    await page.getByRole('button', { name: 'Archive', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click()
    await page.getByRole('cell', { name: 'Task 1' }).waitFor({ state: 'detached' })
    await expect.poll(() => titles.allTextContents()).toEqual(['Task 2', 'Task 3'])
    await page.getByLabel('Which items are shown').selectOption('archived')
    await page.getByRole('cell', { name: 'Task 4' }).waitFor()
    await expect.poll(() => titles.allTextContents()).toEqual(['Task 1', 'Task 4'])
    await page.getByLabel('Which items are shown').selectOption('all')
    await page.getByText('1 to 4 of 4').waitFor()
    expect(problems).toEqual([])
  })

  it('goes to any page at once, and shows numbers where their columns want them', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sales`)
    await page.getByRole('button', { name: 'Last page' }).click()
    await page.getByText('4,151 to 4,200 of 4,200').waitFor()
    expect(await page.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true)
    await page.getByLabel('Page', { exact: true }).fill('999')
    await page.keyboard.press('Enter')
    expect(await page.getByLabel('Page', { exact: true }).inputValue()).toBe('84')
    await page.getByLabel('Page', { exact: true }).fill('2')
    await page.keyboard.press('Enter')
    await page.getByText('51 to 100 of 4,200').waitFor()
    await page.getByLabel('Rows per page').selectOption('All')
    await page.getByText('1 to 4,200 of 4,200').waitFor()
    const rows = page.getByRole('region', { name: 'Sales', exact: true })
    await rows.evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollHeight }))
    await page.locator('tr[aria-rowindex="4201"]').waitFor()
    await page.goto(`${server.address}/admin/content/sale_lines`)
    await page.getByRole('columnheader', { name: 'Quantity' }).waitFor()
    await page.getByRole('row').nth(1).getByRole('cell').nth(1).waitFor()
    const heads = await page.getByRole('columnheader').allTextContents()
    const quantity = page.getByRole('row').nth(1).getByRole('cell').nth(heads.indexOf('Quantity'))
    expect(await quantity.getAttribute('style')).toContain('text-align: right')
    await page.getByRole('button', { name: 'Layout and columns' }).click()
    await page.getByRole('button', { name: 'Alignment of Quantity' }).click()
    await page.getByRole('menuitem', { name: 'Centred' }).click()
    await expect.poll(() => quantity.getAttribute('style')).toContain('text-align: center')
    expect(problems).toEqual([])
  })

  async function rows(server: TestServer, path: string) {
    const { data } = (await server.json(path)) as { data: readonly { quantity?: unknown }[] }
    return data
  }
})

/** Four tasks in an order of their own, the last one archived. */
async function makeTasks(server: TestServer): Promise<void> {
  const field = (name: string, type: string): object => ({ field: name, type, schema: {} })
  const id = {
    ...field('id', 'integer'),
    schema: { is_primary_key: true, has_auto_increment: true },
  }
  const collection = {
    collection: 'tasks',
    schema: {},
    meta: {
      sort_field: 'position',
      archive_field: 'state',
      archive_value: 'old',
      unarchive_value: 'new',
    },
    fields: [id, field('title', 'string'), field('position', 'integer'), field('state', 'string')],
  }
  await post(server, '/collections', collection)
  const states = ['new', 'new', null, 'old']
  await post(
    server,
    '/items/tasks',
    states.map((state, index) => ({ title: `Task ${index + 1}`, position: index + 1, state })),
  )
}

function post(server: TestServer, path: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  return server.json(path, { method: 'POST', headers, body: JSON.stringify(body) })
}
