/** What the page of the project's own words says. */
export const translationsWords = {
  title: 'Translations',
  text: 'Words of your own in several languages. Where the data model takes a note, a placeholder or the text of a choice, write $t: and a key: everybody reads the text in their language.',
  add: 'New text',
  edit: 'Change the text',
  search: 'Search keys and texts',
  emptyTitle: 'No words of your own yet',
  emptyText: 'What you write here can be used in the data model by its key.',
  noMatchTitle: 'Nothing found',
  noMatchText: 'No key and no text is like that.',
  key: 'Key',
  keyText: 'Used as $t:key, the same in every language.',
  language: 'Language',
  value: 'Text',
  create: 'Create',
  delete: (key: string, language: string): string => `Delete ${key} in ${language}`,
  deleteTitle: 'Delete the text?',
  deleteText: (key: string): string =>
    `Where $t:${key} is used, another language of it is shown, or the key.`,
  loading: 'Loading',
}
