import type { Locator, Page } from 'playwright-core'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { changed } from './people.js'

describe('texts in the Studio', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { signedIn } = useBrowser()

  it('tells null from an empty text, and sets either', async () => {
    await using server = await serve()
    await changed(server, '/items/sales/1', { note: '' })
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sales/1`)
    const note = page.getByRole('textbox', { name: 'Note', exact: true })
    expect(await note.getAttribute('placeholder')).toBe('Empty text')
    await note.fill('typed')
    await note.fill('')
    expect(await note.getAttribute('placeholder')).toBe('')
    await saved(page)
    expect(await server.json('/items/sales/1?fields=note')).toEqual({ data: { note: null } })

    await page.goto(`${server.address}/admin/content/sales/1`)
    await choose(page, note, 'Set to an empty text')
    expect(await note.getAttribute('placeholder')).toBe('Empty text')
    await expectAccessible(page)
    await saved(page)
    expect(await server.json('/items/sales/1?fields=note')).toEqual({ data: { note: '' } })

    await page.goto(`${server.address}/admin/content/sales/1`)
    await choose(page, note, 'Set to NULL')
    await saved(page)
    expect(await server.json('/items/sales/1?fields=note')).toEqual({ data: { note: null } })
    expect(problems).toEqual([])
  })

  it('has what people write run in the direction of its letters, and code from the left', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sales/1`)
    const note = page.getByRole('textbox', { name: 'Note', exact: true })
    await note.fill('הערה')
    expect(await directionOf(note)).toBe('rtl')
    await page.goto(`${server.address}/admin/content/products/1`)
    expect(await directionOf(page.locator('.cm-content').first())).toBe('ltr')
    await page.getByRole('button', { name: 'Show revisions, comments and activity' }).click()
    await page.getByRole('tab', { name: 'Comments', exact: true }).click()
    const comment = page.getByRole('textbox', { name: 'Write a comment', exact: true })
    await comment.fill('שלום')
    expect(await directionOf(comment)).toBe('rtl')
    await page.keyboard.press('Control+Enter')
    const written = page.getByRole('list', { name: 'Comments', exact: true }).getByText('שלום')
    expect(await directionOf(written)).toBe('rtl')
  })

  it('names a row of a junction by what stands on both of its sides', async () => {
    await using server = await serve()
    const path = '/items/product_tags?fields=product_id.id,product_id.name,tag_id.id,tag_id.name'
    const { data } = (await server.json(`${path}&limit=1`)) as { data: readonly Row[] }
    const { product_id: product, tag_id: tag } = data[0]!
    const { page } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/product_tags/${product.id},${tag.id}`)
    const name = `${product.name} · ${tag.name}`
    await page.getByRole('heading', { name, exact: true }).waitFor()
  })
})

interface Row {
  readonly product_id: { readonly id: number; readonly name: string }
  readonly tag_id: { readonly id: number; readonly name: string }
}

function directionOf(text: Locator): Promise<string> {
  return text.evaluate((element) => (element.matches(':dir(rtl)') ? 'rtl' : 'ltr'))
}

async function choose(page: Page, field: Locator, item: string): Promise<void> {
  await field.press('Alt+Enter')
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

async function saved(page: Page): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await page.keyboard.press('Control+s')
  expect((await answer).status()).toBe(200)
}
