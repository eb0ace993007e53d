import type {
  DialectName,
  ForeignKey,
  IndexDefinition,
  SchemaModel,
  Table,
} from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { alteredDraft } from '../apply/altered-draft.js'
import { actionsOf, nameFor } from '../apply/apply-constraint.js'
import { expressionOf } from '../apply/column-of-draft.js'
import { addedValues, enumOfDraft } from '../apply/apply-enum.js'
import { checksOfDraft } from '../apply/draft-column.js'
import { idOf } from '../apply/lookup.js'
import { ChangeRefusedError } from '../errors.js'
import type {
  CheckDraft,
  ColumnDraft,
  ForeignKeyDraft,
  TableDraft,
  UniqueDraft,
} from '../schema-change.js'
import { type Change, type Ddl, type Step, tableIn } from './ddl.js'
import { defaultSql } from './default-sql.js'
import { lines, names, type Sql, textLiteral } from './sql.js'
import { nativeTypeOf } from './types/type-of.js'

/** What the vendors have in common, written once. */

/** A table where it lies: `"public"."article"`. SQLite has one file, whose tables are named alone. */
export function place(dialect: DialectName, { schema, name }: Pick<Table, 'schema' | 'name'>): Sql {
  return dialect === 'sqlite' ? sql.id(name) : sql.id(schema, name)
}

export function placeIn(model: SchemaModel, id: string): Sql {
  return place(model.dialect, tableIn(model, id))
}

/** `"title" varchar(255) default 'x' not null`, without what stands behind it in single vendors. */
export function columnSql(
  dialect: DialectName,
  draft: ColumnDraft,
  inKey: boolean,
  nullWord = '',
): Sql {
  const required = inKey || draft.nullable === false
  const type = sql.raw(nativeTypeOf(dialect, draft).sql)
  const end = sql.raw(required ? ' not null' : nullWord)
  const value = computedClause(dialect, draft) ?? defaultClause(dialect, draft)
  return sql`${sql.id(draft.name)} ${type}${collateClause(dialect, draft)}${value}${end}`
}

/** ` generated always as (amount * 2) stored`; null of a column that is not computed. */
function computedClause(dialect: DialectName, draft: ColumnDraft): Sql | null {
  const expression = expressionOf(dialect, draft)
  if (expression === null) return null
  return sql` generated always as (${sql.raw(expression)}) ${sql.raw(draft.generated ?? '')}`
}

/** @throws ChangeRefusedError for what is no name of a collation */
export function collateClause(dialect: DialectName, { name, collation }: ColumnDraft): Sql {
  if (collation === undefined || (dialect !== 'mysql' && dialect !== 'mariadb')) return sql``
  if (!/^\w+$/.test(collation))
    throw new ChangeRefusedError('invalid-type', `The collation of column "${name}" is no name.`)
  return sql` collate ${sql.raw(collation)}`
}

export function defaultClause(dialect: DialectName, draft: ColumnDraft): Sql {
  const value = draft.default ?? null
  if (value === null || draft.generated === 'identity') return sql``
  if (value.kind === 'literal' && value.value === null) return sql``
  return sql` default ${sql.raw(defaultSql(dialect, draft, value))}`
}

export interface TableParts {
  /** The definitions of the columns, in their order. */
  readonly columns: readonly Sql[]
  /** Left out where the column of the key says so itself. */
  readonly key?: boolean
  /** Left out where they are indexes. */
  readonly uniques?: readonly UniqueDraft[]
}

/** `create table ... (`, one definition a line. */
export function createTableSql(step: Step<Change<'create-table'>>, parts: TableParts): Sql {
  const { table: draft } = step.change
  const { after } = step
  const { dialect } = after
  const table = createdTable(step)
  const checks = [
    ...draft.columns.flatMap((column) => checksOfDraft(dialect, draft.name, column)),
    ...(draft.checks ?? []),
  ]
  const definitions = [
    ...parts.columns,
    ...(parts.key === false ? [] : [sql`primary key (${names(draft.primaryKey)})`]),
    ...(parts.uniques ?? draft.uniques ?? []).map((unique) => uniqueSql(after, table, unique)),
    ...(draft.foreignKeys ?? []).map((key) => foreignKeySql(after, table, key)),
    ...checks.map(checkSql),
  ]
  return sql`create table ${place(dialect, table)} ${lines(definitions)}`
}

/** The table that a step creates. */
export function createdTable({ change, after }: Step<Change<'create-table'>>): Table {
  return tableIn(after, idOfDraft(after, change.table))
}

export function idOfDraft(model: SchemaModel, draft: Pick<TableDraft, 'schema' | 'name'>): string {
  return idOf(model, draft.schema ?? model.defaultSchema, draft.name)
}

function uniqueSql(model: SchemaModel, table: Table, unique: UniqueDraft): Sql {
  return sql`constraint ${sql.id(nameFor(model, table, unique, 'unique'))} unique (${names(unique.columns)})`
}

export function checkSql({ name, expression }: CheckDraft): Sql {
  return sql`constraint ${sql.id(name)} check (${sql.raw(expression)})`
}

export function foreignKeySql(model: SchemaModel, table: Table, draft: ForeignKeyDraft): Sql {
  const name = sql.id(nameFor(model, table, draft, 'foreign'))
  return sql`constraint ${name} ${referencesSql(model, table, draft)}`
}

function referencesSql(model: SchemaModel, table: Table, draft: ForeignKeyDraft): Sql {
  const target = tableIn(model, draft.target)
  const { targetColumns = target.primaryKey, columns } = draft
  return sql`foreign key (${names(columns)}) references ${place(model.dialect, target)} (${names(targetColumns)})${actionsSql(model.dialect, table, draft)}`
}

/** A key without words does NO ACTION; MariaDB would take it for RESTRICT. */
function actionsSql(dialect: DialectName, table: Table, draft: ForeignKeyDraft): Sql {
  const { onUpdate, onDelete } = actionsOf(dialect, table, draft)
  const clause = (event: string, action: ForeignKey['onDelete']): string =>
    action === 'no action' && dialect !== 'mariadb' ? '' : ` on ${event} ${action}`
  return sql.raw(clause('delete', onDelete) + clause('update', onUpdate))
}

function commentOnTable(dialect: DialectName, table: Table, comment: string | null): Sql {
  return sql`comment on table ${place(dialect, table)} is ${commentSql(dialect, comment)}`
}

export function commentOnColumn(
  dialect: DialectName,
  table: Table,
  column: string,
  comment: string | null,
): Sql {
  return sql`comment on column ${place(dialect, table)}.${sql.id(column)} is ${commentSql(dialect, comment)}`
}

/** Oracle takes a comment away by one that is empty. */
function commentSql(dialect: DialectName, comment: string | null): Sql {
  if (comment === null) return sql.raw(dialect === 'oracle' ? "''" : 'null')
  return textLiteral(dialect, comment)
}

/** The comments that a new table and its columns bring along, each a statement. */
export function commentsOf(step: Step<Change<'create-table'>>): readonly Sql[] {
  const { dialect } = step.after
  const table = createdTable(step)
  const { comment = null, columns } = step.change.table
  return [
    ...(comment === null ? [] : [commentOnTable(dialect, table, comment)]),
    ...columns.flatMap((column) =>
      (column.comment ?? null) === null
        ? []
        : [commentOnColumn(dialect, table, column.name, column.comment ?? null)],
    ),
  ]
}

export interface IndexWords {
  /** Behind `create`: `unique `. */
  readonly kind?: string
  /** Behind `index`: ` concurrently`. */
  readonly how?: string
  /** At the end: ` online`. */
  readonly end?: Sql
  /** The index's own name is written with the schema of the table. */
  readonly qualified?: boolean
  /** In place of the columns. */
  readonly definition?: IndexDefinition | undefined
}

export function createIndexSql(
  model: SchemaModel,
  id: string,
  name: string,
  columns: readonly string[],
  { kind = '', how = '', end = sql``, qualified = false, definition }: IndexWords = {},
): Sql {
  const table = tableIn(model, id)
  const index = qualified ? sql.id(table.schema, name) : sql.id(name)
  const own = definition?.unique === true ? 'unique ' : `${definition?.kind ?? ''} `.trimStart()
  const first = sql.raw(definition === undefined ? kind : own)
  const body = definition === undefined ? sql`(${names(columns)})` : sql.raw(definition.sql)
  return sql`create ${first}index${sql.raw(how)} ${index} on ${place(model.dialect, table)} ${body}${end}`
}

export function alterTable(model: SchemaModel, id: string, action: Sql): Sql {
  return sql`alter table ${placeIn(model, id)} ${action}`
}

export function dropConstraint(model: SchemaModel, id: string, name: string): Sql {
  return alterTable(model, id, sql`drop constraint ${sql.id(name)}`)
}

/** The draft of an altered column, with what is different about it. */
export interface Alteration {
  readonly draft: ColumnDraft
  readonly type: boolean
  readonly nullable: boolean
  readonly default: boolean
  readonly comment: boolean
}

export function alterationOf({ change, before }: Step<Change<'alter-column'>>): Alteration {
  const table = tableIn(before, change.table)
  const column = table.columns.find(({ name }) => name === change.column)
  if (column === undefined) throw new Error(`There is no column "${change.column}".`)
  const draft = alteredDraft(column, change.set)
  const type = nativeTypeOf(before.dialect, draft)
  const isOther = (left: unknown, right: unknown): boolean =>
    JSON.stringify(left ?? null) !== JSON.stringify(right ?? null)
  return {
    draft,
    type: type.readsAs.nativeType !== column.nativeType,
    nullable: draft.nullable !== column.nullable,
    default: isOther(draft.default, column.default),
    comment: isOther(draft.comment, column.comment),
  }
}

/** The statements of a kind of change that are alike in most vendors. */
export const standardDdl: Omit<
  Ddl,
  'create-table' | 'add-column' | 'alter-column' | 'add-index' | 'drop-unique' | 'drop-index'
> = {
  'drop-table': ({ change, before }) => [sql`drop table ${placeIn(before, change.table)}`],
  'rename-table': ({ change, before }) => [
    alterTable(before, change.table, sql`rename to ${sql.id(change.to)}`),
  ],
  'comment-table': ({ change, before }) => [
    commentOnTable(before.dialect, tableIn(before, change.table), change.comment),
  ],
  'rename-column': ({ change, before }) => [
    alterTable(
      before,
      change.table,
      sql`rename column ${sql.id(change.column)} to ${sql.id(change.to)}`,
    ),
  ],
  'drop-column': ({ change, before }) => [
    alterTable(before, change.table, sql`drop column ${sql.id(change.column)}`),
  ],
  'add-foreign-key': ({ change, after }) => [
    alterTable(
      after,
      change.table,
      sql`add ${foreignKeySql(after, tableIn(after, change.table), change.foreignKey)}`,
    ),
  ],
  'drop-foreign-key': ({ change, before }) => [dropConstraint(before, change.table, change.name)],
  'add-unique': ({ change, after }) => [
    alterTable(
      after,
      change.table,
      sql`add ${uniqueSql(after, tableIn(after, change.table), change.unique)}`,
    ),
  ],
  'add-check': ({ change, after }) => [
    alterTable(after, change.table, sql`add ${checkSql(change.check)}`),
  ],
  'drop-check': ({ change, before }) => [dropConstraint(before, change.table, change.name)],
  'create-view': ({ change, after }) => [
    sql`create view ${placeIn(after, idOfDraft(after, change.view))} as\n${sql.raw(change.view.query.trim())}`,
  ],
  'create-enum': ({ change, after }) => {
    const { schema = after.defaultSchema, name, values } = change.enum
    const list = values.map((value) => textLiteral(after.dialect, value))
    return [sql`create type ${sql.id(schema, name)} as enum (${sql.join(list)})`]
  },
  'extend-enum': ({ change, before }) => {
    const { schema = before.defaultSchema, name, values } = change.enum
    const known = enumOfDraft(before, change.enum)?.values ?? []
    const literal = (text: string): Sql => textLiteral(before.dialect, text)
    return addedValues(known, values).map(
      ({ value, place: where, other }) =>
        sql`alter type ${sql.id(schema, name)} add value ${literal(value)} ${sql.raw(where)} ${literal(other)}`,
    )
  },
  'drop-enum': ({ change, before }) => {
    const { schema = before.defaultSchema, name } = change.enum
    return [sql`drop type ${sql.id(schema, name)}`]
  },
  'drop-view': ({ change, before }) => {
    const view = tableIn(before, change.table)
    const kind = sql.raw(view.kind === 'materialized-view' ? 'materialized view' : 'view')
    return [sql`drop ${kind} ${place(before.dialect, view)}`]
  },
}

/** The name of an index that a step adds. */
export function indexName({ change, after }: Step<Change<'add-index'>>): string {
  return nameFor(after, tableIn(after, change.table), change.index, 'index')
}

/** The indexes that a new table brings along, as changes of their own. */
export function indexSteps(
  step: Step<Change<'create-table'>>,
): readonly Step<Change<'add-index'>>[] {
  const table = createdTable(step).id
  return (step.change.table.indexes ?? []).map((index) => ({
    ...step,
    change: { kind: 'add-index', table, index },
  }))
}

/** The values of a new column, and what else it brings along, as checks of their own. */
export function checkStatements({ change, after }: Step<Change<'add-column'>>): readonly Sql[] {
  const { name } = tableIn(after, change.table)
  return checksOfDraft(after.dialect, name, change.column).map((check) =>
    alterTable(after, change.table, sql`add ${checkSql(check)}`),
  )
}
