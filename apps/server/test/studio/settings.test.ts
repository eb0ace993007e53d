import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { changed } from './people.js'

describe('settings of what people read', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { signedIn } = useBrowser()

  it('keeps words of the project, and names things in the language of whoever looks', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings/translations`)
    await page.getByText('No words of your own yet').waitFor()
    await expectAccessible(page)
    const dialog = page.getByRole('dialog', { name: 'New text', exact: true })
    const write = async (language: string, text: string): Promise<void> => {
      await page.getByRole('button', { name: 'New text', exact: true }).first().click()
      await dialog.getByRole('textbox', { name: 'Key', exact: true }).fill('$t:mailing')
      await dialog.getByRole('combobox', { name: 'Language', exact: true }).selectOption(language)
      await dialog.getByRole('textbox', { name: 'Text', exact: true }).fill(text)
      await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    }
    await write('de-DE', 'Einmal im Monat')
    await dialog.waitFor({ state: 'hidden' })
    await write('de-DE', 'Jeden Monat')
    await dialog.getByText('Another item has this value already.').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('combobox', { name: 'Language', exact: true }).selectOption('en-GB')
    await dialog.getByRole('textbox', { name: 'Text', exact: true }).fill('Once a month')
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('textbox', { name: 'Search keys and texts', exact: true }).fill('einmal')
    expect(await page.getByRole('row').count()).toBe(2)
    await expectAccessible(page)

    const german = (translation: string): object => ({
      translations: [{ language: 'de-DE', translation }],
    })
    await changed(server, '/collections/customers', { meta: german('Kundschaft') })
    const newsletter = { ...german('Rundbrief'), note: '$t:mailing' }
    await changed(server, '/fields/customers/newsletter', { meta: newsletter })
    await changed(server, '/users/me', { language: 'de-CH' })
    await page.goto(`${server.address}/admin/content`)
    await page.getByRole('link', { name: 'Kundschaft', exact: true }).click()
    await page.getByRole('heading', { name: 'Kundschaft', exact: true }).waitFor()
    await page.getByRole('row').nth(1).click()
    await page.getByText('Rundbrief', { exact: true }).waitFor()
    await page.getByText('Einmal im Monat', { exact: true }).waitFor()

    await page.goto(`${server.address}/admin/settings/translations`)
    await page.getByRole('button', { name: 'Delete mailing in de-DE', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.goto(`${server.address}/admin/content/customers/1`)
    await page.getByText('Once a month', { exact: true }).waitFor()
    expect(problems).toEqual([])
  })

  it('lists bookmarks and how lists open, gives them to others, and deletes them', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tags?search=a&sort=-name`)
    await page.getByRole('row').nth(1).waitFor()
    await page.getByRole('button', { name: 'Bookmarks', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Save as bookmark', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('With an a')
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('link', { name: 'With an a', exact: true }).waitFor()

    await page.goto(`${server.address}/admin/settings/presets`)
    await page.getByRole('button', { name: 'With an a', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'For', exact: true }).selectOption('Everybody')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('row', { name: 'With an a Tags Everybody Table' }).waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: 'New preset', exact: true }).click()
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await dialog.getByText('A value is needed here.').waitFor()
    await dialog.getByRole('combobox', { name: 'Collection', exact: true }).fill('prod')
    await page.getByRole('option', { name: 'Products', exact: true }).click()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('row', { name: 'How the list opens Products Everybody Table' }).waitFor()

    await page.getByRole('combobox', { name: 'Which are shown' }).selectOption('bookmarks')
    await page.getByText('How the list opens', { exact: true }).waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: 'Open With an a', exact: true }).click()
    await page.getByRole('heading', { name: 'With an a', exact: true }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Delete With an a', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByText('There is none of this kind.').waitFor()
    expect(await server.json('/presets?fields=bookmark,collection,user')).toEqual({
      data: [{ bookmark: null, collection: 'products', user: null }],
    })
    expect(problems).toEqual([])
  })
})
