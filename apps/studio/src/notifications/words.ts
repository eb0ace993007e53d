/** What the inbox says. */
export const inboxWords = {
  title: 'Notifications',
  button: (number: number): string =>
    number === 0 ? 'Notifications' : `Notifications, ${number} in the inbox`,
  which: 'Which notifications',
  inbox: 'Inbox',
  archived: 'Archive',
  search: 'Search the notifications',
  emptyInbox: 'Nothing new. You are told here when somebody mentions you in a comment.',
  emptyArchive: 'What you put away is kept here.',
  noMatch: 'No notification matches the search.',
  archive: 'Put away',
  restore: 'Put back into the inbox',
  archiveAll: 'Put all away',
  by: (name: string): string => `by ${name}`,
  open: 'Open the item',
}
