import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve } from '../support/running-server.js'
import { expectAccessible, noBrowser, signInByForm, useBrowser } from './browser.js'
import { changed, colleague, PASSWORD } from './people.js'

describe('people in the Studio', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { open, signedIn } = useBrowser()

  it('sets up a second factor, and signs in with it', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content`)
    await page.getByRole('button', { name: 'Your menu', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Your profile', exact: true }).click()
    await page.getByRole('button', { name: 'Set up', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Your password', { exact: true }).fill('wrong')
    await dialog.getByRole('button', { name: 'Next', exact: true }).click()
    await dialog.getByText('This is not your password.').waitFor()
    await dialog.getByLabel('Your password', { exact: true }).fill(ADMINISTRATOR.password)
    await dialog.getByRole('button', { name: 'Next', exact: true }).click()
    await dialog.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
    await expectAccessible(page)
    const secret = await dialog.locator('code').innerText()
    await dialog.getByRole('textbox', { name: 'Code', exact: true }).fill('000000')
    await dialog.getByRole('button', { name: 'Switch on', exact: true }).click()
    await dialog.getByText('This code is not right').waitFor()
    await dialog.getByRole('textbox', { name: 'Code', exact: true }).fill(codeOf(secret))
    await dialog.getByRole('button', { name: 'Switch on', exact: true }).click()
    await page.getByRole('dialog', { name: 'Recovery codes', exact: true }).waitFor()
    await expectAccessible(page)
    const [recovery = ''] = (await dialog.locator('pre').innerText()).split('\n')
    await dialog.getByRole('button', { name: 'I have kept them', exact: true }).click()
    await page.getByText('On. A login needs a code').waitFor()

    await page.context().clearCookies()
    await page.goto(`${server.address}/admin/login`)
    await signInByForm(page, ADMINISTRATOR.email, ADMINISTRATOR.password)
    const code = page.getByRole('textbox', { name: 'Code of your authenticator', exact: true })
    await expectAccessible(page)
    await code.fill(recovery)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('Choose a collection').waitFor()
    expect(problems).toEqual([])
  })

  it('lets people make an account where the project says so, and go on as who they are', async () => {
    await using server = await serve()
    const { page, problems } = await open()
    await page.goto(`${server.address}/admin/accept-invite?token=long-gone`)
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Open the account', exact: true }).click()
    await page.getByText('This link was used already').waitFor()
    await page.goto(`${server.address}/admin/register`)
    await page.getByText('Accounts are made by an administrator here.').waitFor()
    const { role } = await colleague(server, 'Ada', [{ collection: 'tags', action: 'read' }])
    await changed(server, '/settings', {
      public_registration: true,
      public_registration_role: role,
      public_registration_verify_email: false,
      public_registration_email_filter: { email: { _ends_with: '@example.com' } },
    })
    await page.goto(`${server.address}/admin/login`)
    await page.getByRole('link', { name: 'Make an account', exact: true }).click()
    const email = page.getByRole('textbox', { name: 'E-mail', exact: true })
    await page.getByRole('textbox', { name: 'First name', exact: true }).fill('Grace')
    await email.fill('grace@example.org')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Make the account', exact: true }).click()
    await page.getByText('No account can be made with this address.').waitFor()
    await email.fill('grace@example.com')
    await page.getByRole('button', { name: 'Make the account', exact: true }).click()
    await page.getByText('Your account is made.').waitFor()
    await page.getByRole('link', { name: 'Back to sign in', exact: true }).click()
    await signInByForm(page, 'grace@example.com', PASSWORD)
    await page.getByRole('link', { name: 'Tags', exact: true }).waitFor()

    await page.goto(`${server.address}/admin/login`)
    await page.getByRole('button', { name: 'Continue as Grace', exact: true }).click()
    await page.getByRole('button', { name: 'Your menu', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
    await page.getByText('You are signed out.').waitFor()
    expect(await page.getByRole('button', { name: /^Continue as/ }).count()).toBe(0)
    expect(problems).toEqual([])
  })

  it('leads whoever a policy demands a second factor of through its set-up, and on', async () => {
    await using server = await serve()
    const { id, policy } = await colleague(server, 'Ada', [{ collection: 'tags', action: 'read' }])
    const { page, problems } = await open()
    await page.goto(`${server.address}/admin/content/tags?search=a`)
    await signInByForm(page, 'ada@example.com', PASSWORD)
    await page.getByRole('row').nth(1).waitFor()

    // Demanded while they are at work.
    await changed(server, `/policies/${policy}`, { enforce_tfa: true })
    await page.getByRole('textbox', { name: 'Search', exact: true }).fill('b')
    await page.getByRole('heading', { name: 'Set up a second factor', exact: true }).waitFor()
    await page.getByLabel('Your password', { exact: true }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()

    await page.goto(`${server.address}/admin/content/tags?search=a`)
    await signInByForm(page, 'ada@example.com', PASSWORD)
    await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('textbox', { name: 'Code', exact: true }).fill('000000')
    await page.getByRole('button', { name: 'Switch on', exact: true }).click()
    await page.getByText('This code is not right').waitFor()
    const code = codeOf(await page.locator('code').innerText())
    await page.getByRole('textbox', { name: 'Code', exact: true }).fill(code)
    await page.getByRole('button', { name: 'Switch on', exact: true }).click()
    await page.getByRole('heading', { name: 'Recovery codes', exact: true }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'I have kept them', exact: true }).click()
    await page.waitForURL(/content\/tags\?search=a/)
    await page.getByRole('row').nth(1).waitFor()
    expect(await server.json(`/users/${id}?fields=tfa_secret`)).toEqual({
      data: { tfa_secret: '**********' },
    })
    expect(problems).toEqual([])
  })

  it('shows an API key once, and revokes it', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/profile`)
    await page.getByText('No API keys yet').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'New API key', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('report')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const made = page.getByRole('dialog', { name: 'Your new key', exact: true })
    const key = await made.locator('pre').innerText()
    await expectAccessible(page)
    await made.getByRole('button', { name: 'I have kept it', exact: true }).click()
    const asked = { headers: { Authorization: `Bearer ${key}` } }
    expect((await server.request('/items/tags?limit=1', asked)).status).toBe(200)
    await page.reload()
    await page.getByRole('button', { name: 'Revoke report', exact: true }).waitFor()
    expect(await page.content()).not.toContain(key)
    await page.getByRole('button', { name: 'Revoke report', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
    await page.getByText('No API keys yet').waitFor()
    expect((await server.request('/items/tags?limit=1', asked)).status).toBe(401)
    expect(problems).toEqual([])
  })

  it('makes a user, shows what is refused at its field, suspends them, and tells of it', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/users`)
    await page.getByRole('link', { name: 'Admin User', exact: true }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'New user', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'First name', exact: true }).fill('Ada')
    await dialog.getByRole('textbox', { name: 'E-mail', exact: true }).fill('ada')
    await dialog.getByLabel('Password', { exact: true }).fill('Correct-horse-9')
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await dialog.getByText('This is no e-mail address.').waitFor()
    await expectAccessible(page)
    const email = 'ada.lovelace.in.sales@example.com'
    await dialog.getByRole('textbox', { name: 'E-mail', exact: true }).fill(email)
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Ada', exact: true }).waitFor()
    await expectAccessible(page)
    await page.getByRole('combobox', { name: 'Status', exact: true }).selectOption('suspended')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('status').getByText('Saved').waitFor()
    expect(await server.json('/users?filter[first_name]=Ada&fields=status')).toEqual({
      data: [{ status: 'suspended' }],
    })
    await page.getByRole('link', { name: 'Activity', exact: true }).click()
    await page.getByRole('button', { name: 'Changed', exact: true }).first().click()
    await page.getByRole('row', { name: 'status active suspended' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    for (const width of [390, 1024, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await cutCells(page)).toEqual([])
    }
    await page.getByRole('link', { name: email, exact: true }).first().click()
    await page.getByRole('heading', { name: 'Ada', exact: true }).waitFor()

    await page.setViewportSize({ width: 1024, height: 900 })
    await page.goto(`${server.address}/admin/users`)
    const cell = page.getByRole('cell', { name: email, exact: true })
    await cell.waitFor()
    expect(await cell.evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(true)
    expect(problems).toEqual([])
  })

  it('names the fields, links and policies of the activity, and leads to their pages', async () => {
    await using server = await serve()
    await changed(server, '/fields/tags/name', { meta: { note: 'What people call it' } })
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/activity`)
    const name = page.getByRole('link', { name: 'tags.name', exact: true })
    await name.waitFor()
    await expectAccessible(page)
    await name.click()
    await page.waitForURL(/settings\/data-model\/tags$/)
    expect(problems).toEqual([])
  })

  it('saves the settings of the project, and says how the server does', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings`)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Corner shop')
    await page.getByRole('textbox', { name: 'Colour', exact: true }).fill('#ffcc00')
    await page.getByRole('combobox', { name: 'Default appearance' }).selectOption('dark')
    await page.getByRole('combobox', { name: 'Default language' }).selectOption('de-DE')
    await page.getByRole('combobox', { name: 'Password rule', exact: true }).selectOption('strong')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('status').getByText('Saved').waitFor()
    expect(await server.json('/settings?fields=project_name,auth_password_policy')).toEqual({
      data: { project_name: 'Corner shop', auth_password_policy: '/^.{15,}$/' },
    })
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
    await page.getByRole('link', { name: 'System', exact: true }).click()
    await page.getByText(':responseTime').waitFor()
    await page.getByRole('row', { name: /queue.*dead.*0 jobs/ }).waitFor()
    await expect.poll(() => page.title()).toBe('System · Corner shop')
    await page.getByRole('link', { name: 'Content', exact: true }).click()
    await page.getByRole('link', { name: 'Sales', exact: true }).click()
    await page.getByText('of 4.200').waitFor()

    // Oneself comes before the project.
    await changed(server, '/users/me', { language: 'en-GB', appearance: 'auto' })
    await page.reload()
    await page.getByText('of 4,200').waitFor()
    // Yellow, and still to be read.
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Your menu', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
    await page.getByText('Corner shop', { exact: true }).waitFor()
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
    expect(problems).toEqual([])
  })
})

/** What cells of a table hold that are too narrow for it, other than those that say so by dots. */
function cutCells(page: Page): Promise<readonly (string | null)[]> {
  return page
    .locator('tbody td:not([style*="ellipsis"])')
    .evaluateAll((cells) =>
      cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
    )
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code of this half minute, as an app computes it (RFC 6238). */
function codeOf(secret: string): string {
  const bits = Array.from(secret, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
  const bytes = bits.join('').match(/.{8}/g) ?? []
  const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const offset = hash.readUInt8(hash.length - 1) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
