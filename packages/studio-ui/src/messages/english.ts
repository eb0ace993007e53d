import { type FilterWords, filterWords } from '../filter/words.js'
import { type LayoutWords, layoutWords } from '../layouts/words.js'
import { matrixEnglish } from './permission-matrix.js'
import { sqlPanelEnglish } from './sql-panel.js'

const count = new Intl.NumberFormat('en')

/** What components of all kinds say. */
const common = {
  cancel: 'Cancel',
  save: 'Save',
  saveAndStay: 'Save and stay',
  discard: 'Discard changes',
  delete: 'Delete',
  retry: 'Try again',
  clear: 'Clear',
  search: 'Search',
  close: 'Close',
  required: 'Required',
  automatic: 'Filled in by the database',
  nothing: 'Nothing',
  yes: 'Yes',
  no: 'No',
  concealed: 'A value is set',
  loading: 'Loading',
  choose: (title: string): string => `Choose ${title}`,
  open: (title: string): string => `Open ${title}`,
  notChosen: 'Nothing chosen',
  notEditable: 'Values of this type are shown, not edited.',
  invalidJson: 'This is no JSON.',
  invalidNumber: 'This is no number.',
  invalidInteger: 'This is no whole number.',
  atLeast: (limit: number): string => `At least ${count.format(limit)}.`,
  atMost: (limit: number): string => `At most ${count.format(limit)}.`,
  tooLong: (limit: number): string => `At most ${count.format(limit)} characters.`,
  missing: 'A value is needed here.',
  tagsHint: 'Type and press Enter',
  selectAll: 'Select all on this page',
  selectItem: (name: string): string => `Select ${name}`,
  selected: (number: number): string => `${count.format(number)} selected`,
  columns: 'Columns',
  columnsHint: 'Which fields are shown',
  sortHint: 'Press to sort; with Shift beside other columns; Alt and arrows move the column',
  resize: (title: string): string => `Width of ${title}`,
  rowsPerPage: 'Rows per page',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  range: (first: number, last: number, total: number | null): string =>
    total === null
      ? `${count.format(first)} to ${count.format(last)}`
      : `${count.format(first)} to ${count.format(last)} of ${count.format(total)}`,
  emptyTitle: 'No items yet',
  emptyText: 'What is saved here appears in this list.',
  noMatchTitle: 'Nothing found',
  noMatchText: 'No item matches the search.',
  endTitle: 'Nothing on this page',
  endText: 'The list ends before it.',
  failedTitle: 'This could not be loaded',
  unreachable: 'The server does not answer. What you typed is kept; it is tried again.',
  readonlyView:
    'This is a view of the database that computes its rows: it can be read, not written.',
  readonlyNoKey:
    'This table has no primary key, so one row cannot be told from another: it can be read, not written. A key can be declared in the data model.',
  readonlyRights: 'You may read these items, not change them.',
  readonlyItem: 'You may read this item, not change it.',
  apply: 'Apply',
  savedWithParent: 'Saved together with the item it belongs to.',
  discardTitle: 'Discard what you typed?',
  discardText: 'Your changes in this drawer are not applied yet.',
  discardIt: 'Discard',
  keepEditing: 'Keep editing',
  showHelp: 'Show help',
  hideHelp: 'Hide help',
  addExisting: 'Add existing',
  createIn: (title: string): string => `Create ${title}`,
  createNew: 'Create new',
  edit: (title: string): string => `Edit ${title}`,
  newItem: (title: string): string => `New item of ${title}`,
  unlink: 'Take out',
  undo: 'Undo',
  takenOut: 'Taken out when saved',
  deletedWhenSaved: 'Deleted when saved',
  staged: 'Not saved yet',
  searchIn: (title: string): string => `Search in ${title}`,
  listBroken: 'There is no relation behind this list, or you may not follow it.',
  listEmpty: 'Nothing here yet.',
  listOfNew: 'Rows can be added now; all is saved together.',
  move: (name: string): string => `Move ${name}`,
  actions: 'Actions',
  expand: 'Show what is below',
  collapse: 'Hide what is below',
  notSaved: 'This could not be saved',
  confirmDelete: (number: number): string =>
    number === 1 ? 'Delete this item?' : `Delete ${count.format(number)} items?`,
  confirmDeleteText: 'They are removed from the database.',
  failed: {
    FORBIDDEN: 'You may not do this, or it is not there any more.',
    RECORD_NOT_UNIQUE: 'Another item has this value already.',
    INVALID_FOREIGN_KEY: 'The item that this links to is not there, or others link to this one.',
    NOT_NULL_VIOLATION: 'A value is needed here.',
    VALUE_TOO_LONG: 'This is longer than the column holds.',
    VALUE_OUT_OF_RANGE: 'This is beyond what the column holds.',
    PRECONDITION_FAILED: 'Somebody else has changed this item since you opened it.',
  } as Readonly<Record<string, string>>,
  rules: {
    required: 'A value is needed here.',
    nnull: 'A value is needed here.',
    email: 'This is no e-mail address.',
    in: 'This is none of the values that are allowed.',
    regex: 'This does not have the form that is asked for.',
  } as Readonly<Record<string, string>>,
}

/** The words of one language; larger parts have a file of their own. */
export type Messages = typeof common & {
  readonly filter: FilterWords
  readonly layouts: LayoutWords
  readonly matrix: typeof matrixEnglish
  readonly sqlPanel: typeof sqlPanelEnglish
}

/** Every word that the components say, in one place. */
export const english: Messages = {
  ...common,
  filter: filterWords,
  layouts: layoutWords,
  matrix: matrixEnglish,
  sqlPanel: sqlPanelEnglish,
}
