import {
  type Float,
  press,
  inTurn,
  dialog,
  menu,
  options,
  preset,
  condition,
  selectAll,
} from './float.js'

/** A board with a few cards, as each takes axe its time. */
const BOARD = `/content/sales?filter=${encodeURIComponent('{"id":{"_lte":20}}')}`

/** What lists open. */
export const LISTS: readonly Float[] = [
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
    files: ['layouts/kanban/board-card.tsx'],
    path: BOARD,
    before: preset('sales', 'kanban', { groupField: 'employee_id' }),
    open: press(/^Move /),
    shown: menu,
  },
  {
    name: 'ways to arrange a board',
    files: ['layouts/kanban/column-menu.tsx'],
    path: BOARD,
    before: preset('sales', 'kanban', { groupField: 'employee_id' }),
    open: press(/^Arrange /),
    shown: menu,
  },
  {
    name: 'new group of a board',
    files: ['layouts/kanban/group-dialog.tsx'],
    path: BOARD,
    before: preset('sales', 'kanban', { groupField: 'employee_id' }),
    open: press('Add a group'),
    shown: dialog,
  },
  {
    name: 'deletion of a group',
    files: ['layouts/kanban/remove-group-dialog.tsx'],
    path: BOARD,
    before: preset('sales', 'kanban', { groupField: 'employee_id' }),
    open: inTurn(press(/^Arrange /), press('Delete', 'menuitem')),
    shown: dialog,
  },
]
