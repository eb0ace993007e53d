/** In which direction a field is sorted by; null where it is not. */
export type Direction = 'ascending' | 'descending'

/** A sort of the wire, `-date,name`, as fields with their directions, the first that counts first. */
export function readSort(sort: string | null): ReadonlyMap<string, Direction> {
  const fields = (sort ?? '').split(',').filter((field) => field !== '')
  return new Map(
    fields.map((field) => [
      field.replace(/^-/, ''),
      field.startsWith('-') ? 'descending' : 'ascending',
    ]),
  )
}

function writeSort(fields: ReadonlyMap<string, Direction>): string | null {
  const texts = [...fields].map(([field, way]) => (way === 'descending' ? `-${field}` : field))
  return texts.length === 0 ? null : texts.join(',')
}

/**
 * The next order when the head of a column is pressed: from the smallest, from the largest, none. Among
 * others where they are kept, else alone.
 *
 * @example
 * nextSort('name', 'date', true) // 'name,date'
 */
export function nextSort(sort: string | null, field: string, keepsOthers: boolean): string | null {
  const fields = readSort(sort)
  const next = new Map(keepsOthers ? fields : [])
  const before = fields.get(field)
  if (before === 'descending') next.delete(field)
  else next.set(field, before === undefined ? 'ascending' : 'descending')
  return writeSort(next)
}
