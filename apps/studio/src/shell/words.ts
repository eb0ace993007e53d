/** What stands around all pages. */
export const shellWords = {
  shortcuts: 'Keyboard shortcuts',
  does: {
    palette: 'Search, and go anywhere',
    shortcuts: 'Show these shortcuts',
    save: 'Save, and stay with the item',
    saveAndNew: 'Save, and create a new item',
    saveAsCopy: 'Save as a copy',
    field: 'Raw value of a field, back to the saved one, clear',
    send: 'Send a comment',
    open: 'Open what has the focus',
    move: 'Move in lists and menus',
    sort: 'Move a row whose handle has the focus',
    close: 'Close what is open',
  },
  groups: {
    items: (collection: string): string => `Items of ${collection}`,
    collections: 'Collections',
    pages: 'Pages',
    actions: 'Actions',
  },
}
