import { type Float, press, inTurn, dialog, menu, options, fieldMenu, PANEL } from './float.js'

/** What forms of items open. */
export const ITEMS: readonly Float[] = [
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
]
