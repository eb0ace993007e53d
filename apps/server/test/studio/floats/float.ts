import type { Locator, Page } from 'playwright-core'

/** Something that stands above a page: a dialog, a drawer, a menu, a list of choices. */
export interface Float {
  /** What it is, and where it is made: a file below `apps/studio/src` or `packages/studio-ui/src`. */
  readonly name: string
  readonly files: readonly string[]
  /** The page that it is opened on, below `/admin`. */
  readonly path: string
  /** Pixels. */
  readonly width?: number
  /** Makes the server seem to answer something else, before the page is loaded. */
  readonly before?: (page: Page) => Promise<void>
  readonly open: (page: Page) => Promise<void>
  /** What is open in the end. */
  readonly shown: (page: Page) => Locator
}

export const PUBLIC = '/settings/policies/abf8a154-5b1c-4a46-ac9c-7300570f4f17'
export const TAGS = '/settings/data-model/tags'

export type Step = (page: Page) => Promise<void>

export function press(name: string | RegExp, role: 'button' | 'tab' | 'menuitem' = 'button'): Step {
  return (page) =>
    page
      .getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) })
      .first()
      .click()
}

/** Opens a list of choices by its keys, as its box is often as wide as what stands in it. */
export function choices(name: string): Step {
  return (page) => page.getByRole('combobox', { name, exact: true }).press('ArrowDown')
}

export function inTurn(...steps: readonly Step[]): Step {
  return async (page) => {
    for (const step of steps) await step(page)
  }
}

export const dialog = (page: Page): Locator => page.getByRole('dialog').last()
export const menu = (page: Page): Locator => page.getByRole('menu')
export const options = (page: Page): Locator => page.locator('[role=option]:visible').first()

/** As if somebody had left a list in another layout. */
export function preset(collection: string, layout: string, given: object): Step {
  return async (page) => {
    const mine = { id: 1, collection, layout, layout_options: { [layout]: given } }
    const plain = { bookmark: null, user: null, role: null, layout_query: null, filter: null }
    const data = [{ ...plain, ...mine, search: null, icon: null, color: null }]
    await page.route('**/presets?*', (route) => route.fulfill({ json: { data } }))
  }
}

/** The menu of a field, which is no stop of the Tab key. */
export function fieldMenu(field: string): Step {
  return (page) =>
    page.locator(`[data-collection-field="${field}"]`).getByRole('textbox').press('Alt+Enter')
}

/** A filter of a list, with one condition on the field. */
export function condition(field: string): Step {
  return inTurn(press('Filter'), press('Add condition'), async (page) => {
    await page.getByRole('combobox', { name: 'Search fields' }).fill(field)
    await page.getByRole('option', { name: field, exact: true }).click()
  })
}

export const PANEL: Step = press('Show revisions, comments and activity')

export async function selectAll(page: Page): Promise<void> {
  await page.getByLabel('Select all on this page').check()
}
