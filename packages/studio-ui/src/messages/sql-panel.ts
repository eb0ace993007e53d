/** What the panel of statements says. */
export const sqlPanelEnglish = {
  title: 'SQL',
  statements: 'Statements that will run',
  copy: 'Copy the SQL',
  copied: 'Copied',
  checking: 'Asking the database …',
  notReady: 'The statements stand here once the form is complete.',
  none: 'No statement runs: the database stays as it is.',
}
