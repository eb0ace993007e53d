import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

describe('what stands around all pages', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { signedIn } = useBrowser()

  it('leads to items and pages by typing', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tags`)
    await page.getByRole('row').nth(1).waitFor()
    const { data } = (await server.json('/items/tags/1')) as { data: { name: string } }
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('textbox', { name: 'Search and commands', exact: true })
    await palette.fill(data.name)
    await page.getByRole('dialog').getByText(data.name, { exact: true }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await page.waitForURL(/content\/tags\/1$/)
    await palette.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await palette.fill('access pol')
    await page.keyboard.press('Enter')
    await page.waitForURL(/settings\/policies$/)
    await palette.waitFor({ state: 'detached' })
    expect(problems).toEqual([])
  })

  it('lists the shortcuts', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content`)
    await page.getByRole('link', { name: 'Tags', exact: true }).waitFor()
    await page.keyboard.press('Shift+?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts', exact: true }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(problems).toEqual([])
  })
})
