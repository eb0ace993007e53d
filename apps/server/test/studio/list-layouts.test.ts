import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

describe.skipIf(noBrowser !== null)('layouts of lists in a browser', { timeout: 120_000 }, () => {
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
})
