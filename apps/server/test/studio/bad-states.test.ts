import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'

describe('lists when things go wrong', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { open, signedIn } = useBrowser()

  it('says that the server is away, keeps what is shown, and goes on by itself', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tags`)
    await page.getByRole('cell', { name: '1', exact: true }).waitFor()
    await page.context().setOffline(true)
    await page.getByLabel('Search', { exact: true }).fill('nothing has this name')
    const banner = page.getByRole('alert').filter({ hasText: 'The server does not answer.' })
    await banner.waitFor()
    await expectAccessible(page)
    await page.context().setOffline(false)
    await page.getByText('Nothing found').waitFor()
    await banner.waitFor({ state: 'detached' })
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Activity', exact: true }).click()
    await page.getByRole('heading', { name: 'The server does not answer.' }).waitFor()
    await page.context().setOffline(false)
    await page.getByRole('heading', { name: 'Activity', exact: true }).waitFor()
  })

  it('asks to sign in again in the middle of a list, and stays where it was', async () => {
    await using server = await serve()
    const { page } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/sales?page=3`)
    await page.getByText('101 to 150').waitFor()
    await page.context().clearCookies()
    await page.getByRole('button', { name: 'Next page' }).click()
    await page.getByRole('dialog', { name: 'Sign in again' }).waitFor()
    await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('151 to 200').waitFor()
  })

  it('closes a list that may not be read any more, or whose collection is gone', async () => {
    await using server = await serve()
    const permission = await makeReader(server)
    const { page } = await open()
    const data = { ...READER, mode: 'session' }
    const answer = await page.request.post(`${server.address}/auth/login`, { data })
    expect(answer.status()).toBe(200)
    await page.goto(`${server.address}/admin/content/tags`)
    await page.getByText('You may read these items, not change them.').waitFor()
    await page.getByRole('cell', { name: '1', exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Create item' }).count()).toBe(0)
    const removed = await server.request(`/permissions/${permission}`, { method: 'DELETE' })
    expect(removed.status).toBe(204)
    await page.getByLabel('Search', { exact: true }).fill('a')
    await page.getByText('There is nothing here').waitFor()
    expect(await page.getByRole('cell', { name: '1', exact: true }).count()).toBe(0)
    await expectAccessible(page)
  })

  it('closes a list whose collection was dropped meanwhile', async () => {
    await using server = await serve()
    await post(server, '/collections', {
      collection: 'notes',
      schema: {},
      fields: [{ field: 'id', type: 'integer', schema: { is_primary_key: true } }],
    })
    const { page } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/notes`)
    await page.getByText('No items yet').waitFor()
    const dropped = await server.request('/collections/notes', { method: 'DELETE' })
    expect(dropped.status).toBe(204)
    await page.getByLabel('Search', { exact: true }).fill('a')
    await page.getByText('There is nothing here').waitFor()
  })

  it('waits on a slow network without a jump, and sends what is pressed twice once', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(/\/items\/tags\?/, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${server.address}/admin/content/tags`)
    await page.getByRole('status').filter({ hasText: 'Loading' }).waitFor()
    const head = page.getByRole('columnheader', { name: 'Name' })
    const before = await head.boundingBox()
    release()
    await page.getByRole('cell', { name: '1', exact: true }).waitFor()
    expect(await head.boundingBox()).toEqual(before)

    let deletions = 0
    let answer: () => void = () => undefined
    const pressed = new Promise<void>((resolve) => (answer = resolve))
    await page.route(/\/items\/tags$/, async (route) => {
      deletions += 1
      await pressed
      await route.continue()
    })
    await page.getByRole('checkbox', { name: 'Select 1', exact: true }).check()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true })
    await confirm.dblclick()
    await expect.poll(() => deletions).toBe(1)
    answer()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(deletions).toBe(1)
    expect(problems).toEqual([])
  })
})

const READER = { email: 'reader@example.com', password: 'a password of a reader' }

/** Somebody who may use the Studio and read tags; answers the permission that says so. */
async function makeReader(server: TestServer): Promise<number> {
  const policy = await post(server, '/policies', { name: 'Readers', app_access: true })
  const role = await post(server, '/roles', {
    name: 'Readers',
    policies: [{ policy: policy.id }],
  })
  await post(server, '/users', { ...READER, role: role.id })
  const permission = { policy: policy.id, collection: 'tags', action: 'read', fields: ['*'] }
  return Number((await post(server, '/permissions', permission)).id)
}

async function post(
  server: TestServer,
  path: string,
  body: unknown,
): Promise<{ readonly id: unknown }> {
  const headers = { 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  return ((await server.json(path, init)) as { data: { id: unknown } }).data
}
