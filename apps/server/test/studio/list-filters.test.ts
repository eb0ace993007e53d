import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

describe.skipIf(noBrowser !== null)(
  'filters and bookmarks of lists in a browser',
  { timeout: 120_000 },
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
  },
)
