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

const PUBLIC = '/settings/policies/abf8a154-5b1c-4a46-ac9c-7300570f4f17'
const TAGS = '/settings/data-model/tags'

type Step = (page: Page) => Promise<void>

function press(name: string | RegExp, role: 'button' | 'tab' | 'menuitem' = 'button'): Step {
  return (page) =>
    page
      .getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) })
      .first()
      .click()
}

/** Opens a list of choices by its keys, as its box is often as wide as what stands in it. */
function choices(name: string): Step {
  return (page) => page.getByRole('combobox', { name, exact: true }).press('ArrowDown')
}

function inTurn(...steps: readonly Step[]): Step {
  return async (page) => {
    for (const step of steps) await step(page)
  }
}

const dialog = (page: Page): Locator => page.getByRole('dialog').last()
const menu = (page: Page): Locator => page.getByRole('menu')
const options = (page: Page): Locator => page.locator('[role=option]:visible').first()

/** As if somebody had left a list in another layout. */
function preset(collection: string, layout: string, given: object): Step {
  return async (page) => {
    const mine = { id: 1, collection, layout, layout_options: { [layout]: given } }
    const plain = { bookmark: null, user: null, role: null, layout_query: null, filter: null }
    const data = [{ ...plain, ...mine, search: null, icon: null, color: null }]
    await page.route('**/presets?*', (route) => route.fulfill({ json: { data } }))
  }
}

/** The menu of a field, which is no stop of the Tab key. */
function fieldMenu(field: string): Step {
  return (page) =>
    page.locator(`[data-collection-field="${field}"]`).getByRole('textbox').press('Alt+Enter')
}

/** A filter of a list, with one condition on the field. */
function condition(field: string): Step {
  return inTurn(press('Filter'), press('Add condition'), async (page) => {
    await page.getByRole('combobox', { name: 'Search fields' }).fill(field)
    await page.getByRole('option', { name: field, exact: true }).click()
  })
}

const PANEL = press('Show revisions, comments and activity')

/** All that the Studio opens on the sample shop, but for what takes a journey of its own. */
export const FLOATS: readonly Float[] = [
  // The shell
  {
    name: 'own menu',
    files: ['shell/user-menu.tsx'],
    path: '/activity',
    open: press('Your menu'),
    shown: menu,
  },
  {
    name: 'palette',
    files: ['shell/palette.tsx'],
    path: '/activity',
    open: press('Search and commands'),
    shown: dialog,
  },
  {
    name: 'shortcuts',
    files: ['shell/shortcuts.tsx'],
    path: '/activity',
    open: inTurn(press('Your menu'), press(/shortcuts/i, 'menuitem')),
    shown: dialog,
  },
  {
    name: 'navigation of a narrow page',
    files: ['shell/side-layout.tsx'],
    path: '/content/tags',
    width: 390,
    open: press('Open the navigation'),
    shown: dialog,
  },
  {
    name: 'inbox',
    files: ['notifications/inbox.tsx'],
    path: '/activity',
    open: press(/^Notifications/),
    shown: dialog,
  },
  {
    name: 'entry of the activity',
    files: ['activity/entry-drawer.tsx'],
    path: '/activity',
    open: press(/^(Created|Changed|Signed in)$/),
    shown: dialog,
  },
  // Lists
  {
    name: 'filter',
    files: ['content/list/filter-button.tsx'],
    path: '/content/sales',
    open: press('Filter'),
    shown: dialog,
  },
  {
    name: 'fields of a filter',
    files: ['filter/field-picker.tsx'],
    path: '/content/sales',
    open: inTurn(press('Filter'), press('Add condition')),
    shown: options,
  },
  {
    name: 'menu of a condition',
    files: ['filter/filter-nodes.tsx'],
    path: '/content/sales',
    open: inTurn(condition('Total'), press(/^More/)),
    shown: menu,
  },
  {
    name: 'variables of a condition',
    files: ['filter/variable-input.tsx'],
    path: '/content/sales',
    open: inTurn(condition('Sold At'), press('Use a variable')),
    shown: menu,
  },
  {
    name: 'layout and columns',
    files: ['content/list/list-options.tsx'],
    path: '/content/tags',
    open: press('Layout and columns'),
    shown: dialog,
  },
  {
    name: 'alignments of a column',
    files: ['content/list/list-options-panel.tsx'],
    path: '/content/tags',
    open: inTurn(press('Layout and columns'), press(/^Alignment of/)),
    shown: menu,
  },
  {
    name: 'bookmarks',
    files: ['content/list/bookmark-menu.tsx'],
    path: '/content/tags',
    open: press('Bookmarks'),
    shown: menu,
  },
  {
    name: 'new bookmark',
    files: ['content/list/bookmark-menu.tsx'],
    path: '/content/tags',
    open: inTurn(press('Bookmarks'), press('Save as bookmark', 'menuitem')),
    shown: dialog,
  },
  {
    name: 'edit of several',
    files: ['content/list/batch-edit.tsx'],
    path: '/content/tags',
    open: inTurn(selectAll, press('Edit')),
    shown: dialog,
  },
  {
    name: 'moves of a card',
    files: ['layouts/kanban/kanban.tsx'],
    path: '/content/sales',
    before: preset('sales', 'kanban', { groupField: 'employee_id' }),
    open: press(/^Move /),
    shown: menu,
  },
  {
    name: 'ways to arrange a board',
    files: ['layouts/kanban/column-menu.tsx'],
    path: '/content/sales',
    before: preset('sales', 'kanban', { groupField: 'employee_id' }),
    open: press(/^Arrange /),
    shown: menu,
  },
  // Items
  {
    name: 'menu of an item',
    files: ['item/item-menu.tsx'],
    path: '/content/tags/1',
    open: press('More actions'),
    shown: menu,
  },
  {
    name: 'deletion of an item',
    files: ['item/delete-dialog.tsx'],
    path: '/content/tags/1',
    open: inTurn(press('More actions'), press('Delete', 'menuitem')),
    shown: dialog,
  },
  {
    name: 'menu of a field',
    files: ['item-form/field-menu.tsx'],
    path: '/content/tags/1',
    open: fieldMenu('name'),
    shown: menu,
  },
  {
    name: 'raw value',
    files: ['item-form/raw-dialog.tsx'],
    path: '/content/tags/1',
    open: inTurn(fieldMenu('name'), press('Edit the raw value', 'menuitem')),
    shown: dialog,
  },
  {
    name: 'leaving with changes',
    files: ['content/leave-dialog.tsx'],
    path: '/content/tags/1',
    open: async (page) => {
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('another')
      await page.getByRole('link', { name: 'Sales', exact: true }).click()
    },
    shown: dialog,
  },
  {
    name: 'panel of a narrow page',
    files: ['item/panel/panel-side.tsx'],
    path: '/content/tags/1',
    width: 390,
    open: PANEL,
    shown: dialog,
  },
  {
    name: 'people to mention',
    files: ['item/panel/comment-editor.tsx'],
    path: '/content/tags/1',
    open: inTurn(PANEL, press('Comments', 'tab'), (page) =>
      page.getByRole('textbox', { name: 'Write a comment' }).pressSequentially('@a'),
    ),
    shown: options,
  },
  {
    name: 'related item',
    files: ['related/side-drawer.tsx', 'related/related-drawer.tsx', 'related/list-drawers.tsx'],
    path: '/content/sales/1',
    open: (page) =>
      page
        .locator('[data-collection-field="sale_lines"]')
        .getByRole('listitem')
        .first()
        .getByRole('button')
        .first()
        .click(),
    shown: dialog,
  },
  {
    name: 'items to choose from',
    files: ['related/side-drawer.tsx', 'interfaces/select-dropdown-m2o/select-dropdown-m2o.tsx'],
    path: '/content/sales/1',
    open: (page) =>
      page.locator('[data-collection-field="customer_id"]').getByRole('button').first().click(),
    shown: (page) => dialog(page).getByRole('row').nth(1),
  },
  {
    name: 'changes of a drawer given up',
    files: ['related/side-drawer.tsx'],
    path: '/content/sales/1',
    open: async (page) => {
      const lines = page.locator('[data-collection-field="sale_lines"]')
      await lines.getByRole('listitem').first().getByRole('button').first().click()
      await dialog(page).getByRole('textbox', { name: 'Quantity', exact: true }).fill('77')
      await page.locator('button:enabled', { hasText: 'Apply' }).waitFor()
      await page.keyboard.press('Escape')
    },
    shown: (page) => page.getByRole('button', { name: 'Keep editing', exact: true }),
  },
  // The data model
  {
    name: 'new collection',
    files: ['data-model/change-form.tsx', 'data-model/create-collection.tsx'],
    path: '/settings/data-model',
    open: press('Create collection'),
    shown: dialog,
  },
  {
    name: 'kinds of keys',
    files: ['data-model/create-collection.tsx'],
    path: '/settings/data-model',
    open: inTurn(press('Create collection'), choices('Key')),
    shown: options,
  },
  {
    name: 'new folder',
    files: ['data-model/create-folder.tsx'],
    path: '/settings/data-model',
    open: press('Create folder'),
    shown: dialog,
  },
  {
    name: 'menu of a collection',
    files: ['data-model/model-line.tsx'],
    path: '/settings/data-model',
    open: press('More for Tags'),
    shown: menu,
  },
  {
    name: 'forgetting of a collection',
    files: ['data-model/remove-dialog.tsx'],
    path: '/settings/data-model',
    open: inTurn(press('More for Tags'), press('Forget', 'menuitem')),
    shown: dialog,
  },
  {
    name: 'menu of a column',
    files: ['data-model/field-grid.tsx'],
    path: TAGS,
    open: press('More for Name'),
    shown: menu,
  },
  {
    name: 'deletion of a column',
    files: ['data-model/remove-dialog.tsx'],
    path: TAGS,
    open: inTurn(press('More for Name'), press('Delete', 'menuitem')),
    shown: dialog,
  },
  {
    name: 'interfaces to choose from',
    files: ['data-model/change-form.tsx'],
    path: TAGS,
    open: press('Add field'),
    shown: dialog,
  },
  {
    name: 'schema of a field',
    files: ['data-model/schema-tab.tsx', 'data-model/field-drawer.tsx'],
    path: TAGS,
    open: press(/^Name /),
    shown: dialog,
  },
  {
    name: 'types of a field',
    files: ['data-model/schema-tab.tsx'],
    path: TAGS,
    open: inTurn(press(/^Name /), choices('Type')),
    shown: options,
  },
  {
    name: 'interface of a field',
    files: ['data-model/field-tabs.tsx', 'data-model/options-form.tsx'],
    path: TAGS,
    open: inTurn(press(/^Name /), press('Interface', 'tab')),
    shown: dialog,
  },
  {
    name: 'display of a field',
    files: ['data-model/field-tabs.tsx'],
    path: TAGS,
    open: inTurn(press(/^Name /), press('Display', 'tab')),
    shown: dialog,
  },
  {
    name: 'rules of a field',
    files: ['data-model/field-tabs.tsx'],
    path: TAGS,
    open: inTurn(press(/^Name /), press('Validation', 'tab'), press('Add a condition')),
    shown: dialog,
  },
  {
    name: 'fields of a template',
    files: ['data-model/collection-form.tsx'],
    path: TAGS,
    open: inTurn(press('Options', 'tab'), press('Add a field')),
    shown: menu,
  },
  {
    name: 'menu of a relation',
    files: ['data-model/relations-tab.tsx'],
    path: '/settings/data-model/reviews',
    open: inTurn(press('Relations', 'tab'), press('More for reviews.product_id')),
    shown: menu,
  },
  {
    name: 'new relation',
    files: ['data-model/relation-drawer.tsx', 'data-model/relation-fields.tsx'],
    path: '/settings/data-model/reviews',
    open: inTurn(press('Relations', 'tab'), press('Add relation'), choices('Leads to')),
    shown: options,
  },
  {
    name: 'actions of a foreign key',
    files: ['data-model/action-select.tsx', 'data-model/relation-editor.tsx'],
    path: '/settings/data-model/reviews',
    open: inTurn(
      press('Relations', 'tab'),
      press('More for reviews.product_id'),
      press('Edit', 'menuitem'),
      choices('When the other item is deleted'),
    ),
    shown: options,
  },
  // Access
  {
    name: 'new policy',
    files: ['settings/form-dialog.tsx', 'access/new-policy-dialog.tsx'],
    path: '/settings/policies',
    open: press('New policy'),
    shown: dialog,
  },
  {
    name: 'whole row of the matrix',
    files: ['permission-matrix/whole-menu.tsx'],
    path: PUBLIC,
    open: press('All actions on Tags'),
    shown: menu,
  },
  {
    name: 'rows of a permission',
    files: ['permission-matrix/permission-editor.tsx'],
    path: PUBLIC,
    open: press('Custom'),
    shown: dialog,
  },
  {
    name: 'menu of a role',
    files: ['access/roles-page.tsx'],
    path: '/settings/roles',
    open: press(/^What can be done with/),
    shown: menu,
  },
  {
    name: 'new role',
    files: ['settings/form-dialog.tsx', 'access/role-field.tsx', 'access/role-dialog.tsx'],
    path: '/settings/roles',
    open: inTurn(press('New role'), choices('Below')),
    shown: options,
  },
  {
    name: 'actions to explain',
    files: ['access/explain-page.tsx'],
    path: '/settings/explain',
    open: choices('Collection'),
    shown: options,
  },
  // People and the project
  {
    name: 'colours',
    files: ['color/color-field.tsx'],
    path: '/settings/project',
    open: (page) => page.getByRole('textbox', { name: 'Colour', exact: true }).click(),
    shown: (page) => page.locator('.mantine-ColorInput-dropdown'),
  },
  {
    name: 'invitation',
    files: ['users/invite-dialog.tsx'],
    path: '/users',
    open: press('Invite'),
    shown: dialog,
  },
  {
    name: 'new user',
    files: ['settings/form-dialog.tsx', 'users/new-user-dialog.tsx'],
    path: '/users',
    open: press('New user'),
    shown: dialog,
  },
  {
    name: 'second factor',
    files: ['profile/second-factor.tsx'],
    path: '/profile',
    open: press('Set up'),
    shown: dialog,
  },
  {
    name: 'new API key',
    files: ['profile/api-keys.tsx'],
    path: '/profile',
    open: press('New API key'),
    shown: dialog,
  },
  {
    name: 'new preset',
    files: ['settings/form-dialog.tsx', 'settings/preset-dialog.tsx'],
    path: '/settings/presets',
    open: inTurn(press('New preset'), choices('Collection')),
    shown: options,
  },
  {
    name: 'new text',
    files: ['settings/form-dialog.tsx', 'settings/translation-dialog.tsx'],
    path: '/settings/translations',
    open: press('New text'),
    shown: dialog,
  },
]

async function selectAll(page: Page): Promise<void> {
  await page.getByLabel('Select all on this page').check()
}

/** Those that take more to open, and the journeys that look at them. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'access/why.tsx': 'access.test.ts',
  'content/list/selection-actions.tsx': 'list-table.test.ts',
  'item/conflict-dialog.tsx': 'items.test.ts',
  'item/panel/revision-dialog.tsx': 'item-panel.test.ts',
  'interfaces/collection-item/collection-item.tsx': 'widgets.test.ts',
  'interfaces/presentation/presentation-part.tsx': 'widgets.test.ts',
  'lazy/lazy-part.tsx': 'floats.test.ts',
  'profile/shown-once-dialog.tsx': 'people.test.ts',
  'related/list-buttons.tsx': 'widgets.test.ts',
  'session/sign-in-dialog.tsx': 'item-bad-states.test.ts',
  'shell/confirm-dialog.tsx': 'list-table.test.ts',
}
