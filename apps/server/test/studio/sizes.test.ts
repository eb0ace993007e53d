import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { noBrowser, useBrowser } from './browser.js'
import { misplaced } from './sizes.js'

const WIDTHS = [1440, 1024, 768, 390] as const
const PUBLIC = '/settings/policies/abf8a154-5b1c-4a46-ac9c-7300570f4f17'

interface PlaceOf {
  readonly path: string
  /** The button that opens something there. */
  readonly press?: string
}

const PAGES: readonly PlaceOf[] = [
  { path: '/content' },
  { path: '/content/sales' },
  { path: '/content/monthly_sales' },
  { path: '/content/products?search=nothing-has-this-name' },
  { path: '/content/sales', press: 'Filter' },
  { path: '/content/sales', press: 'Layout and columns' },
  { path: '/content/products/1' },
  { path: '/content/sale_lines/1,1' },
  { path: '/content/customers/+' },
  { path: '/content/products/999999999' },
  { path: '/settings/data-model' },
  { path: '/settings/data-model', press: 'Create collection' },
  { path: '/settings/data-model/products' },
  { path: '/settings/data-model/products', press: 'Add field' },
  { path: '/settings/diagram' },
  { path: '/settings/policies' },
  { path: PUBLIC },
  { path: PUBLIC, press: 'Custom' },
  { path: '/settings/roles', press: 'New role' },
  { path: '/settings/explain' },
  { path: '/settings/project' },
  { path: '/settings/presets' },
  { path: '/settings/translations' },
  { path: '/settings/system' },
  { path: '/users' },
  { path: '/users', press: 'Invite' },
  { path: '/profile' },
  { path: '/activity' },
]

describe.skipIf(noBrowser !== null)('sizes of the Studio', { timeout: 60_000 }, () => {
  const { signedIn } = useBrowser()
  let server: TestServer
  let page: Page

  beforeAll(async () => {
    server = await serve()
    ;({ page } = await signedIn(server))
  })
  afterAll(() => server[Symbol.asyncDispose]())

  async function show(path: string): Promise<void> {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(`${server.address}/admin${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await settled()
  }
  /** Nothing stands in for something else any more. */
  const settled = (): Promise<void> =>
    page
      .locator('body:not(:has(.mantine-Skeleton-root, [role=status][aria-label=Loading]))')
      .waitFor()

  it.each(PAGES)('all is in its place, and to be hit: $path $press', async ({ path, press }) => {
    await show(path)
    if (press !== undefined) {
      await page.getByRole('button', { name: press }).first().click()
      await page.getByRole('dialog').first().waitFor()
      await settled()
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 })
      await expect.poll(() => misplaced(page), { message: `${path} at ${width}` }).toEqual([])
    }
  })

  it('gives columns of words what is left of the page, until somebody sets their width', async () => {
    await show('/content/tags')
    const head = page.getByRole('columnheader', { name: 'Name' })
    const widthOf = async (): Promise<number> => (await head.boundingBox())?.width ?? 0
    const spread = await widthOf()
    expect(spread).toBeGreaterThan(800)
    const edge = page.getByRole('slider', { name: /Name/ })
    await edge.press('ArrowLeft')
    await expect.poll(widthOf).toBe(Math.round(spread) - 16)
    const { x, y } = (await edge.boundingBox()) ?? { x: 0, y: 0 }
    await page.mouse.move(x + 3, y + 3)
    await page.mouse.down()
    await page.mouse.move(x - 97, y + 3)
    await page.mouse.up()
    await expect.poll(widthOf).toBeLessThan(spread - 100)
    expect(await widthOf()).toBeGreaterThan(spread - 140)
  })

  it('has a finger that misses the box of a row choose the row', async () => {
    await show('/content/tags')
    const cell = page
      .getByRole('cell')
      .filter({ has: page.getByRole('checkbox') })
      .nth(1)
    await cell.click({ position: { x: 4, y: 4 } })
    expect(await page.getByRole('checkbox', { name: 'Select 2', exact: true }).isChecked()).toBe(
      true,
    )
    expect(new URL(page.url()).pathname).toBe('/admin/content/tags')
  })
})
