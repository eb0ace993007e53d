import type { Locator, Page } from 'playwright-core'

/** Takes a picture of the page as it is. */
type Take = (name: string) => Promise<void>

const COLLECTION = 'orders'

interface NewField {
  /** As the gallery names it. */
  readonly interface: string
  readonly name: string
  readonly isRequired?: boolean
  readonly type?: string
  readonly choices?: readonly string[]
}

const FIELDS: readonly NewField[] = [
  { interface: 'Input', name: 'customer_name', isRequired: true },
  { interface: 'Input', name: 'email', isRequired: true },
  { interface: 'Dropdown', name: 'item', choices: ['Laptop', 'Headphones', 'Phone', 'Tablet'] },
  { interface: 'Input', name: 'amount', type: 'float' },
  { interface: 'Dropdown', name: 'status', choices: ['Pending', 'Paid', 'Shipped'] },
]

/** Makes a table of orders by clicking alone, with a picture of each step and its SQL, and drops it again. */
export async function takeTutorial(page: Page, url: string, take: Take): Promise<void> {
  try {
    await page.goto(`${url}/admin/settings/data-model`)
    await createCollection(page, take)
    for (const field of FIELDS) await addField(page, field, take)
    await take('tutorial-fields')
    await createItem(page, url, take)
    await page.goto(`${url}/admin/settings/policies`)
    await page.getByRole('link', { name: 'Public', exact: true }).first().click()
    await page.getByText('Orders', { exact: true }).first().waitFor()
    await take('tutorial-public-policy')
  } finally {
    await page.request.delete(`${url}/collections/${COLLECTION}`)
  }
}

async function createCollection(page: Page, take: Take): Promise<void> {
  await page.getByRole('button', { name: 'Create collection', exact: true }).first().click()
  const drawer = page.getByRole('dialog', { name: 'Create collection', exact: true })
  await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill(COLLECTION)
  for (const [field, name] of [
    ['Created on', 'create_at'],
    ['Updated on', 'updated_at'],
  ] as const) {
    await drawer.getByRole('checkbox', { name: field, exact: true }).check()
    await drawer.getByRole('textbox', { name: `Name of ${field}` }).fill(name)
  }
  await take('tutorial-create')
  await planned(drawer)
  await take('tutorial-create-sql')
  await drawer.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor()
}

async function addField(page: Page, field: NewField, take: Take): Promise<void> {
  const { interface: id, name, isRequired = false, type, choices = [] } = field
  await page.getByRole('button', { name: 'Add field', exact: true }).click()
  await page.getByRole('button', { name: id, exact: true }).click()
  const drawer = page.getByRole('dialog', { name: `New field: ${id}`, exact: true })
  await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  if (type !== undefined) {
    await drawer.getByRole('combobox', { name: 'Type', exact: true }).click()
    await page.getByRole('option', { name: type, exact: true }).click()
  }
  if (isRequired) await drawer.getByRole('switch', { name: /^Required/ }).check()
  if (choices.length > 0) await drawer.getByRole('tab', { name: 'Interface', exact: true }).click()
  for (const [index, choice] of choices.entries()) {
    await drawer.getByRole('button', { name: 'Add a choice', exact: true }).click()
    await drawer.getByRole('textbox', { name: `Text of choice ${index + 1}` }).fill(choice)
  }
  await planned(drawer)
  await take(`tutorial-field-${name}`)
  await drawer.getByRole('button', { name: 'Create field', exact: true }).click()
  await drawer.waitFor({ state: 'detached' })
}

async function createItem(page: Page, url: string, take: Take): Promise<void> {
  await page.goto(`${url}/admin/content/${COLLECTION}`)
  await page.getByRole('button', { name: 'Create item', exact: true }).first().click()
  await page.getByRole('textbox', { name: 'Customer Name', exact: true }).fill('Ada')
  await page.getByRole('textbox', { name: 'Email', exact: true }).fill('ada@example.com')
  await page.getByRole('textbox', { name: 'Amount', exact: true }).fill('99.5')
  await take('tutorial-item')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('cell', { name: 'ada@example.com', exact: true }).waitFor()
  await take('tutorial-list')
}

/** Waits for the statements of the change as it is now, and brings them into sight. */
async function planned(drawer: Locator): Promise<void> {
  const panel = drawer.getByRole('region', { name: 'SQL', exact: true, includeHidden: false })
  await panel
    .and(drawer.locator('[aria-busy=false]'))
    .getByText(/create table|alter table/i)
    .first()
    .waitFor()
  await panel.scrollIntoViewIfNeeded()
}
