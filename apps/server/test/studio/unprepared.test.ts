import { quoteName } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { journeyDialect } from '../support/sample-shop-on.js'
import { missingSample, sharedSample } from '../support/shared-sample.js'
import { noBrowser, useBrowser } from './browser.js'

const skip = noBrowser ?? missingSample('chinook') ?? missingSample('northwind')

describe(
  'a database that nobody prepared, in a browser',
  { timeout: 120_000, ...skipFor(skip) },
  () => {
    const { signedIn } = useBrowser()

    const first = journeyDialect('postgres')
    it.skipIf(first.skip)(
      `Chinook is browsed, searched, sorted and changed on ${first.name}`,
      async () => {
        await using database = await sharedSample('chinook', first)
        await using server = await serve({ DATABASE_URL: database.url })
        const { page, problems } = await signedIn(server)
        await page.goto(`${server.address}/admin/content/Track`)
        await page.getByText('1 to 50 of 3,503').waitFor()
        // Links are shown by the names of what they lead to.
        await page.getByRole('cell', { name: 'MPEG audio file' }).first().waitFor()
        await page.getByRole('button', { name: 'Milliseconds', exact: true }).click()
        await page.getByRole('button', { name: 'Milliseconds', exact: true }).click()
        await page.getByRole('cell', { name: 'Occupation / Precipice' }).waitFor()
        await page.getByLabel('Search', { exact: true }).fill('Princess of the Dawn')
        await page.getByText('1 to 1 of 1').waitFor()
        await page.getByRole('cell', { name: 'Princess of the Dawn' }).click()
        const name = page.getByRole('textbox', { name: 'Name', exact: true })
        await name.fill('Prinzessin')
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await page.waitForURL(/content\/Track(\?|$)/)
        expect(await server.json('/items/Track/5?fields=Name')).toEqual({
          data: { Name: 'Prinzessin' },
        })

        const filter = encodeURIComponent(JSON.stringify({ PlaylistId: { _eq: 18 } }))
        await page.goto(`${server.address}/admin/content/PlaylistTrack?filter=${filter}`)
        await page.getByText('1 to 1 of 1').waitFor()
        await page.getByLabel('Select all on this page').check()
        await page.getByRole('button', { name: 'Delete', exact: true }).click()
        await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
        await page.getByText('Nothing found').waitFor()
        expect(await server.json(`/items/PlaylistTrack?filter=${filter}`)).toEqual({ data: [] })
        expect(problems).toEqual([])
      },
    )

    const second = journeyDialect('mariadb')
    it.skipIf(second.skip)(
      `Northwind has names with spaces, and views, on ${second.name}`,
      async () => {
        await using database = await sharedSample('northwind', second)
        const [view, details] = ['Order Subtotals', 'Order Details'].map((each) =>
          quoteName(second.name, each),
        )
        const columns = ['OrderID', 'UnitPrice', 'Quantity'].map((each) =>
          quoteName(second.name, each),
        )
        const [order, price, quantity] = columns
        await database.execute(
          `create view ${view} as select ${order}, sum(${price} * ${quantity}) as total from ${details} group by ${order}`,
        )
        await using server = await serve({ DATABASE_URL: database.url })
        const { page, problems } = await signedIn(server)
        await page.goto(`${server.address}/admin/content`)
        await page.getByRole('link', { name: 'Order Details', exact: true }).click()
        await page.getByText('1 to 50 of 2,155').waitFor()
        await page.getByRole('cell', { name: 'Queso Cabrales' }).first().click()
        await page.getByRole('textbox', { name: 'Quantity', exact: true }).fill('13')
        const { pathname } = new URL(page.url())
        expect(decodeURIComponent(pathname)).toBe('/admin/content/Order Details/10248,11')
        await page.keyboard.press('Control+s')
        const saved = '/items/Order%20Details/10248,11?fields=Quantity'
        await expect.poll(() => server.json(saved)).toEqual({ data: { Quantity: 13 } })
        await page.getByRole('link', { name: 'Order Subtotals', exact: true }).click()
        await page.getByText('This is a view of the database').waitFor()
        await page.getByRole('cell', { name: '10248' }).waitFor()
        expect(await page.getByRole('button', { name: 'Create item' }).count()).toBe(0)
        expect(problems).toEqual([])
      },
    )
  },
)
