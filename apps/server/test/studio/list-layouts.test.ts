import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

describe('layouts of lists in a browser', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { signedIn } = useBrowser()

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

  it('arranges cards and columns of a board, and moves items to other days', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    const sale = '/items/sales/1?fields=sold_at'
    const patch = { method: 'PATCH', headers: { 'Content-Type': 'application/json' } }
    await server.json('/items/sales/1', { ...patch, body: '{"sold_at":"2023-03-14T09:30:00"}' })
    const filter = encodeURIComponent(JSON.stringify({ id: { _eq: 1 } }))
    await page.goto(`${server.address}/admin/content/sales?filter=${filter}`)
    const drawer = page.getByRole('dialog', { name: 'Layout and columns' })
    const arrange = async (layout: string): Promise<void> => {
      await page.getByRole('button', { name: 'Layout and columns' }).click()
      await drawer.getByText(layout, { exact: true }).click()
    }
    await arrange('Kanban')
    await drawer.getByLabel('Group by').selectOption('status')
    await drawer.getByLabel('Title').selectOption('total')
    await drawer.getByLabel('Person').selectOption('customer_id')
    await expectAccessible(page)
    await drawer.getByRole('button', { name: 'Close' }).click()
    const columns = page.locator('section[aria-label]')
    await columns.nth(1).waitFor()
    const [first = '', second = ''] = await columns.evaluateAll(namesOf)
    await page.getByRole('button', { name: `Arrange ${first}`, exact: true }).click()
    await page.getByRole('menuitem', { name: 'Move right', exact: true }).click()
    await expect
      .poll(async () => (await columns.evaluateAll(namesOf)).slice(0, 2))
      .toEqual([second, first])
    const { data } = (await server.json('/items/sales/1?fields=total,customer_id.last_name')) as {
      data: { total: string; customer_id: { last_name: string } }
    }
    await page.getByRole('link', { name: data.total, exact: true }).waitFor()
    await page.getByText(data.customer_id.last_name).waitFor()

    await arrange('Calendar')
    await drawer.getByLabel('Date', { exact: true }).selectOption('sold_at')
    await drawer.getByRole('textbox', { name: 'Title', exact: true }).fill('Sale {{ id }}')
    await drawer.getByLabel('First day of the week').selectOption('3')
    await drawer.getByRole('button', { name: 'Close' }).click()
    await page.getByText('No items on these days.').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Show the latest item', exact: true }).click()
    const item = page.getByRole('link', { name: 'Sale 1', exact: true })
    await item.waitFor()
    const days = page.getByRole('group')
    await expect.poll(() => days.first().getAttribute('aria-label')).toMatch(/^Wednesday/)
    await item.dragTo(page.getByRole('group', { name: /March 17, 2023/ }))
    await expect
      .poll(() => server.json(sale), { timeout: 20_000 })
      .toMatchObject({ data: { sold_at: expect.stringMatching(/^2023-03-17T09:30:00/) } })
    await page.getByText('List', { exact: true }).click()
    await expect.poll(() => days.count()).toBe(1)
    await expectAccessible(page)

    await arrange('Cards')
    await drawer.getByRole('textbox', { name: 'Subtitle', exact: true }).fill('By {{ status }}')
    await drawer.getByLabel('Size of the cards').selectOption('6')
    await drawer.getByRole('button', { name: 'Close' }).click()
    await page.getByText(/^By [a-z]+$/).waitFor()
    expect(problems).toEqual([])
  })
})

/** What the columns of a board are called, from the left. */
function namesOf(
  columns: readonly { getAttribute(name: string): string | null }[],
): readonly string[] {
  return columns.map((column) => column.getAttribute('aria-label') ?? '')
}
