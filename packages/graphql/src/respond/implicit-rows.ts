import type { Row, SelectedField } from '@relvar/query-engine/query'

/**
 * A list with rows at its end that no table holds. What a database would have to look up or to work out
 * of them is null.
 *
 * @param text the JSON of the list
 */
export function withImplicit(
  text: string,
  rows: readonly Row[],
  select: readonly SelectedField[],
): string {
  if (rows.length === 0) return text
  const more = JSON.stringify(rows.map((row) => shaped(row, select)))
  return text === '[]' ? more : `${text.slice(0, -1)},${more.slice(1)}`
}

function shaped(row: Row, select: readonly SelectedField[]): Row {
  return Object.fromEntries(select.map((each) => [each.key, valueOf(row, each)]))
}

function valueOf(row: Row, selected: SelectedField): unknown {
  if (selected.kind === 'literal') return selected.text
  if (selected.kind === 'object') return shaped(row, selected.members)
  return selected.kind === 'field' ? (row[selected.field] ?? null) : null
}
