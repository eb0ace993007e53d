import { sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueColumn, CataloguePrimaryKey } from '../../model/catalogue.js'
import type { Action, Column } from '../../model/schema-model.js'
import { parseDefault } from '../defaults.js'
import { findExpressions } from './computed.js'
import type { SqliteTable } from './tables.js'
import { parseDeclaredType } from './types.js'

export interface ColumnRow {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly dflt_value: string | null
  /** The place in the primary key, from 1; 0 outside it. */
  readonly pk: number
  /** 0 plain, 1 hidden in a virtual table, 2 virtual and 3 stored generated. */
  readonly hidden: number
}

const WRITABLE: readonly Action[] = ['read', 'create', 'update']

export async function readColumnRows(
  db: AnyDatabase,
  views: boolean,
): Promise<readonly ColumnRow[]> {
  const kind = views ? sql`l.type = 'view'` : sql`l.type in ('table', 'virtual')`
  const { rows } = await sql<ColumnRow>`
    select l.name as "table", c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
    from pragma_table_list l join pragma_table_xinfo(l.name, 'main') c
    where l.schema = 'main' and ${kind} and c.hidden <> 1
    order by l.name, c.cid`.execute(db)
  return rows
}

export function toColumns(
  rows: readonly ColumnRow[],
  tables: ReadonlyMap<string, SqliteTable>,
  rowidKeys: ReadonlyMap<string, string>,
): readonly CatalogueColumn[] {
  return rows.flatMap((row) => {
    const table = tables.get(row.table)
    return table === undefined ? [] : [toColumn(row, table, rowidKeys.get(row.table) === row.name)]
  })
}

function toColumn(row: ColumnRow, table: SqliteTable, isRowid: boolean): CatalogueColumn {
  const declared = parseDeclaredType(row.type)
  const generated = toGenerated(row.hidden, isRowid)
  const expression = isComputed(generated) ? findExpressions(table.sql).get(row.name) : undefined
  return {
    schema: 'main',
    table: row.table,
    name: row.name,
    ...declared,
    nativeType: row.type.toLowerCase(),
    elementType: null,
    nullable: row.notnull === 0 && row.pk === 0,
    default: row.dflt_value === null ? null : parseDefault(row.dflt_value, declared.type),
    generated,
    ...(expression !== undefined && { expression }),
    enum: null,
    actions: table.kind === 'view' || isComputed(generated) ? ['read'] : WRITABLE,
    comment: null,
  }
}

function toGenerated(hidden: number, isRowid: boolean): Column['generated'] {
  if (hidden === 2) return 'virtual'
  if (hidden === 3) return 'stored'
  return isRowid ? 'identity' : null
}

function isComputed(generated: Column['generated']): boolean {
  return generated === 'virtual' || generated === 'stored'
}

export function toPrimaryKeys(rows: readonly ColumnRow[]): readonly CataloguePrimaryKey[] {
  const keys = new Map<string, ColumnRow[]>()
  for (const row of rows) {
    if (row.pk > 0) keys.set(row.table, [...(keys.get(row.table) ?? []), row])
  }
  return [...keys].map(([table, columns]) => ({
    schema: 'main',
    table,
    columns: columns.sort((a, b) => a.pk - b.pk).map((column) => column.name),
  }))
}

/**
 * The column that is the rowid by another name, where a table has one: SQLite numbers it. It is
 * the only kind of key that needs no index, and `integer` must be spelled out.
 */
export function findRowidKeys(
  rows: readonly ColumnRow[],
  tables: ReadonlyMap<string, SqliteTable>,
  tablesWithKeyIndex: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const keys = toPrimaryKeys(rows)
  const types = new Map(rows.map((row) => [JSON.stringify([row.table, row.name]), row.type]))
  return new Map(
    keys.flatMap(({ table, columns }) => {
      const [column = ''] = columns
      const numbered =
        columns.length === 1 &&
        types.get(JSON.stringify([table, column]))?.toLowerCase() === 'integer' &&
        tables.get(table)?.withoutRowid === false &&
        !tablesWithKeyIndex.has(table)
      return numbered ? [[table, column] as const] : []
    }),
  )
}
