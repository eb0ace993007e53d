import type { Page } from 'playwright-core'

/** A page of the Studio on the sample shop, or one state of it. */
export interface PictureOf {
  readonly name: string
  /** Below `/admin`. */
  readonly path: string
  /** Whether it is seen by those who are not signed in. */
  readonly public?: boolean
  /** Makes the server seem to answer something else, before the page is loaded. */
  readonly before?: (page: Page) => Promise<void>
  /** Opens what is a press away. */
  readonly open?: (page: Page) => Promise<void>
}

const PUBLIC_POLICY = '/settings/policies/abf8a154-5b1c-4a46-ac9c-7300570f4f17'

/** Somebody whose policy demands a second factor. */
async function demandSecondFactor(page: Page): Promise<void> {
  const data = { app_access: true, admin_access: false, enforce_tfa: true }
  await page.route('**/policies/me/globals', (route) => route.fulfill({ json: { data } }))
}

/** People may make accounts of their own. */
async function openRegistration(page: Page): Promise<void> {
  await page.route('**/server/info', async (route) => {
    const response = await route.fetch()
    const { data } = (await response.json()) as { data: { project: object } }
    const project = { ...data.project, public_registration: true }
    await route.fulfill({ response, json: { data: { ...data, project } } })
  })
}

/** As if somebody had left a list in another layout. */
function preset(collection: string, layout: string, options: object) {
  return async (page: Page): Promise<void> => {
    const mine = { id: 1, collection, layout, layout_options: { [layout]: options } }
    const plain = { bookmark: null, user: null, role: null, layout_query: null, filter: null }
    const data = [{ ...plain, ...mine, search: null, icon: null, color: null }]
    await page.route('**/presets?*', (route) => route.fulfill({ json: { data } }))
  }
}

function press(name: string | RegExp, role: 'button' | 'tab' = 'button') {
  return async (page: Page): Promise<void> => {
    await page.getByRole(role, { name }).first().click()
  }
}

/** One press after the other. */
function inTurn(...steps: readonly ((page: Page) => Promise<void>)[]) {
  return async (page: Page): Promise<void> => {
    for (const step of steps) await step(page)
  }
}

/** What was pressed has opened something. */
async function dialog(page: Page): Promise<void> {
  await page.getByRole('dialog').first().waitFor()
}

/** Every page; lists of nothing, of little and of much; keys of one column and of two; what is not there. */
export const pages: readonly PictureOf[] = [
  { name: 'login', path: '/login', public: true },
  { name: 'reset-password', path: '/reset-password', public: true },
  { name: 'register', path: '/register', public: true, before: openRegistration },
  { name: 'content', path: '/content' },
  { name: 'list', path: '/content/sales' },
  { name: 'list-of-few', path: '/content/tags' },
  { name: 'list-without-match', path: '/content/products?search=nothing-has-this-name' },
  { name: 'list-of-a-view', path: '/content/monthly_sales' },
  { name: 'list-as-cards', path: '/content/products', before: preset('products', 'cards', {}) },
  {
    name: 'list-as-board',
    path: '/content/sales',
    before: preset('sales', 'kanban', { groupField: 'status' }),
  },
  {
    name: 'list-as-calendar',
    path: '/content/sales',
    before: preset('sales', 'calendar', { startDateField: 'sold_at' }),
  },
  { name: 'list-filter', path: '/content/sales', open: inTurn(press(/^Filter/), dialog) },
  { name: 'item', path: '/content/products/1' },
  {
    name: 'item-panel',
    path: '/content/products/1',
    open: press('Show revisions, comments and activity'),
  },
  { name: 'item-with-two-keys', path: '/content/sale_lines/1,1' },
  { name: 'item-new', path: '/content/customers/+' },
  { name: 'item-missing', path: '/content/products/999999999' },
  { name: 'data-model', path: '/settings/data-model' },
  { name: 'data-model-collection', path: '/settings/data-model/products' },
  {
    name: 'relations',
    path: '/settings/data-model/products',
    open: press('Relations', 'tab'),
  },
  {
    name: 'relation-new',
    path: '/settings/data-model/products',
    open: inTurn(press('Relations', 'tab'), press('Add relation')),
  },
  { name: 'diagram', path: '/settings/diagram' },
  { name: 'policies', path: '/settings/policies' },
  { name: 'policy', path: PUBLIC_POLICY },
  { name: 'permission', path: PUBLIC_POLICY, open: press('Custom') },
  { name: 'policy-new', path: '/settings/policies', open: press('New policy') },
  { name: 'roles', path: '/settings/roles' },
  { name: 'role-new', path: '/settings/roles', open: press('New role') },
  { name: 'explain', path: '/settings/explain' },
  { name: 'project', path: '/settings/project' },
  { name: 'presets', path: '/settings/presets' },
  { name: 'preset-new', path: '/settings/presets', open: press('New preset') },
  { name: 'translations', path: '/settings/translations' },
  { name: 'translation-new', path: '/settings/translations', open: press('New text') },
  { name: 'system', path: '/settings/system' },
  { name: 'users', path: '/users' },
  { name: 'user-new', path: '/users', open: press('New user') },
  { name: 'user-invited', path: '/users', open: press('Invite') },
  { name: 'profile', path: '/profile' },
  { name: 'activity', path: '/activity' },
  { name: 'inbox', path: '/activity', open: inTurn(press(/^Notifications/), dialog) },
  { name: 'palette', path: '/activity', open: inTurn(press('Search and commands'), dialog) },
  { name: 'tfa-setup', path: '/content', before: demandSecondFactor },
  { name: 'collection-missing', path: '/content/no_such_collection' },
]
