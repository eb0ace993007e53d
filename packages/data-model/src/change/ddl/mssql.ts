import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { expressionOf } from '../apply/column-of-draft.js'
import { nameFor } from '../apply/apply-constraint.js'
import { constraintName } from '../names.js'
import type { ColumnDraft } from '../schema-change.js'
import { type Change, type Ddl, definitionOf, type Step, tableIn } from './ddl.js'
import { defaultSql } from './default-sql.js'
import { names, type Sql, textLiteral, toText } from './sql.js'
import {
  type Alteration,
  alterationOf,
  alterTable,
  checkStatements,
  createdTable,
  createIndexSql,
  createTableSql,
  dropConstraint,
  indexName,
  indexSteps,
  placeIn,
  standardDdl,
} from './standard.js'
import { nativeTypeOf } from './types/type-of.js'

/**
 * SQL Server keeps defaults as constraints, which have to be dropped by their names, and comments as
 * extended properties.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql
 */
export const mssqlDdl: Ddl = {
  ...standardDdl,
  'create-table': createTable,
  'rename-table': ({ change, before }) => [
    rename(before, placeIn(before, change.table), change.to),
  ],
  'comment-table': ({ change, before }) => {
    const table = tableIn(before, change.table)
    return commentStatements(table, null, table.comment, change.comment)
  },
  'add-column': (step) => {
    const { change, after } = step
    const table = tableIn(after, change.table)
    const { column } = change
    return [
      alterTable(after, change.table, sql`add ${newColumn(step, table, column, false)}`),
      ...checkStatements(step),
      ...commentStatements(table, column.name, null, column.comment ?? null),
    ]
  },
  'alter-column': alterColumn,
  'rename-column': ({ change, before }) => [
    rename(
      before,
      sql`${placeIn(before, change.table)}.${sql.id(change.column)}`,
      change.to,
      sql`, N'COLUMN'`,
    ),
  ],
  'drop-column': (step) => {
    const { change, before } = step
    return [
      ...dropDefault(step, change.table, change.column),
      alterTable(before, change.table, sql`drop column ${sql.id(change.column)}`),
    ]
  },
  'add-unique': (step) => [uniqueStatement(step, step.change.table, step.change.unique)],
  'add-index': addIndex,
  'drop-unique': (step) => {
    const { change, before } = step
    const isConstraint = definitionOf(step, change.table).constraints.includes(change.name)
    return isConstraint
      ? [dropConstraint(before, change.table, change.name)]
      : [dropIndex(before, change)]
  },
  'drop-index': ({ change, before }) => [dropIndex(before, change)],
}

function createTable(step: Step<Change<'create-table'>>): readonly Sql[] {
  const { columns, primaryKey, uniques = [], comment = null } = step.change.table
  const table = createdTable(step)
  return [
    createTableSql(step, {
      columns: columns.map((column) =>
        newColumn(step, table, column, primaryKey.includes(column.name)),
      ),
      uniques: uniques.filter((unique) => !mayBeNull(table, unique.columns)),
    }),
    ...uniques
      .filter((unique) => mayBeNull(table, unique.columns))
      .map((unique) => uniqueStatement(step, table.id, unique)),
    ...indexSteps({ ...step, concurrently: false }).flatMap(addIndex),
    ...commentStatements(table, null, null, comment),
    ...columns.flatMap((column) =>
      commentStatements(table, column.name, null, column.comment ?? null),
    ),
  ]
}

/**
 * A computed column has the type of what computes it, and may be required only where it is stored.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-computed-column-definition-transact-sql
 */
function computedColumn({ name, generated, nullable }: ColumnDraft, expression: string): Sql {
  const required = nullable === false ? ' not null' : ''
  const end = generated === 'stored' ? ` persisted${required}` : ''
  return sql`${sql.id(name)} as (${sql.raw(expression)})${sql.raw(end)}`
}

/** Whether NULL is allowed would otherwise depend on a setting of the connection. */
function newColumn(step: Step, table: Table, draft: ColumnDraft, inKey: boolean): Sql {
  const expression = expressionOf('mssql', draft)
  if (expression !== null) return computedColumn(draft, expression)
  const type = sql.raw(nativeTypeOf('mssql', draft).sql)
  const isRequired = inKey || draft.nullable === false || draft.generated === 'identity'
  const value = defaultOf(draft)
  const standard =
    value === null
      ? sql``
      : sql` constraint ${sql.id(defaultName(step, table, draft.name))} default ${sql.raw(value)}`
  return sql`${sql.id(draft.name)} ${type} ${sql.raw(isRequired ? 'not null' : 'null')}${standard}`
}

function defaultOf(draft: ColumnDraft): string | null {
  const value = draft.default ?? null
  if (value === null || (draft.generated ?? null) !== null) return null
  if (value.kind === 'literal' && value.value === null) return null
  return defaultSql('mssql', draft, value)
}

/**
 * The name of the constraint that holds the default of a column: names of constraints are those of their schema
 * there, and stay when a table is renamed.
 */
export function defaultName({ definitions }: Step, table: Table, column: string): string {
  const { [column]: own, ...others } = definitions.tables[table.id]?.defaults ?? {}
  const elsewhere = Object.entries(definitions.tables).flatMap(([id, { defaults }]) =>
    Object.values(id === table.id ? others : defaults),
  )
  const hidden = definitions.names.filter(({ schema }) => schema === table.schema)
  const taken = new Set(
    [...elsewhere, ...hidden.map(({ name }) => name)]
      .filter((name) => name !== own)
      .map((name) => name.toLowerCase()),
  )
  let number = 1
  const name = (): string => constraintName('mssql', table.name, [column], 'default', number)
  while (taken.has(name().toLowerCase())) number++
  return name()
}

function mayBeNull(table: Table, columns: readonly string[]): boolean {
  return table.columns.some(({ name, nullable }) => nullable && columns.includes(name))
}

/**
 * A unique constraint there lets NULL in once; an index that leaves those rows out does as the
 * constraints of all others.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/indexes/create-filtered-indexes
 */
function uniqueStatement(
  { after, concurrently }: Step,
  id: string,
  unique: Change<'add-unique'>['unique'],
): Sql {
  const table = tableIn(after, id)
  const name = nameFor(after, table, unique, 'unique')
  const online = concurrently ? sql` with (online = on)` : sql``
  if (!mayBeNull(table, unique.columns))
    return alterTable(
      after,
      id,
      sql`add constraint ${sql.id(name)} unique (${names(unique.columns)})${online}`,
    )
  const given = sql.join(
    unique.columns.map((column) => sql`${sql.id(column)} is not null`),
    sql` and `,
  )
  return createIndexSql(after, id, name, unique.columns, {
    kind: 'unique ',
    end: sql` where ${given}${online}`,
  })
}

/** @see https://learn.microsoft.com/en-us/sql/relational-databases/indexes/perform-index-operations-online */
function addIndex(step: Step<Change<'add-index'>>): readonly Sql[] {
  const { change, after, concurrently } = step
  const end = concurrently ? sql` with (online = on)` : sql``
  const { columns, definition } = change.index
  return [createIndexSql(after, change.table, indexName(step), columns, { end, definition })]
}

function dropIndex(
  model: SchemaModel,
  { table, name }: { readonly table: string; readonly name: string },
): Sql {
  return sql`drop index ${sql.id(name)} on ${placeIn(model, table)}`
}

/** ALTER COLUMN says type and NULL together; a default stands in the way of both. */
function alterColumn(step: Step<Change<'alter-column'>>): readonly Sql[] {
  const { change, before } = step
  const alteration = alterationOf(step)
  const { draft } = alteration
  const table = tableIn(before, change.table)
  const column = table.columns.find(({ name }) => name === change.column)
  const isOther = alteration.type || alteration.default
  const value = defaultOf(draft)
  return [
    ...(isOther ? dropDefault(step, change.table, change.column) : []),
    ...(alteration.type || alteration.nullable
      ? [alterTable(before, change.table, sql`alter column ${typeAndNull(step, draft)}`)]
      : []),
    ...(isOther && value !== null ? [addDefault(step, draft, value)] : []),
    ...commentsOfAlteration(table, draft, alteration, column?.comment ?? null),
  ]
}

function typeAndNull(step: Step<Change<'alter-column'>>, draft: ColumnDraft): Sql {
  const type = nativeTypeOf('mssql', draft).sql
  const { ownCollations } = definitionOf(step, step.change.table)
  const own = Object.hasOwn(ownCollations, draft.name) ? ownCollations[draft.name] : undefined
  const collate = own === undefined || !/char/.test(type) ? '' : ` collate ${own}`
  const nullable = draft.nullable === false ? 'not null' : 'null'
  return sql`${sql.id(draft.name)} ${sql.raw(`${type}${collate} ${nullable}`)}`
}

function addDefault(step: Step<Change<'alter-column'>>, { name }: ColumnDraft, value: string): Sql {
  const { change, before } = step
  const constraint = sql.id(defaultName(step, tableIn(before, change.table), name))
  return alterTable(
    before,
    change.table,
    sql`add constraint ${constraint} default ${sql.raw(value)} for ${sql.id(name)}`,
  )
}

function dropDefault(step: Step, table: string, column: string): readonly Sql[] {
  const { defaults } = definitionOf(step, table)
  const name = Object.hasOwn(defaults, column) ? defaults[column] : undefined
  return name === undefined ? [] : [dropConstraint(step.before, table, name)]
}

function commentsOfAlteration(
  table: Table,
  draft: ColumnDraft,
  alteration: Alteration,
  before: string | null,
): readonly Sql[] {
  if (!alteration.comment) return []
  return commentStatements(table, draft.name, before, draft.comment ?? null)
}

/**
 * A comment is the property MS_Description, which is added, updated or dropped by a procedure each.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-addextendedproperty-transact-sql
 */
function commentStatements(
  { schema, name }: Table,
  column: string | null,
  before: string | null,
  comment: string | null,
): readonly Sql[] {
  if (before === comment) return []
  const text = (value: string): Sql => textLiteral('mssql', value)
  const procedure =
    before === null
      ? 'sp_addextendedproperty'
      : comment === null
        ? 'sp_dropextendedproperty'
        : 'sp_updateextendedproperty'
  const value = comment === null ? sql`` : sql` @value = ${text(comment)},`
  const level =
    column === null ? sql`` : sql`, @level2type = N'COLUMN', @level2name = ${text(column)}`
  return [
    sql`exec ${sql.raw(procedure)} @name = N'MS_Description',${value} @level0type = N'SCHEMA', @level0name = ${text(schema)}, @level1type = N'TABLE', @level1name = ${text(name)}${level}`,
  ]
}

/** @see https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql */
function rename({ dialect }: SchemaModel, what: Sql, to: string, kind: Sql = sql``): Sql {
  const name = textLiteral(dialect, toText(dialect, what))
  return sql`exec sp_rename ${name}, ${textLiteral(dialect, to)}${kind}`
}
