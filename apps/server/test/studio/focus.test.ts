import type { Page } from 'playwright-core'
import { skipFor } from '@relvar/test-databases/skip-for'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { noBrowser, useBrowser } from './browser.js'

const PUBLIC = '/settings/policies/abf8a154-5b1c-4a46-ac9c-7300570f4f17'

/** Buttons that open something, and the pages that they are on. */
const OPENERS: readonly (readonly [path: string, button: string | RegExp])[] = [
  ['/activity', 'Your menu'],
  ['/activity', /^Notifications/],
  ['/activity', 'Search and commands'],
  ['/content/sales', 'Filter'],
  ['/content/sales', 'Layout and columns'],
  ['/content/sales', 'Bookmarks'],
  ['/content/tags/1', 'More actions'],
  ['/settings/data-model', 'Create collection'],
  ['/settings/data-model', 'Create folder'],
  ['/settings/data-model', 'More for Tags'],
  ['/settings/data-model/tags', 'Add field'],
  ['/settings/data-model/tags', /^Name /],
  [PUBLIC, 'All actions on Tags'],
  [PUBLIC, 'Custom'],
  ['/settings/policies', 'New policy'],
  ['/settings/roles', 'New role'],
  ['/users', 'Invite'],
  ['/profile', 'New API key'],
]

describe('the focus', { timeout: 60_000, ...skipFor(noBrowser) }, () => {
  const { signedIn } = useBrowser()
  let server: TestServer
  let page: Page

  beforeAll(async () => {
    server = await serve()
    ;({ page } = await signedIn(server))
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it.each(OPENERS)('goes into what is opened, and comes back: %s, %s', async (path, name) => {
    await page.goto(`${server.address}/admin${path}`)
    const button = page.getByRole('button', { name }).first()
    await button.press('Enter')
    await page.locator('[role=dialog]:focus-within, [role=menu]:focus-within').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[role=dialog]:visible, [role=menu]:visible').waitFor({ state: 'hidden' })
    await expect
      .poll(() => button.evaluate((element) => element.matches(':focus-visible')))
      .toBe(true)
  })
})
