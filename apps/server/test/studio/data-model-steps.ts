import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

interface FieldToAdd {
  readonly required?: boolean
  readonly type?: string
  readonly choices?: readonly string[]
  /** What has to be shown before it runs. */
  readonly sql: RegExp
}

export async function addField(
  page: Page,
  gallery: string,
  name: string,
  { required = false, type, choices, sql }: FieldToAdd,
): Promise<void> {
  await page.getByRole('button', { name: 'Add field', exact: true }).click()
  await page.getByRole('button', { name: gallery, exact: true }).click()
  const drawer = page.getByRole('dialog', { name: `New field: ${gallery}`, exact: true })
  await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  if (type !== undefined) await choose(page, drawer, 'Type', type)
  if (required) await drawer.getByRole('switch', { name: /^Required/ }).check()
  if (choices !== undefined) {
    await drawer.getByRole('tab', { name: 'Interface', exact: true }).click()
    for (const [index, choice] of choices.entries()) {
      await drawer.getByRole('button', { name: 'Add a choice', exact: true }).click()
      await drawer.getByRole('textbox', { name: `Text of choice ${index + 1}` }).fill(choice)
    }
  }
  await shows(drawer, sql)
  await drawer.getByRole('button', { name: 'Create field', exact: true }).click()
  await drawer.waitFor({ state: 'detached' })
}

/** A plan reads the whole schema, and the machine may be busy. */
const PATIENCE = { timeout: 20_000 }

/** Waits for the statements of the change as it is now. */
export async function shows(within: Locator, sql: RegExp): Promise<void> {
  const panel = within.getByRole('region', { name: 'SQL', exact: true, includeHidden: false })
  await expect.poll(() => panel.getAttribute('aria-busy'), PATIENCE).toBe('false')
  await expect.poll(() => panel.innerText(), PATIENCE).toMatch(sql)
}

export async function choose(
  page: Page,
  within: Page | Locator,
  label: string,
  option: string,
): Promise<void> {
  await within.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Names the column of a link, and leaves its list of suggestions. */
export async function nameColumn(drawer: Locator, name: string): Promise<void> {
  const column = drawer.getByRole('combobox', { name: 'Column that holds the key', exact: true })
  await column.fill(name)
  await column.press('Tab')
}
