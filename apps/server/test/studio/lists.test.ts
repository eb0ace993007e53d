import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

describe.skipIf(noBrowser !== null)('lists in a browser', { timeout: 120_000 }, () => {
  const { signedIn } = useBrowser()

  it('filters through a relation, and keeps that as a bookmark in the tree', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sales`)
    await page.getByText('of 4,200').waitFor()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const drawer = page.getByRole('dialog', { name: 'Filter' })
    await drawer.getByRole('button', { name: 'Add condition', exact: true }).click()
    const fields = page.getByRole('textbox', { name: 'Search fields' })
    await fields.fill('total')
    await page.getByRole('option', { name: 'Total', exact: true }).waitFor()
    await fields.press('Enter')
    await drawer.getByLabel('Operator').selectOption('_gt')
    await drawer.getByLabel('Value').fill('100')
    await page.waitForURL(/filter=/)
    await expectAccessible(page)
    await drawer.getByRole('button', { name: 'Edit as text' }).click()
    expect(await drawer.getByLabel('Filter as JSON').inputValue()).toContain('"_gt": 100')
    await drawer.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Filter (1)' }).waitFor()
    await page.getByRole('button', { name: 'Bookmarks' }).click()
    await page.getByRole('menuitem', { name: 'Save as bookmark' }).click()
    const dialog = page.getByRole('dialog', { name: 'Save as bookmark' })
    await dialog.getByLabel('Name').fill('Large sales')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: 'Large sales' }).waitFor()
    const { data } = (await server.json('/presets?filter[bookmark][_nnull]=true')) as {
      data: readonly { filter: unknown }[]
    }
    expect(data).toMatchObject([{ bookmark: 'Large sales', filter: { total: { _gt: 100 } } }])
    await page.getByRole('link', { name: 'Tags', exact: true }).click()
    await page.getByRole('link', { name: 'Large sales', exact: true }).click()
    await page.getByRole('button', { name: 'Filter (1)' }).waitFor()
    expect(problems).toEqual([])
  })

  it('remembers columns, one of them through a relation, and sorts by several', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sale_lines`)
    await page.getByRole('columnheader', { name: 'Quantity' }).waitFor()
    await page.getByRole('button', { name: 'Layout and columns', exact: true }).click()
    await page.getByRole('button', { name: 'Add column' }).click()
    const fields = page.getByRole('textbox', { name: 'Search fields' })
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
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await expect.poll(() => rows(server, left)).toEqual([])
    expect(problems).toEqual([])
  })

  it('moves cards of a board, takes that back, and shows dates in a calendar', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    const filter = encodeURIComponent(JSON.stringify({ id: { _eq: 1 } }))
    const before = (await server.json('/items/sales/1')) as { data: Record<string, unknown> }
    await page.goto(`${server.address}/admin/content/sales?filter=${filter}`)
    await page.getByRole('button', { name: 'Layout and columns' }).click()
    const drawer = page.getByRole('dialog', { name: 'Layout and columns' })
    await drawer.getByText('Kanban', { exact: true }).click()
    await drawer.getByLabel('Group by').selectOption('employee_id')
    await drawer.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: /^Move / }).click()
    await page.getByRole('menuitem').first().click()
    await page.getByText(/^Moved to /).waitFor()
    expect(await server.json('/items/sales/1')).not.toMatchObject({
      data: { employee_id: before.data['employee_id'] },
    })
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect
      .poll(() => server.json('/items/sales/1'))
      .toMatchObject({ data: { employee_id: before.data['employee_id'] } })

    await page.getByRole('button', { name: 'Layout and columns' }).click()
    await drawer.getByText('Calendar', { exact: true }).click()
    await drawer.getByLabel('Date').selectOption('sold_at')
    await drawer.getByRole('button', { name: 'Close' }).click()
    await page.getByText('Week', { exact: true }).click()
    await page.getByRole('button', { name: 'Earlier' }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Layout and columns' }).click()
    await drawer.getByText('Cards', { exact: true }).click()
    await drawer.getByRole('button', { name: 'Close' }).click()
    await page.getByText('1 to 1 of 1').waitFor()
    await expectAccessible(page)
    expect(problems).toEqual([])
  })

  async function rows(server: TestServer, path: string) {
    const { data } = (await server.json(path)) as { data: readonly { quantity?: unknown }[] }
    return data
  }
})
