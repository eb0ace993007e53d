import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { made } from './people.js'

describe('rights in the Studio', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { signedIn } = useBrowser()

  it('lets everybody read a collection by one press, and takes it back by a key', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content`)
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('link', { name: 'Access policies', exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Public', exact: true }).click()
    const cell = page.getByRole('group', { name: 'Read: Tags', exact: true })
    await cell.waitFor()
    await expectAccessible(page)
    // What is chosen stands beside what it is chosen for, on a wide screen too.
    await page.setViewportSize({ width: 1440, height: 900 })
    const head = await page.getByRole('button', { name: 'All actions on Tags' }).boundingBox()
    const first = await page.getByRole('group', { name: 'Create: Tags', exact: true }).boundingBox()
    expect((first?.x ?? Infinity) - (head?.x ?? 0)).toBeLessThan(300)
    expect((await anonymously(server, '/items/tags')).status).toBe(403)
    await cell.getByRole('button', { name: 'All', exact: true }).click()
    await expect.poll(async () => (await anonymously(server, '/items/tags')).status).toBe(200)
    await cell.getByRole('button', { name: 'All', exact: true, pressed: true }).press('n')
    await expect.poll(async () => (await anonymously(server, '/items/tags')).status).toBe(403)
    await page.keyboard.press('ArrowRight')
    const next = page.getByRole('group', { name: 'Update: Tags', exact: true })
    await next.locator('button[aria-label="None"]:focus').waitFor()
    expect(problems).toEqual([])
  })

  it('makes a policy that allows three fields of some items', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings/policies`)
    await page.getByRole('button', { name: 'New policy', exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Sell')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Sell', exact: true }).waitFor()
    const cell = page.getByRole('group', { name: 'Read: Sales', exact: true })
    await cell.getByRole('button', { name: 'Custom', exact: true }).click()
    const rules = page.getByRole('dialog', { name: 'Read Sales', exact: true })
    await rules.getByRole('button', { name: 'Edit as text', exact: true }).first().click()
    await rules
      .getByRole('textbox', { name: 'Filter as JSON', exact: true })
      .fill('{"status":{"_eq":"paid"}}')
    await expectAccessible(page)
    await rules.getByRole('tab', { name: 'Fields', exact: true }).click()
    await rules.getByRole('button', { name: 'Choose none', exact: true }).click()
    for (const name of ['Id', 'Number', 'Status'])
      await rules.getByRole('checkbox', { name, exact: true }).check()
    await expectAccessible(page)
    await rules.getByRole('button', { name: 'Save', exact: true }).click()
    await rules.waitFor({ state: 'detached' })
    await cell.getByRole('button', { name: 'Custom', exact: true, pressed: true }).waitFor()
    const filter = encodeURIComponent('{"collection":{"_eq":"sales"}}')
    expect(
      await server.json(`/permissions?filter=${filter}&fields=fields,permissions,action`),
    ).toMatchObject({
      data: expect.arrayContaining([
        {
          action: 'read',
          fields: ['id', 'number', 'status'],
          permissions: { status: { _eq: 'paid' } },
        },
      ]),
    })

    const create = page.getByRole('group', { name: 'Create: Sales', exact: true })
    await create.getByRole('button', { name: 'Custom', exact: true }).click()
    const written = page.getByRole('dialog', { name: 'Create Sales', exact: true })
    await written.getByRole('tab', { name: 'Presets', exact: true }).click()
    await written.getByRole('combobox', { name: 'Add a value for', exact: true }).fill('not')
    await page.getByRole('option', { name: 'Note', exact: true }).click()
    await written
      .getByRole('group', { name: 'Note' })
      .getByLabel('Value', { exact: true })
      .fill('by hand')
    await expectAccessible(page)
    await written.getByRole('button', { name: 'Save', exact: true }).click()
    await written.waitFor({ state: 'detached' })
    expect(await server.json('/permissions?filter[action]=create&fields=presets')).toMatchObject({
      data: expect.arrayContaining([{ presets: { note: 'by hand' } }]),
    })

    await page.getByRole('tab', { name: 'Options', exact: true }).click()
    const addresses = page.getByRole('combobox', { name: 'Addresses', exact: true })
    await addresses.fill('10.0.0.0/99')
    await addresses.press('Enter')
    await page.getByRole('checkbox', { name: 'Second factor needed', exact: true }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('"ip_access" takes IP addresses').waitFor()
    expect(await addresses.getAttribute('aria-invalid')).toBe('true')
    await expectAccessible(page)
    await addresses.press('Backspace')
    await addresses.fill('10.0.0.0/8')
    await addresses.press('Enter')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('status').getByText('Saved').waitFor()
    const options = 'filter[name]=Sell&fields=ip_access,enforce_tfa'
    expect(await server.json(`/policies?${options}`)).toEqual({
      data: [{ ip_access: ['10.0.0.0/8'], enforce_tfa: true }],
    })
    expect(problems).toEqual([])
  })

  it('looks as somebody who may see less, says why, and comes back by one press', async () => {
    await using server = await serve()
    await sellers(server)
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings/roles`)
    await page.getByRole('button', { name: 'What can be done with Sales', exact: true }).click()
    await page.getByRole('menuitem', { name: 'New role below', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Juniors')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('From above:').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'What can be done with Sales', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Edit or move', exact: true }).click()
    await dialog.getByRole('combobox', { name: 'Below', exact: true }).click()
    expect(await page.getByRole('option', { name: 'Juniors', exact: true }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).click()

    await page.getByRole('button', { name: 'What can be done with Juniors', exact: true }).click()
    await page.getByRole('menuitem', { name: 'View as', exact: true }).click()
    await page.getByText('You see the data as Juniors').waitFor()
    await page.getByRole('link', { name: 'Sales', exact: true }).waitFor()
    expect(await page.getByRole('link', { name: 'Customers', exact: true }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Settings', exact: true }).count()).toBe(0)
    await page.getByRole('link', { name: 'Sales', exact: true }).click()
    await page.getByRole('button', { name: 'Create (why?)', exact: true }).click()
    await page.getByText('No policy that they hold has a permission for this.').waitFor()
    await expectAccessible(page)
    await page.goto(`${server.address}/admin/content/customers`)
    await page.getByText('There is nothing here').waitFor()
    await page.getByRole('button', { name: 'Why?', exact: true }).click()
    await page.getByText('No policy that they hold has a permission for this.').waitFor()
    await expectAccessible(page)
    await page.reload()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await page.getByRole('link', { name: 'Customers', exact: true }).waitFor()
    expect(problems).toEqual([])
  })

  it('explains which part of a rule is not true of an item', async () => {
    await using server = await serve()
    const { role } = await sellers(server)
    const { page, problems } = await signedIn(server)
    const question = `as=role:${role}&collection=sales&key=1`
    await page.goto(`${server.address}/admin/settings/explain?${question}`)
    await page.getByText('No permission has a rule that is true of this item.').waitFor()
    await page.getByText('{"status":{"_eq":"paid"}}').waitFor()
    await page.getByText('not true of this item').waitFor()
    await expectAccessible(page)
    expect(problems).toEqual([])
  })

  /** A role whose policy reads some sales. */
  async function sellers(server: TestServer): Promise<{ readonly role: string }> {
    const role = await made(server, '/roles', { name: 'Sales' })
    const policy = await made(server, '/policies', { name: 'Sell', app_access: true })
    await made(server, '/access', { role, policy })
    await made(server, '/permissions', {
      policy,
      collection: 'sales',
      action: 'read',
      fields: ['*'],
      permissions: { status: { _eq: 'paid' } },
    })
    return { role }
  }

  function anonymously(server: TestServer, path: string): Promise<Response> {
    return fetch(server.address + path)
  }
})
