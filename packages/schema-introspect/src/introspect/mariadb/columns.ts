import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { CatalogueColumn, CatalogueTable } from '../../model/catalogue.js'
import type { Action, Column, ColumnDefault, ColumnType } from '../../model/schema-model.js'
import { inlineValues } from '../../model/inline-values.js'
import { toColumnType } from './types.js'

export interface ColumnRow {
  readonly schema: string
  readonly table: string
  readonly name: string
  readonly data_type: string
  readonly column_type: string
  readonly length: string | null
  readonly precision: string | null
  readonly scale: string | null
  readonly nullable: 'YES' | 'NO'
  readonly default_sql: string | null
  readonly extra: string
  readonly generation: string | null
  readonly privileges: string
  readonly comment: string
}

/** Columns that the account may only insert into or refer to are left out. */
export async function readColumns(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly ColumnRow[]> {
  const { rows } = await sql<ColumnRow>`
    select t.table_schema as \`schema\`, t.table_name as \`table\`, t.column_name as name,
      lower(t.data_type) as data_type, t.column_type as column_type,
      t.character_maximum_length as length, t.numeric_precision as \`precision\`,
      t.numeric_scale as scale, t.is_nullable as nullable, t.column_default as default_sql,
      t.extra as extra, t.generation_expression as generation, t.privileges as privileges,
      t.column_comment as comment
    from information_schema.columns t where ${inSchemas}
    order by t.table_schema, t.table_name, t.ordinal_position`.execute(db)
  return rows.filter(({ privileges }) => isGranted(privileges, 'select'))
}

/**
 * The tables with what the account may do to them: nothing is created where no column may be
 * inserted into, or updated where none may be. What may be deleted no column tells.
 */
export function granted(
  tables: readonly CatalogueTable[],
  columns: readonly ColumnRow[],
): readonly CatalogueTable[] {
  const rights = { create: new Set<string>(), update: new Set<string>() }
  for (const { schema, table, privileges } of columns) {
    const place = placeOf(schema, table)
    if (isGranted(privileges, 'insert')) rights.create.add(place)
    if (isGranted(privileges, 'update')) rights.update.add(place)
  }
  return tables.map((table) => {
    const place = placeOf(table.schema, table.name)
    const may = (action: Action): boolean =>
      (action !== 'create' && action !== 'update') || rights[action].has(place)
    return { ...table, actions: table.actions.filter(may) }
  })
}

/** Nothing at all is told of columns of some views. */
function isGranted(privileges: string, right: string): boolean {
  return privileges === '' || privileges.includes(right)
}

export interface ColumnFacts {
  /** The table of each column, by `placeOf`. */
  readonly tables: ReadonlyMap<string, CatalogueTable>
  /** Columns that a CHECK says hold JSON: MariaDB's way of declaring the type. */
  readonly jsonColumns: ReadonlySet<string>
  /** MariaDB and MySQL print defaults differently. */
  readonly toDefault: (row: ColumnRow, type: ColumnType) => ColumnDefault | null
  /** And so they do conditions and what columns are computed by. */
  readonly toExpression: (printed: string) => string
}

export function placeOf(...names: readonly string[]): string {
  return JSON.stringify(names)
}

export function toColumn(row: ColumnRow, facts: ColumnFacts): CatalogueColumn {
  const { schema, table, name, comment } = row
  const isJson = facts.jsonColumns.has(placeOf(schema, table, name))
  const type = isJson ? 'json' : toColumnType(row.data_type, row.column_type)
  const generated = toGenerated(row)
  const values = inlineValues(row.column_type)
  return {
    schema,
    table,
    name,
    type,
    nativeType: isJson ? 'json' : row.column_type,
    ...toSize(row, type),
    elementType: null,
    nullable: row.nullable === 'YES',
    default: generated === null ? facts.toDefault(row, type) : null,
    generated,
    ...(isComputed(generated) && { expression: facts.toExpression(row.generation ?? '') }),
    enum: values === null ? null : { values },
    actions: toActions(row, generated, facts.tables.get(placeOf(schema, table))),
    comment: comment === '' ? null : comment,
  }
}

/** The server reports sizes for every type; only these are limits that somebody set. */
function toSize(row: ColumnRow, type: ColumnType): Pick<Column, 'length' | 'precision' | 'scale'> {
  const sized = /^(?:var)?(?:char|binary)$/.test(row.data_type)
  const numeric =
    type === 'integer' || type === 'bigInteger' || type === 'decimal' || type === 'float'
  return {
    length: sized ? toNumber(row.length) : null,
    precision: numeric ? toNumber(row.precision) : null,
    scale: numeric ? toNumber(row.scale) : null,
  }
}

function toNumber(text: string | number | null): number | null {
  return text === null ? null : Number(text)
}

function toGenerated({ extra, generation }: ColumnRow): Column['generated'] {
  if (/auto_increment/i.test(extra)) return 'identity'
  if (generation === null || generation === '') return null
  return /stored|persistent/i.test(extra) ? 'stored' : 'virtual'
}

function isComputed(generated: Column['generated']): boolean {
  return generated === 'stored' || generated === 'virtual'
}

function toActions(
  { privileges }: ColumnRow,
  generated: Column['generated'],
  table: CatalogueTable | undefined,
): readonly Action[] {
  const actions: Action[] = ['read']
  if (isComputed(generated)) return actions
  const may = (right: string, action: Action): boolean =>
    isGranted(privileges, right) && table?.actions.includes(action) === true
  if (may('insert', 'create')) actions.push('create')
  if (may('update', 'update')) actions.push('update')
  return actions
}
