import type { SystemColumn, SystemTable } from '@relvar/query-engine'
import {
  applyOverlay,
  assembleModel,
  type Action,
  type Catalogue,
  type CatalogueColumn,
  type ColumnDefault,
  type ColumnTraits,
  type DeclaredRelationship,
  type DialectName,
  type SchemaModel,
  type Table,
  type TableOverlay,
} from '@relvar/schema-introspect/model'
import { nativeTypeOf } from '../ddl/column-types.js'
import { constraintName, keyOf } from '../ddl/statements.js'

export interface SystemModelOptions {
  readonly dialect: DialectName
  readonly namespace: string
  /** In front of the name of each collection. */
  readonly prefix: string
}

const ALL: readonly Action[] = ['read', 'create', 'update', 'delete']
const WRITABLE: readonly Action[] = ['read', 'create', 'update']

/**
 * The model of our own tables: made from their definitions, and what introspection would find. It
 * can be pure because the program checks that the tables are of its version.
 */
export function systemModel(
  options: SystemModelOptions,
  tables: readonly SystemTable[],
): SchemaModel {
  const model = prefixed(assembleModel(catalogueOf(options, tables)), options.prefix)
  const entries = tables.map((table) => [
    options.prefix + table.name,
    overlayOf(options, tables, table),
  ])
  return applyOverlay(model, { tables: Object.fromEntries(entries) })
}

function catalogueOf(
  { dialect, namespace }: SystemModelOptions,
  tables: readonly SystemTable[],
): Catalogue {
  const place = (table: SystemTable): { schema: string; table: string } => ({
    schema: namespace,
    table: table.name,
  })
  return {
    dialect,
    defaultSchema: namespace,
    tables: tables.map(({ name }) => ({
      schema: namespace,
      name,
      kind: 'table',
      actions: ALL,
      comment: null,
      hasTriggers: false,
      rowEstimate: null,
    })),
    columns: tables.flatMap((table) =>
      Object.entries(table.columns).map(([name, column]) => ({
        ...place(table),
        ...columnFacts(dialect, table, name, column),
      })),
    ),
    primaryKeys: tables.map((table) => ({ ...place(table), columns: keyOf(table) })),
    uniques: tables.flatMap((table) =>
      (table.uniques ?? []).map((columns) => ({
        ...place(table),
        name: constraintName(table, columns, 'unique'),
        columns,
      })),
    ),
    foreignKeys: [],
    indexes: tables.flatMap((table) =>
      (table.indexes ?? []).map((columns) => ({
        ...place(table),
        name: constraintName(table, columns, 'index'),
        columns,
        unique: false,
      })),
    ),
    checks: [],
    enums: [],
  }
}

function columnFacts(
  dialect: DialectName,
  table: SystemTable,
  name: string,
  column: SystemColumn,
): Omit<CatalogueColumn, 'schema' | 'table'> {
  const { nativeType, length, precision, scale } = nativeTypeOf(dialect, column)
  return {
    name,
    type: column.type,
    nativeType,
    length,
    precision,
    scale,
    elementType: null,
    nullable: column.required !== true && !keyOf(table).includes(name),
    default: defaultOf(column),
    generated: column.numbered === true ? 'identity' : null,
    enum: null,
    actions: WRITABLE,
    comment: null,
  }
}

function defaultOf({ default: value }: SystemColumn): ColumnDefault | null {
  return value === undefined ? null : { kind: 'literal', value }
}

/** The tables under their ids on the wire: `users` is `relvar_users`. */
function prefixed(model: SchemaModel, prefix: string): SchemaModel {
  const tables = Object.values(model.tables).map((table): [string, Table] => {
    const id = prefix + table.id
    return [id, { ...table, id }]
  })
  return { ...model, version: `${model.version}.${prefix}`, tables: Object.fromEntries(tables) }
}

function overlayOf(
  { dialect, prefix }: SystemModelOptions,
  tables: readonly SystemTable[],
  table: SystemTable,
): TableOverlay {
  const links = Object.entries(table.columns).flatMap(([name, { references }]) =>
    references === undefined ? [] : [[name, linkOf(prefix, tables, name, references)] as const],
  )
  const lists = Object.entries(table.lists ?? {}).map(([name, list]) => {
    const { table: target, through, traits } = list
    return [
      name,
      { kind: 'one-to-many', target: prefix + target, through, ...(traits && { traits }) },
    ] as const
  })
  const columns = Object.entries(table.columns).map(
    ([name, column]) => [name, { traits: traitsOf(dialect, column) }] as const,
  )
  return {
    traits: table.traits ?? {},
    columns: Object.fromEntries(columns),
    relationships: Object.fromEntries([...links, ...lists]),
  }
}

/** JSON is text to databases without a type for it, and none of our tables has a check: it may be any value. */
function traitsOf(dialect: DialectName, column: SystemColumn): ColumnTraits {
  const { nativeType } = nativeTypeOf(dialect, column)
  const isText = column.type === 'json' && !nativeType.startsWith('json')
  return { ...(isText && { codec: 'json' }), ...column.traits }
}

function linkOf(
  prefix: string,
  tables: readonly SystemTable[],
  column: string,
  { table, onDelete }: NonNullable<SystemColumn['references']>,
): DeclaredRelationship {
  const target = tables.find(({ name }) => name === table)
  const [key = 'id'] = target === undefined ? [] : keyOf(target)
  return {
    kind: 'many-to-one',
    target: prefix + table,
    columns: [[column, key]],
    traits: onDelete === undefined ? {} : { onDelete },
  }
}
