import type {
  Action,
  Column,
  ColumnDefault,
  ForeignKey,
  SchemaModel,
  Table,
} from '@relvar/schema-introspect/model'

/** What the database says of a column, as the wire has it. */
export interface FieldSchema {
  readonly name: string
  readonly table: string
  readonly data_type: string
  readonly default_value: string | number | boolean | null
  readonly max_length: number | null
  readonly numeric_precision: number | null
  readonly numeric_scale: number | null
  readonly is_nullable: boolean
  readonly is_unique: boolean
  readonly is_indexed: boolean
  readonly is_primary_key: boolean
  readonly is_generated: boolean
  /** In the vendor's own SQL; null also where it may speak of columns that whoever asks does not see. */
  readonly generation_expression: string | null
  readonly has_auto_increment: boolean
  readonly foreign_key_schema: string | null
  readonly foreign_key_table: string | null
  readonly foreign_key_column: string | null
  readonly comment: string | null
  /** The values that an enum, or a check of the database, allows; null where it takes any. */
  readonly choices: readonly string[] | null
  /** What may be done with it: what the database allows, and the rights of whoever asks. */
  readonly actions: readonly Action[]
}

export function fieldSchema(column: Column, table: Table, model: SchemaModel): FieldSchema {
  const { name, generated } = column
  const isKey = table.primaryKey.includes(name)
  const isAlone = (columns: readonly string[]): boolean =>
    columns.length === 1 && columns[0] === name
  const isUnique = isAlone(table.primaryKey) || table.uniques.some((each) => isAlone(each.columns))
  const isIndexed = table.indexes.some(
    ({ columns, unique, definition }) => !unique && definition === undefined && isAlone(columns),
  )
  return {
    name,
    table: table.id,
    data_type: dataType(column),
    default_value: defaultValue(column.default),
    max_length: column.length,
    numeric_precision: column.precision,
    numeric_scale: column.scale,
    is_nullable: column.nullable && !isKey,
    is_unique: isUnique,
    is_indexed: isIndexed,
    is_primary_key: isKey,
    is_generated: generated === 'stored' || generated === 'virtual',
    generation_expression: column.expression ?? null,
    has_auto_increment: generated === 'identity',
    ...foreignKey(table, isAlone, model),
    comment: column.comment,
    choices: column.enum === null ? null : (model.enums[column.enum]?.values ?? null),
    actions: column.actions,
  }
}

/** The vendor's name without its arguments, which are told apart: `timestamp without time zone`. */
function dataType({ nativeType }: Column): string {
  return nativeType
    .replaceAll(/\([^()]*\)/g, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
}

function defaultValue(given: ColumnDefault | null): FieldSchema['default_value'] {
  if (given === null) return null
  return given.kind === 'literal' ? given.value : given.sql
}

function foreignKey(
  table: Table,
  isAlone: (columns: readonly string[]) => boolean,
  { tables }: SchemaModel,
): Pick<FieldSchema, 'foreign_key_schema' | 'foreign_key_table' | 'foreign_key_column'> {
  // A key to a column that is not seen is not told either.
  const isSeen = ({ target, targetColumns }: ForeignKey): boolean =>
    targetColumns.every((name) => tables[target]?.columns.some((column) => column.name === name))
  const found = table.foreignKeys.find((key) => isAlone(key.columns) && isSeen(key))
  return {
    foreign_key_schema: found === undefined ? null : (tables[found.target]?.schema ?? null),
    foreign_key_table: found?.target ?? null,
    foreign_key_column: found?.targetColumns[0] ?? null,
  }
}
