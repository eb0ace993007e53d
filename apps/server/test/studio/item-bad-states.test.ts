import type { Page } from 'playwright-core'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { changed, colleague, made, signInAs } from './people.js'

describe('a form when things go wrong', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { open, signedIn } = useBrowser()

  it('has somebody sign in again in place, and then saves what was typed', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    const name = await typeName(page, server)
    await page.context().clearCookies()
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog', { name: 'Sign in again', exact: true })
    await dialog.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password)
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect.poll(() => nameOf(server), PATIENT).toBe('typed')
    expect(await name.inputValue()).toBe('typed')
  })

  it('keeps what was typed where the right to save it was withdrawn', async () => {
    await using server = await serve()
    const rights = ['read', 'update'].map((action) => ({ collection: 'tags', action }))
    const { policy } = await colleague(server, 'Ada', rights)
    const { page } = await open()
    await signInAs(page, server, 'Ada')
    const name = await typeName(page, server)
    const query = `filter[policy][_eq]=${policy}&filter[action][_eq]=update&fields=id`
    const { data } = (await server.json(`/permissions?${query}`)) as Ids
    await server.request(`/permissions/${data[0]?.id}`, { method: 'DELETE' })
    await page.keyboard.press('Control+s')
    await page.getByRole('alert').getByText('This could not be saved').waitFor()
    expect(await name.inputValue()).toBe('typed')
    expect(await nameOf(server)).not.toBe('typed')
  })

  it('keeps what was typed while no server answers, and saves it when one does', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    const name = await typeName(page, server)
    await page.context().setOffline(true)
    await page.keyboard.press('Control+s')
    await page.getByRole('alert').getByText('save again').waitFor()
    expect(await name.inputValue()).toBe('typed')
    await page.context().setOffline(false)
    await page.keyboard.press('Control+s')
    await expect.poll(() => nameOf(server), PATIENT).toBe('typed')
  })

  it('saves once, however often somebody presses while the network is slow', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    const sent: string[] = []
    let release = (): void => undefined
    const slow = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/items/tags', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      sent.push(route.request().postData() ?? '')
      await slow
      return route.continue()
    })
    await page.goto(`${server.address}/admin/content/tags/+`)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('only once')
    await page.keyboard.press('Control+s')
    await page.keyboard.press('Control+s')
    await page.getByRole('button', { name: 'Save', exact: true }).click({ force: true })
    await page.keyboard.press('Enter')
    release()
    await page.waitForURL(/tags\/\d+$/)
    expect(sent).toHaveLength(1)
    const { data } = (await server.json('/items/tags?filter[name][_eq]=only once')) as Ids
    expect(data).toHaveLength(1)
  })

  it('loads the page anew where the server has another build, and keeps what was typed', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    const name = await typeName(page, server)
    await page.route('**/admin/', async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replaceAll('assets/index-', 'assets/newer-')
      return route.fulfill({ response, body })
    })
    const old = '**/assets/palette-*.js'
    await page.route(old, (route) => route.fulfill({ status: 404, json: { errors: [] } }))
    page.once('load', () => void page.unroute(old))
    await page.getByRole('button', { name: 'Search and commands', exact: true }).click()
    await page.getByText('What you typed before the page was loaded again is back').waitFor()
    expect(await name.inputValue()).toBe('typed')
  })

  it('says that a part of the form did not come, and keeps the rest of it', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    await page.addInitScript(refuseStorage)
    const code = '**/assets/code-editor-*.js'
    await page.route(code, (route) => route.abort())
    await page.goto(`${server.address}/admin/content/products/1`)
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await name.fill('typed')
    const part = page.getByRole('alert').filter({ hasText: 'Its code did not come.' })
    await part.waitFor()
    await page.unroute(code)
    await part.getByRole('button', { name: 'Try again', exact: true }).click()
    await page.locator('.cm-editor').waitFor()
    expect(await name.inputValue()).toBe('typed')
    await page.keyboard.press('Control+s')
    await expect
      .poll(() => server.json('/items/products/1?fields=name'), PATIENT)
      .toEqual({ data: { name: 'typed' } })
  })

  it('leads to what the server refused in a related item', async () => {
    await using server = await serve()
    const rule = { quantity: { _lte: 50 } }
    await colleague(server, 'Ada', [
      ...['sales', 'sale_lines', 'products', 'customers'].map((collection) => ({
        collection,
        action: 'read',
      })),
      { collection: 'sales', action: 'update' },
      { collection: 'sale_lines', action: 'update', validation: rule },
    ])
    const { page, problems } = await open()
    await signInAs(page, server, 'Ada')
    await page.goto(`${server.address}/admin/content/sales/1`)
    const lines = page.locator('[data-collection-field="sale_lines"]')
    const first = lines.getByRole('listitem').first().getByRole('button').first()
    await first.click()
    const drawer = page.getByRole('dialog', { name: 'Sale Lines', exact: true })
    const quantity = drawer.getByRole('textbox', { name: 'Quantity', exact: true })
    await quantity.fill('99')
    await drawer.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.keyboard.press('Control+s')
    await lines.getByText(/^Quantity: /).waitFor()
    await expectAccessible(page)
    await first.click()
    await expect.poll(() => quantity.getAttribute('aria-invalid')).toBe('true')
    expect(await quantity.inputValue()).toBe('99')
    await quantity.fill('7')
    await drawer.getByRole('button', { name: 'Apply', exact: true }).click()
    await page.keyboard.press('Control+s')
    await expect
      .poll(() => server.json('/items/sale_lines/1,1?fields=quantity'), PATIENT)
      .toEqual({ data: { quantity: 7 } })
    expect(problems).toEqual([])
  })

  it('stays quick with 200 fields and a million characters', async () => {
    await using server = await serve()
    // A row of MariaDB takes 200 texts of just this length: shorter ones stand within the page, longer ones are too many bytes.
    const fields = Array.from({ length: 200 }, (_, index) => ({
      field: `field_${index}`,
      type: 'string',
      schema: { max_length: 64 },
    }))
    const text = { field: 'text', type: 'text', meta: { interface: 'input-multiline' }, schema: {} }
    await made(server, '/collections', {
      collection: 'wide',
      schema: {},
      meta: {},
      fields: [...fields, text],
    })
    // A text of MariaDB holds 65,535 bytes.
    const lines = process.env['SAMPLE_SHOP'] === 'mariadb' ? 2_300 : 36_000
    const huge = 'Lorem ipsum dolor sit amet.\n'.repeat(lines)
    const id = await made(server, '/items/wide', { field_0: 'a', text: huge })
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/wide/${id}`)
    const last = page.getByRole('textbox', { name: 'Field 199', exact: true })
    await last.fill('typed')
    expect(await page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toBe(huge)
    await page.keyboard.press('Control+s')
    await expect
      .poll(() => server.json(`/items/wide/${id}?fields=field_0,field_199`), PATIENT)
      .toEqual({ data: { field_0: 'a', field_199: 'typed' } })
    expect(problems).toEqual([])
  })
})

/** What a page does after a press of a key takes longer than a second on a busy machine. */
const PATIENT = { timeout: 20_000 }

/** As browsers do that are told to keep nothing of any page. */
function refuseStorage(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    const get = (): never => {
      throw new DOMException('denied', 'SecurityError')
    }
    Object.defineProperty(globalThis, name, { get })
  }
}

/** Opens a tag, and types another name over its own. */
async function typeName(page: Page, server: TestServer) {
  await changed(server, '/items/tags/1', { name: 'as it was' })
  await page.goto(`${server.address}/admin/content/tags/1`)
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await name.fill('typed')
  return name
}

async function nameOf(server: TestServer): Promise<string> {
  return ((await server.json('/items/tags/1?fields=name')) as { data: { name: string } }).data.name
}

interface Ids {
  readonly data: readonly { readonly id: string }[]
}
