import { type Float, press, choices, inTurn, dialog, options } from './float.js'

/** What users and the settings of the project open. */
export const PEOPLE: readonly Float[] = [
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
