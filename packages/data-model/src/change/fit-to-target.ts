import type {
  Column,
  DialectName,
  SchemaModel,
  Table,
  TableId,
} from '@relvar/schema-introspect/model'
import { findColumn, findTable } from '@relvar/schema-introspect/model'
import { columnOfDraft } from './apply/column-of-draft.js'
import { idOf } from './apply/lookup.js'
import type { Collations } from './definitions.js'
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
 * without a sign: a column with a sign loses it before it becomes a link. Texts have to be of one
 * character set and compared alike.
 *
 * @see https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html
 * @see https://mariadb.com/kb/en/foreign-keys/
 */
const LINKS_ONE_TYPE: ReadonlySet<DialectName> = new Set(['mysql', 'mariadb'])

/** Makes the columns of links like those that they point to, change by change. */
export class LinkFit {
  readonly #standard: string | null
  readonly #collations: Map<TableId, ReadonlyMap<string, string>>

  constructor({ standard, columns }: Collations) {
    this.#standard = standard
    this.#collations = new Map(
      Object.entries(columns).map(([id, each]) => [id, new Map(Object.entries(each))]),
    )
  }

  /** The changes that make the columns of a new link like those that it points to. */
  changes(model: SchemaModel, change: AddForeignKey): readonly AlterColumn[] {
    const table = findTable(model, change.table)
    if (!LINKS_ONE_TYPE.has(model.dialect) || table === undefined) return []
    return change.foreignKey.columns.flatMap((name): readonly AlterColumn[] => {
      const column = findColumn(table, name)
      const target = targetOf(model, change.foreignKey, name)
      if (column === undefined || target === null || column.generated !== null) return []
      const own = this.#collationOf(table.id, name)
      const set = this.#fitting(
        column,
        target,
        own,
        this.#collationAt(model, change.foreignKey, name),
      )
      if (set === null) return []
      return [{ kind: 'alter-column', table: table.id, column: name, set, fits: true }]
    })
  }

  /** A new table whose links are of the type of what they point to. */
  draft(model: SchemaModel, draft: TableDraft): TableDraft {
    if (!LINKS_ONE_TYPE.has(model.dialect)) return draft
    const columns = draft.columns.map((column): ColumnDraft => {
      if (column.generated === 'identity') return column
      const key = draft.foreignKeys?.find((each) => each.columns.includes(column.name))
      const target = key === undefined ? null : targetOfDraft(model, draft, key, column.name)
      if (key === undefined || target === null) return column
      const made = columnOfDraft(model.dialect, column, false)
      const wanted = this.#collationAt(model, key, column.name)
      return { ...column, ...this.#fitting(made, target, this.#standard, wanted) }
    })
    this.#remember(idOf(model, draft.schema ?? model.defaultSchema, draft.name), columns)
    return { ...draft, columns }
  }

  #remember(id: TableId, columns: readonly ColumnDraft[]): void {
    const told = columns.flatMap(({ name, collation }) =>
      collation === undefined ? [] : [[name, collation] as const],
    )
    this.#collations.set(id, new Map(told))
  }

  /** Of a table that was made just now: that of all tables, where it says none. */
  #collationOf(table: TableId, column: string): string | null {
    return this.#collations.get(table)?.get(column) ?? this.#standard
  }

  #collationAt(model: SchemaModel, key: ForeignKeyDraft, column: string): string | null {
    const name = targetOf(model, key, column)?.name
    return name === undefined ? null : this.#collationOf(key.target, name)
  }

  /** null where both are alike already, or cannot be. */
  #fitting(
    column: Column,
    target: Column,
    own: string | null,
    wanted: string | null,
  ): (AlterColumn['set'] & Pick<ColumnDraft, 'type'>) | null {
    if (canFit(column, target)) return typeOf(target)
    const isText = [column, target].every(({ type }) => TEXTS.has(type))
    if (!isText || own === null || wanted === null || own === wanted) return null
    return { ...typeOf(column), collation: wanted }
  }
}

/** Types that MySQL and MariaDB keep as texts which can be keys. */
const TEXTS: ReadonlySet<string> = new Set(['string', 'hash', 'uuid'])

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
