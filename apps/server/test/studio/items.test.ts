import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

describe('the form of an item', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { signedIn } = useBrowser()

  it('changes, makes and deletes related items in drawers, all saved in one call', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sales/1`)
    const lines = page.locator('[data-collection-field="sale_lines"]')
    await lines.getByRole('listitem').first().waitFor()
    await expectAccessible(page)
    await lines.getByRole('listitem').first().getByRole('button').first().click()
    const drawer = page.getByRole('dialog', { name: 'Sale Lines', exact: true })
    await drawer.getByRole('textbox', { name: 'Quantity', exact: true }).fill('7')
    await expectAccessible(page)
    await drawer.getByRole('button', { name: 'Apply', exact: true }).click()
    await lines.getByText('Not saved yet').waitFor()
    await lines
      .getByRole('listitem')
      .nth(1)
      .getByRole('button', { name: /^Delete/ })
      .click()
    await lines.getByRole('button', { name: 'Create new: Sale Lines', exact: true }).click()
    const fresh = page.getByRole('dialog', { name: 'New item of Sale Lines', exact: true })
    await fresh.getByRole('textbox', { name: 'Line No', exact: true }).fill('99')
    await fresh.getByRole('textbox', { name: 'Unit Price', exact: true }).fill('12.50')
    await fresh.getByRole('button', { name: 'Product', exact: true }).click()
    const products = page.getByRole('dialog', { name: 'Choose Product', exact: true })
    await products.getByRole('row').nth(1).click()
    await fresh.getByRole('button', { name: 'Apply', exact: true }).click()
    await fresh.waitFor({ state: 'hidden' })
    const before = (await server.json('/items/sales/1?fields=sale_lines')) as Lines
    expect(before.data.sale_lines).toContain('1,2')
    await page.keyboard.press('Control+s')
    await expect
      .poll(async () => ((await server.json('/items/sales/1?fields=sale_lines')) as Lines).data)
      .toEqual({ sale_lines: ['1,1', '1,3', '1,4', '1,99'] })
    expect(await server.json('/items/sale_lines/1,1')).toMatchObject({ data: { quantity: 7 } })
    expect(problems).toEqual([])
  })

  it('opens the drawers that an address names, and keeps tags through a junction without a key', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sales/1?open=customer_id:1`)
    await page.getByRole('dialog', { name: 'Customer', exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL(/sales\/1$/)
    await page.goto(`${server.address}/admin/content/products/1`)
    const tags = page.locator('[data-collection-field="product_tags"]')
    await tags.getByRole('listitem').first().waitFor()
    await tags.getByRole('button', { name: 'Create new: Tags', exact: true }).click()
    const drawer = page.getByRole('dialog', { name: 'New item of Tags', exact: true })
    await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill('brand new')
    await drawer.getByRole('button', { name: 'Apply', exact: true }).click()
    await tags.getByRole('listitem').filter({ hasText: 'brand new' }).waitFor()
    await page.keyboard.press('Control+s')
    await tags.getByText('Not saved yet').waitFor({ state: 'hidden' })
    const { data } = (await server.json('/items/products/1?fields=product_tags.tag_id.name')) as {
      data: { product_tags: readonly { tag_id: { name: string } }[] }
    }
    expect(data.product_tags.map(({ tag_id }) => tag_id.name)).toContain('brand new')
    expect(problems).toEqual([])
  })

  it('shows two people what the other one changed, and lets them choose', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/products/1`)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine')
    await page.getByRole('textbox', { name: 'Stock', exact: true }).fill('41')
    await server.json('/items/products/1', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Theirs', cost: '1.00' }),
    })
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog', { name: 'Somebody else has changed this item' })
    await dialog.waitFor()
    await expectAccessible(page)
    await dialog.getByRole('radio', { name: /^Theirs/ }).check()
    await dialog.getByRole('button', { name: 'Take over and go on', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+s')
    await expect
      .poll(() => server.json('/items/products/1?fields=name,stock,cost'))
      .toEqual({ data: { name: 'Theirs', stock: 41, cost: '1.00' } })
    expect(problems).toEqual([])
  })

  it('says that the item was deleted meanwhile, and keeps what was typed', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tags/1`)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('kept after all')
    await server.request('/items/tags/1', { method: 'DELETE' })
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog', { name: 'This item is not there any more' })
    await dialog.waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Create it anew', exact: true }).click()
    await page.getByRole('heading', { name: 'kept after all' }).waitFor()
  })

  it('brings back over a reload what was typed, and asks before it is lost', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.goto(`${server.address}/admin/content/tags/1`)
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await name.fill('typed before')
    await page.reload()
    await page.getByText('is back, not saved yet').waitFor()
    expect(await name.inputValue()).toBe('typed before')
    await page.getByRole('link', { name: 'Sales', exact: true }).click()
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.waitForURL(/content\/sales/)
    await page.goto(`${server.address}/admin/content/tags/1`)
    await name.waitFor()
    expect(await name.inputValue()).not.toBe('typed before')
    expect(problems).toEqual([])
  })
})

interface Lines {
  readonly data: { readonly sale_lines: readonly string[] }
}
