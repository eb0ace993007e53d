import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import type { TestServer } from '../support/running-server.js'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Why there is no browser here; CI has to have one. */
export const noBrowser: string | null =
  existsSync(CHROMIUM) || process.env['CI'] !== undefined ? null : `${CHROMIUM} is missing.`

function launch(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
  ]
  return chromium.launch({ executablePath: CHROMIUM, args })
}

/** A page, and what its scripts have failed at so far. */
interface OpenedPage {
  readonly page: Page
  readonly problems: string[]
}

export interface TestBrowser {
  /** A page in a browser session of its own. */
  readonly open: () => Promise<OpenedPage>
  /** The same, of the administrator. */
  readonly signedIn: (server: Pick<TestServer, 'address'>) => Promise<OpenedPage>
}

/** Launches a browser for the tests of the suite that asks, and closes it after them. */
export function useBrowser(): TestBrowser {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser.close())
  const open = (): Promise<OpenedPage> => openPage(browser)
  return {
    open,
    async signedIn({ address }) {
      const opened = await open()
      const { email, password } = ADMINISTRATOR
      const data = { email, password, mode: 'session' }
      const answer = await opened.page.request.post(`${address}/auth/login`, { data })
      expect(answer.status()).toBe(200)
      return opened
    },
  }
}

async function openPage(browser: Browser): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    // Refusals are answers: the page says what they mean.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      problems.push(message.text())
  })
  return { page, problems }
}

/** Fills the page that asks who somebody is. */
export async function signInByForm(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Fails where any rule of axe finds something, in either colour scheme: what is shown may be another in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectScheme(page, 'light')
  await expectScheme(page, 'dark')
}

async function expectScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
  // What passes takes longer to tell than to find, and a page to sum frames up longer still: there are none.
  expect(page.frames()).toHaveLength(1)
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  const { violations } = await axe.setLegacyMode().analyze()
  const found = violations.map(
    ({ id, nodes }) =>
      `${colorScheme} ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  )
  expect(found).toEqual([])
}
