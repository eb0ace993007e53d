import { findColumn, type SchemaModel } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { nameFor } from '../apply/apply-constraint.js'
import { type Change, type Ddl, definitionOf, type Step, tableIn } from './ddl.js'
import { defaultSql } from './default-sql.js'
import type { Sql } from './sql.js'
import {
  type Alteration,
  alterationOf,
  alterTable,
  checkStatements,
  columnSql,
  commentOnColumn,
  commentsOf,
  createIndexSql,
  createTableSql,
  dropConstraint,
  indexName,
  indexSteps,
  placeIn,
  standardDdl,
} from './standard.js'
import { nativeTypeOf } from './types/type-of.js'

/** @see https://www.postgresql.org/docs/current/sql-altertable.html */
export const postgresDdl: Ddl = {
  ...standardDdl,
  'create-table': createTable,
  'add-column': addColumn,
  'alter-column': alterColumn,
  'add-unique': addUnique,
  'add-index': addIndex,
  'drop-unique': (step) => {
    const { change, before } = step
    const isConstraint = definitionOf(step, change.table).constraints.includes(change.name)
    return isConstraint
      ? [dropConstraint(before, change.table, change.name)]
      : [dropIndex(step, change)]
  },
  'drop-index': (step) => [dropIndex(step, step.change)],
}

function createTable(step: Step<Change<'create-table'>>): readonly Sql[] {
  const { columns, primaryKey } = step.change.table
  const definitions = columns.map((column) =>
    columnSql(step.after.dialect, column, primaryKey.includes(column.name)),
  )
  return [
    createTableSql(step, { columns: definitions }),
    ...indexSteps({ ...step, concurrently: false }).flatMap(addIndex),
    ...commentsOf(step),
  ]
}

function addColumn(step: Step<Change<'add-column'>>): readonly Sql[] {
  const { change, after } = step
  const { column, table } = change
  const { comment = null } = column
  return [
    alterTable(after, table, sql`add column ${columnSql(after.dialect, column, false)}`),
    ...checkStatements(step),
    ...(comment === null
      ? []
      : [commentOnColumn(after.dialect, tableIn(after, table), column.name, comment)]),
  ]
}

/** One statement for all that is different, so that rows are written anew once. */
function alterColumn(step: Step<Change<'alter-column'>>): readonly Sql[] {
  const { change, before } = step
  const alteration = alterationOf(step)
  const actions = columnActions(step, alteration)
  const column = sql.id(change.column)
  const all = sql.join(
    actions.map((action) => sql`alter column ${column} ${action}`),
    sql.raw(',\n  '),
  )
  return [
    ...(actions.length === 0 ? [] : [sql`alter table ${placeIn(before, change.table)}\n  ${all}`]),
    ...commentStatements(step, alteration),
  ]
}

export function commentStatements(
  { change, after }: Step<Change<'alter-column'>>,
  alteration: Alteration,
): readonly Sql[] {
  if (!alteration.comment) return []
  const table = tableIn(after, change.table)
  return [commentOnColumn(after.dialect, table, change.column, alteration.draft.comment ?? null)]
}

/**
 * What follows ALTER COLUMN. A default is dropped before the type changes, which it might not fit. Of a float
 * only its text has every digit: cast to `numeric` by itself, `real` keeps 6 and `double precision` 15. And a type
 * of values is cast from text, and to nothing else.
 */
export function columnActions(
  { change, before, after }: Step<Change<'alter-column'>>,
  alteration: Alteration,
): readonly Sql[] {
  const { draft } = alteration
  const { dialect } = before
  const column = tableIn(before, change.table).columns.find(({ name }) => name === change.column)
  const hadDefault = column?.default !== null
  const value = draft.default ?? null
  const hasDefault = value !== null && !(value.kind === 'literal' && value.value === null)
  const actions: Sql[] = []
  const hasValues = [before, after].some((model) => isOfNamedType(model, change))
  const isOtherType =
    alteration.type && (hasValues || nativeTypeOf(dialect, draft).readsAs.type !== column?.type)
  if (hadDefault && (isOtherType || (alteration.default && !hasDefault)))
    actions.push(sql`drop default`)
  if (alteration.type) {
    const { sql: type, readsAs } = nativeTypeOf(dialect, draft)
    const isByText = hasValues || (column?.type === 'float' && readsAs.type === 'decimal')
    const cast = isByText ? '::text' : ''
    const using = !isOtherType
      ? sql``
      : sql` using ${sql.id(change.column)}${sql.raw(`${cast}::${type}`)}`
    actions.push(sql`type ${sql.raw(type)}${using}`)
  }
  if (hasDefault && value !== null && (isOtherType || alteration.default))
    actions.push(sql`set default ${sql.raw(defaultSql(dialect, draft, value))}`)
  if (alteration.nullable)
    actions.push(sql.raw(draft.nullable === false ? 'set not null' : 'drop not null'))
  return actions
}

function isOfNamedType(model: SchemaModel, change: Change<'alter-column'>): boolean {
  const column = findColumn(tableIn(model, change.table), change.column)
  const id = column?.enum ?? null
  return id !== null && (model.enums[id]?.schema ?? null) !== null
}

/** @see https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX */
function addUnique(step: Step<Change<'add-unique'>>): readonly Sql[] {
  const { change, after, concurrently } = step
  if (!concurrently) return standardDdl['add-unique'](step)
  const table = tableIn(after, change.table)
  const name = nameFor(after, table, change.unique, 'unique')
  const index = createIndexSql(after, change.table, name, change.unique.columns, {
    kind: 'unique ',
    how: ' concurrently',
  })
  const constraint = sql`add constraint ${sql.id(name)} unique using index ${sql.id(name)}`
  return [index, alterTable(after, change.table, constraint)]
}

function addIndex(step: Step<Change<'add-index'>>): readonly Sql[] {
  const { change, after, concurrently } = step
  const how = concurrently ? ' concurrently' : ''
  const { columns, definition } = change.index
  return [createIndexSql(after, change.table, indexName(step), columns, { how, definition })]
}

function dropIndex({ before }: Step, { table, name }: { table: string; name: string }): Sql {
  return sql`drop index ${sql.id(tableIn(before, table).schema, name)}`
}
