/** The words of layouts. */
export const layoutWords = {
  noGroups: 'No field to group by',
  noGroupsText:
    'A board has a column for each choice of a field, and this collection has no such field.',
  groupBy: 'Group by',
  move: (title: string): string => `Move ${title}`,
  moved: (title: string): string => `Moved to ${title}`,
  undo: 'Undo',
  more: 'Show more',
  noDates: 'No date',
  noDatesText: 'A calendar needs a field with a date, and this collection has none.',
  dateField: 'Date',
  view: 'View',
  month: 'Month',
  week: 'Week',
  day: 'Day',
  today: 'Today',
  before: 'Earlier',
  after: 'Later',
  moreItems: (number: number): string => `${number} more`,
  truncated: (number: number): string => `Only the first ${number} are shown: filter them.`,
}

export type LayoutWords = typeof layoutWords
