import type { Column, DialectName, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { findColumn, findTable } from '@relvar/schema-introspect/model'
import { columnOfDraft } from './apply/column-of-draft.js'
import { idOf } from './apply/lookup.js'
import type {
  AddForeignKey,
  AlterColumn,
  ColumnDraft,
  ForeignKeyDraft,
  TableDraft,
} from './schema-change.js'
import { isWidening } from './widening.js'

/**
 * MySQL and MariaDB link only columns of one type to each other, sign included, and number keys
 * without a sign: a column with a sign loses it before it becomes a link.
 *
 * @see https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html
 */
const LINKS_ONE_TYPE: ReadonlySet<DialectName> = new Set(['mysql', 'mariadb'])

/** The changes that make the columns of a new link like those that it points to. */
export function fittingChanges(model: SchemaModel, change: AddForeignKey): readonly AlterColumn[] {
  const table = findTable(model, change.table)
  if (!LINKS_ONE_TYPE.has(model.dialect) || table === undefined) return []
  return change.foreignKey.columns.flatMap((name): readonly AlterColumn[] => {
    const column = findColumn(table, name)
    const target = targetOf(model, change.foreignKey, name)
    if (column === undefined || target === null || !canFit(column, target)) return []
    if (table.primaryKey.includes(name) || column.generated !== null) return []
    return [{ kind: 'alter-column', table: table.id, column: name, set: typeOf(target) }]
  })
}

/** A new table whose links are of the type of what they point to. */
export function fittingDraft(model: SchemaModel, draft: TableDraft): TableDraft {
  if (!LINKS_ONE_TYPE.has(model.dialect)) return draft
  const columns = draft.columns.map((column): ColumnDraft => {
    if (column.generated === 'identity') return column
    const key = draft.foreignKeys?.find((each) => each.columns.includes(column.name))
    const target = key === undefined ? null : targetOfDraft(model, draft, key, column.name)
    if (target === null || !canFit(columnOfDraft(model.dialect, column, false), target))
      return column
    return { ...column, ...typeOf(target) }
  })
  return { ...draft, columns }
}

/** A table may point to itself. */
function targetOfDraft(
  model: SchemaModel,
  draft: TableDraft,
  key: ForeignKeyDraft,
  column: string,
): Column | null {
  const { schema = model.defaultSchema, name, columns, primaryKey } = draft
  if (key.target !== idOf(model, schema, name)) return targetOf(model, key, column)
  const target = (key.targetColumns ?? primaryKey)[key.columns.indexOf(column)]
  const found = columns.find((each) => each.name === target)
  if (found === undefined) return null
  return columnOfDraft(model.dialect, found, primaryKey.includes(found.name))
}

function targetOf(model: SchemaModel, key: ForeignKeyDraft, column: string): Column | null {
  const target: Table | undefined = findTable(model, key.target)
  if (target === undefined) return null
  const name = (key.targetColumns ?? target.primaryKey)[key.columns.indexOf(column)]
  return name === undefined ? null : (findColumn(target, name) ?? null)
}

/** Whole numbers only, and none that would not hold what is there. */
function canFit(column: Column, target: Column): boolean {
  const isWhole = [column, target].every(({ type }) => type === 'integer' || type === 'bigInteger')
  return isWhole && column.nativeType !== target.nativeType && isWidening(column, target)
}

function typeOf({
  type,
  nativeType,
  length,
  precision,
  scale,
}: Column): AlterColumn['set'] & Pick<ColumnDraft, 'type'> {
  return { type, nativeType, length, precision, scale }
}
