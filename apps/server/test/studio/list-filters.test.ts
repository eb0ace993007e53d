import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

describe(
  'filters and bookmarks of lists in a browser',
  { timeout: 120_000, ...skipFor(noBrowser) },
  () => {
    const { signedIn } = useBrowser()

    it('filters through a relation, and keeps that as a bookmark in the tree', async () => {
      await using server = await serve()
      const { page, problems } = await signedIn(server)
      await page.goto(`${server.address}/admin/content/sales`)
      await page.getByText('of 4,200').waitFor()
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      const drawer = page.getByRole('dialog', { name: 'Filter' })
      await drawer.getByRole('button', { name: 'Add condition', exact: true }).click()
      const fields = page.getByRole('combobox', { name: 'Search fields' })
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

    it('changes a bookmark, goes back to it, and says so where a change cannot be kept', async () => {
      await using server = await serve()
      const values = { collection: 'sales', bookmark: 'Newest', layout_query: newestFirst }
      await server.json('/presets', { method: 'POST', ...json({ ...values, user: null }) })
      const { page } = await signedIn(server)
      await page.goto(`${server.address}/admin/content/sales`)
      await page.getByRole('link', { name: 'Newest', exact: true }).click()
      await page.getByRole('heading', { name: 'Newest' }).waitFor()
      await page.getByRole('columnheader', { name: 'Sold At' }).waitFor()
      const menu = page.getByRole('button', { name: 'Bookmarks' })
      await menu.click()
      expect(
        await page.getByRole('menuitem', { name: 'Save changes' }).getAttribute('data-disabled'),
      ).toBe('true')
      await page.getByRole('menuitem', { name: 'Name and share' }).click()
      const dialog = page.getByRole('dialog', { name: 'Name and share the bookmark' })
      expect(await dialog.getByLabel('For').inputValue()).toBe('all')
      await dialog.getByLabel('Name').fill('Mine')
      await dialog.getByLabel('For').selectOption('me')
      await dialog.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('heading', { name: 'Mine' }).waitFor()

      await page.getByRole('button', { name: 'Number', exact: true }).click()
      await page.waitForURL(/sort=number/)
      await page.route('**/presets/*', (route) => route.fulfill({ status: 500 }))
      await menu.click()
      await page.getByRole('menuitem', { name: 'Save changes' }).click()
      const alert = page.getByRole('alert').filter({ hasText: 'could not be kept' })
      await alert.waitFor()
      await page.unroute('**/presets/*')
      await alert.getByRole('button', { name: 'Try again' }).click()
      await alert.waitFor({ state: 'detached' })
      await expect
        .poll(() => server.json('/presets'))
        .toMatchObject({
          data: [{ bookmark: 'Mine', layout_query: { tabular: { sort: ['number'] } } }],
        })

      await page.getByRole('button', { name: 'Number', exact: true }).click()
      await page.waitForURL(/sort=-number/)
      await menu.click()
      await page.getByRole('menuitem', { name: 'Back to the bookmark' }).click()
      await page.waitForURL(/\?bookmark=\d+$/)
      await menu.click()
      await page.getByRole('menuitem', { name: 'Delete the bookmark' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByRole('heading', { name: 'Sales', exact: true }).waitFor()
      expect(await server.json('/presets')).toEqual({ data: [] })
    })
  },
)

const newestFirst = { tabular: { sort: ['-sold_at'] } }

function json(body: unknown): RequestInit {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
