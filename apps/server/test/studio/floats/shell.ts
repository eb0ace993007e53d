import { type Float, press, inTurn, dialog, menu } from './float.js'

/** What the shell opens. */
export const SHELL: readonly Float[] = [
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
]
