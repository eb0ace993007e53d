import type { Column } from '@relvar/schema-introspect/model'

/** The columns that name a row, and those that change in it. */
export function partition(
  columns: readonly Column[],
  primaryKey: readonly string[],
): readonly [keys: readonly Column[], changed: readonly Column[]] {
  const isKey = ({ name }: Column) => primaryKey.includes(name)
  return [columns.filter(isKey), columns.filter((column) => !isKey(column))]
}
