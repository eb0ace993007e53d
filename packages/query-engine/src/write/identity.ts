import type { Table } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import { isGranted } from '../guard/visible-schema.js'
import { isPlainObject } from '../query/plain.js'
import type { Key, Row } from '../query/query.js'
import { columnValue } from './column-value.js'
import { linkedKey } from './keys.js'
import type { Right } from './rights.js'
import { columnNamed } from './values.js'
import type { Writing } from './writing.js'

/**
 * The columns that tell which row an item is: those of the primary key, of the unique constraint
 * with this name, or these themselves where a key or a constraint is made of them.
 *
 * @throws InvalidQueryError for what is no such constraint, or of columns that the actor may not fill
 */
export function identityColumns(
  { core, actor }: Writing,
  { table, guard }: Right,
  by: string | readonly string[] | undefined,
): readonly string[] {
  if (by === undefined) return table.primaryKey
  // Constraints whose columns are not all visible are not there.
  const uniques = core.visibleTo(actor).tables[table.id]?.uniques ?? []
  const columns =
    typeof by === 'string'
      ? uniques.find(({ name }) => name === by)?.columns
      : [table.primaryKey, ...uniques.map((unique) => unique.columns)].find((each) =>
          isSameSet(each, by),
        )
  if (columns?.every((column) => isGranted(guard, column))) return columns
  const text = typeof by === 'string' ? `"${by}"` : by.map((each) => `"${each}"`).join(', ')
  throw new InvalidQueryError(`No unique constraint of "${table.id}" is ${text}.`)
}

export function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each) => right.includes(each))
}

/**
 * The values by which an item names its row; null where one of them is missing, so that it can be
 * no row that is there.
 *
 * @throws InvalidPayloadError, ValueTooLongError, ValueOutOfRangeError for values of the wrong kind
 */
export function identityOf(table: Table, columns: readonly string[], item: Row): Key | null {
  if (!isPlainObject(item)) return null
  const values = columns.map((each) => {
    const given = linkedKey(table, each, item[each])
    return [each, columnValue(table, columnNamed(table, each), given)] as const
  })
  return values.some(([, value]) => value === null) ? null : (Object.fromEntries(values) as Key)
}
