import type { Explanation } from '@relvar/query-engine'

type Selection = Explanation['resolved']['read']['selections'][number]

/** The way from a row to one value of it: `['author_id', 'name']`. */
export type ColumnPath = readonly string[]

/**
 * The columns of a table-like file, known from the resolved query alone so that the header can be
 * written before the first row is read. What lies behind a to-one relationship gets columns of its
 * own; everything else that has parts is one column.
 *
 * @example
 * columnsOf(session.resolve('article', { fields: ['id', 'author_id.name', 'tags.*'] }).read.selections)
 * // [['id'], ['author_id', 'name'], ['tags']]
 */
export function columnsOf(selections: readonly Selection[]): readonly ColumnPath[] {
  return selections.flatMap((selection) =>
    partsOf(selection).map((path) => [selection.key, ...path]),
  )
}

function partsOf(selection: Selection): readonly ColumnPath[] {
  switch (selection.kind) {
    case 'object':
      return columnsOf(selection.members)
    case 'to-one':
      return selection.read.output === 'object' ? columnsOf(selection.read.selections) : [[]]
    case 'value':
    case 'literal':
    case 'to-many':
    case 'to-any':
    case 'link':
      return [[]]
  }
}
