import { sql } from 'kysely'
import type { Column } from '@relvar/schema-introspect/model'
import { checksOfDraft } from '../apply/draft-column.js'
import { type Change, type Ddl, definitionOf, type Step, tableIn } from './ddl.js'
import type { Sql } from './sql.js'
import {
  type Alteration,
  alterationOf,
  alterTable,
  checkSql,
  checkStatements,
  columnSql,
  commentOnColumn,
  commentsOf,
  createIndexSql,
  createTableSql,
  defaultClause,
  dropConstraint,
  indexName,
  indexSteps,
  standardDdl,
} from './standard.js'
import { isWidening } from '../widening.js'
import { nativeTypeOf } from './types/type-of.js'

/**
 * Oracle changes the type of a column that holds values only to a like one, so that values go into a
 * new column that takes the place of the old.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html
 */
export const oracleDdl: Ddl = {
  ...standardDdl,
  'create-table': (step) => {
    const { columns, primaryKey } = step.change.table
    const definitions = columns.map((column) =>
      columnSql('oracle', column, primaryKey.includes(column.name)),
    )
    return [
      createTableSql(step, { columns: definitions }),
      ...indexSteps({ ...step, concurrently: false }).flatMap(addIndex),
      ...commentsOf(step),
    ]
  },
  'add-column': (step) => {
    const { change, after } = step
    const { comment = null, name } = change.column
    return [
      alterTable(after, change.table, sql`add ${columnSql('oracle', change.column, false)}`),
      ...checkStatements(step),
      ...(comment === null
        ? []
        : [commentOnColumn('oracle', tableIn(after, change.table), name, comment)]),
    ]
  },
  'alter-column': alterColumn,
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

function addIndex(step: Step<Change<'add-index'>>): readonly Sql[] {
  const { change, after, concurrently } = step
  const end = sql.raw(concurrently ? ' online' : '')
  const words = { end, qualified: true }
  return [createIndexSql(after, change.table, indexName(step), change.index.columns, words)]
}

function dropIndex({ before }: Step, { table, name }: { table: string; name: string }): Sql {
  return sql`drop index ${sql.id(tableIn(before, table).schema, name)}`
}

function alterColumn(step: Step<Change<'alter-column'>>): readonly Sql[] {
  const { change, before } = step
  const alteration = alterationOf(step)
  const table = tableIn(before, change.table)
  const column = table.columns.find(({ name }) => name === change.column)
  if (column === undefined) throw new Error(`There is no column "${change.column}".`)
  const main =
    alteration.type && !isAlike(column, alteration)
      ? replaceColumn(step, column, alteration)
      : modify(step, column, alteration)
  const { comment = null } = alteration.draft
  return [
    ...main,
    ...(alteration.comment ? [commentOnColumn('oracle', table, change.column, comment)] : []),
  ]
}

/**
 * Texts with a length among themselves, and numbers with no fewer digits: only an empty column loses some of
 * them (ORA-01440).
 */
function isAlike(column: Column, { draft }: Alteration): boolean {
  const family = (nativeType: string): string => /^[a-z0-9_]+/.exec(nativeType)?.[0] ?? ''
  const to = nativeTypeOf('oracle', draft).readsAs
  const isOfFamily = family(column.nativeType) === family(to.nativeType)
  return (
    isOfFamily && draft.type === column.type && (to.type !== 'decimal' || isWidening(column, to))
  )
}

/** Only what is different: NOT NULL for a column that has it is an error (ORA-01442). */
function modify(
  { change, before }: Step<Change<'alter-column'>>,
  column: Column,
  alteration: Alteration,
): readonly Sql[] {
  const { draft } = alteration
  const type = alteration.type ? sql.raw(` ${nativeTypeOf('oracle', draft).sql}`) : sql``
  const value =
    (draft.default ?? null) === null ? sql` default null` : defaultClause('oracle', draft)
  const standard = alteration.default ? value : sql``
  const word = draft.nullable === false ? ' not null' : ' null'
  const nullable = sql.raw(alteration.nullable ? word : '')
  if (!alteration.type && !alteration.default && !alteration.nullable) return []
  return [
    alterTable(
      before,
      change.table,
      sql`modify (${sql.id(column.name)}${type}${standard}${nullable})`,
    ),
  ]
}

/** The column stands at the end of its table afterwards. */
function replaceColumn(
  { change, before }: Step<Change<'alter-column'>>,
  column: Column,
  { draft }: Alteration,
): readonly Sql[] {
  const { table } = change
  const { name, schema } = tableIn(before, table)
  const place = sql.id(schema, name)
  const interim = sql.id(`${column.name}_new`)
  const type = nativeTypeOf('oracle', draft)
  const checks = checksOfDraft('oracle', name, draft)
  return [
    alterTable(
      before,
      table,
      sql`add (${interim} ${sql.raw(type.sql)}${defaultClause('oracle', draft)})`,
    ),
    sql`update ${place} set ${interim} = ${converted(column, draft.type)}`,
    ...(draft.nullable === false
      ? [alterTable(before, table, sql`modify (${interim} not null)`)]
      : []),
    alterTable(before, table, sql`drop column ${sql.id(column.name)} cascade constraints`),
    alterTable(before, table, sql`rename column ${interim} to ${sql.id(column.name)}`),
    ...checks.map((check) => alterTable(before, table, sql`add ${checkSql(check)}`)),
  ]
}

/** Text of a LOB and of anything else; what is assigned is converted by the database. */
function converted(column: Column, type: Column['type']): Sql {
  const name = sql.id(column.name)
  const isText = ['text', 'string', 'csv', 'hash', 'json', 'uuid'].includes(type)
  if (!isText || column.nativeType.includes('char') || column.nativeType === 'clob') return name
  return sql`to_char(${name})`
}
