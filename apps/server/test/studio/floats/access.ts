import { type Float, PUBLIC, press, choices, inTurn, dialog, menu, options } from './float.js'

/** What access policies, roles and their rights open. */
export const ACCESS: readonly Float[] = [
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
]
