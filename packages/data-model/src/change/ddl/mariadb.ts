import type { Column, DialectName } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { nameFor } from '../apply/apply-constraint.js'
import type { ColumnDraft } from '../schema-change.js'
import {
  type Clause,
  type ColumnText,
  parseColumn,
  printColumn,
  withoutClauses,
} from '../text/column-text.js'
import { CreateTableText } from '../text/create-table.js'
import { bareName, tokensOf } from '../text/tokens.js'
import { type Change, type Ddl, definitionOf, type Step, tableIn } from './ddl.js'
import { names, type Sql, textLiteral, toText } from './sql.js'
import {
  type Alteration,
  alterationOf,
  alterTable,
  checkStatements,
  collateClause,
  columnSql,
  createIndexSql,
  createTableSql,
  dropConstraint,
  defaultClause,
  indexName,
  indexSteps,
  placeIn,
  standardDdl,
} from './standard.js'
import { nativeTypeOf } from './types/type-of.js'

/**
 * MariaDB and MySQL.
 *
 * @see https://mariadb.com/kb/en/alter-table/
 * @see https://dev.mysql.com/doc/refman/8.4/en/alter-table.html
 */
export const mariadbDdl: Ddl = {
  ...standardDdl,
  'create-table': createTable,
  'comment-table': ({ change, before }) => [
    alterTable(
      before,
      change.table,
      sql`comment = ${textLiteral(before.dialect, change.comment ?? '')}`,
    ),
  ],
  'rename-table': ({ change, before }) => {
    const { schema } = tableIn(before, change.table)
    return [sql`rename table ${placeIn(before, change.table)} to ${sql.id(schema, change.to)}`]
  },
  'add-column': (step) => {
    const { change, after } = step
    const column = newColumn(step, change.column, false)
    return [alterTable(after, change.table, sql`add column ${column}`), ...checkStatements(step)]
  },
  'alter-column': (step) => [
    alterTable(
      step.before,
      step.change.table,
      sql`modify column ${sql.raw(printColumn(alteredColumn(step)))}`,
    ),
  ],
  'drop-foreign-key': ({ change, before }) => [
    alterTable(before, change.table, sql`drop foreign key ${sql.id(change.name)}`),
  ],
  'drop-check': dropCheck,
  'add-unique': ({ change, after, concurrently }) => {
    const table = tableIn(after, change.table)
    const name = nameFor(after, table, change.unique, 'unique')
    const unique = sql`add constraint ${sql.id(name)} unique (${names(change.unique.columns)})`
    return [
      alterTable(after, change.table, sql`${unique}${sql.raw(concurrently ? `,${IN_PLACE}` : '')}`),
    ]
  },
  'add-index': addIndex,
  'drop-unique': dropIndex,
  'drop-index': dropIndex,
}

/** @see https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html */
const IN_PLACE = ' algorithm = inplace, lock = none'

function createTable(step: Step<Change<'create-table'>>): readonly Sql[] {
  const { columns, primaryKey, comment = null } = step.change.table
  const created = createTableSql(step, {
    columns: columns.map((column) => newColumn(step, column, primaryKey.includes(column.name))),
  })
  const { dialect } = step.after
  const note = comment === null ? sql`` : sql` comment = ${textLiteral(dialect, comment)}`
  return [sql`${created}${note}`, ...indexSteps({ ...step, concurrently: false }).flatMap(addIndex)]
}

/**
 * A moment without NULL would be filled by older servers on their own account, so it is said. MariaDB takes no
 * word of it behind what computes a column.
 *
 * @see https://mariadb.com/kb/en/generated-columns/
 */
export function newColumn({ after }: Step, draft: ColumnDraft, inKey: boolean): Sql {
  const { dialect } = after
  const isComputed = draft.expression !== undefined
  const column =
    dialect === 'mariadb' && isComputed
      ? columnSql(dialect, { ...draft, nullable: true }, false)
      : columnSql(dialect, draft, inKey, isComputed ? '' : ' null')
  const numbered = sql.raw(draft.generated === 'identity' ? ' auto_increment' : '')
  const note =
    (draft.comment ?? null) === null
      ? sql``
      : sql` comment ${textLiteral(dialect, draft.comment ?? '')}`
  return sql`${column}${numbered}${note}`
}

function addIndex(step: Step<Change<'add-index'>>): readonly Sql[] {
  const { change, after, concurrently } = step
  const end = sql.raw(concurrently ? IN_PLACE.replace(',', '') : '')
  const { columns, definition } = change.index
  return [createIndexSql(after, change.table, indexName(step), columns, { end, definition })]
}

function dropIndex({ change, before }: Step<Change<'drop-unique' | 'drop-index'>>): readonly Sql[] {
  return [sql`drop index ${sql.id(change.name)} on ${placeIn(before, change.table)}`]
}

/**
 * Takes an index back that has taken the place of the one that the server makes for a foreign key: that one
 * has to be there again first. null where no foreign key leans on the new index alone.
 *
 * @see https://mariadb.com/kb/en/foreign-keys/
 */
export function givenBackIndex(
  { before, after }: Step,
  id: string,
  name: string,
  columns: readonly string[],
): Sql | null {
  const { primaryKey, uniques, indexes, foreignKeys } = tableIn(before, id)
  const leads = (list: readonly string[], key: readonly string[]): boolean =>
    key.every((column, index) => list[index] === column)
  const key = foreignKeys.find((each) => leads(columns, each.columns))
  if (key === undefined) return null
  const others = [...uniques, ...indexes].filter((each) => each.name !== key.name)
  if ([primaryKey, ...others.map((each) => each.columns)].some((list) => leads(list, key.columns)))
    return null
  const own = sql`add index ${sql.id(key.name)} (${names(key.columns)})`
  return alterTable(after, id, sql`${own}, drop index ${sql.id(name)}`)
}

/** The column as it was before a step, in the words that the database had for it. */
export function restoredColumn(step: Step<Change<'alter-column'>>): Sql | null {
  const { sql: created } = definitionOf(step, step.change.table)
  if (created === null) return null
  const table = new CreateTableText(created, true)
  const text = table.textOf(table.column(step.change.column))
  return alterTable(step.before, step.change.table, sql`modify column ${sql.raw(text)}`)
}

/** In what order the words of a definition stand. */
const ORDER: readonly Clause['kind'][] = [
  'charset',
  'collate',
  'generated',
  'not-null',
  'null',
  'default',
  'on-update',
  'other',
  'comment',
  'references',
  'check',
]

/**
 * MariaDB names a check that is written at a column after that column, and drops it only by a definition
 * without it.
 *
 * @see https://mariadb.com/kb/en/constraint/#check-constraints
 */
function dropCheck(step: Step<Change<'drop-check'>>): readonly Sql[] {
  const { change, before } = step
  const column = columnWithoutCheck(step)
  if (column === null) return [dropConstraint(before, change.table, change.name)]
  return [alterTable(before, change.table, sql`modify column ${sql.raw(printColumn(column))}`)]
}

/** The column that a check is written at, without it; null where the check is one of the table. */
export function columnWithoutCheck(step: Step<Change<'drop-check'>>): ColumnText | null {
  const { change, before } = step
  const { sql: created } = definitionOf(step, change.table)
  const check = tableIn(before, change.table).checks.find(({ name }) => name === change.name)
  const column =
    created === null ? null : columnWithCheck(created, change.name, check?.expression ?? '')
  return column === null ? null : withoutClauses(column, ['check'])
}

function columnWithCheck(created: string, name: string, expression: string): ColumnText | null {
  const table = new CreateTableText(created, true)
  const isConstraint = table.definitions.some(
    (each) =>
      each.kind === 'constraint' &&
      tokensOf(table.textOf(each), true)
        .slice(1, 2)
        .some(({ text }) => bareName(text) === name),
  )
  if (isConstraint) return null
  const columns = table.definitions
    .filter(({ kind }) => kind === 'column')
    .map((each) => parseColumn(table.textOf(each), true))
  return (
    columns.find(({ clauses }) =>
      clauses.some(({ kind, text }) => kind === 'check' && text.includes(expression)),
    ) ?? null
  )
}

/**
 * The whole definition anew, since MODIFY forgets what it is not told: made of the one that the database
 * has, so that its character set, ON UPDATE, checks and the like stay.
 */
export function alteredColumn(step: Step<Change<'alter-column'>>): ColumnText {
  const { change, before } = step
  const { sql: created } = definitionOf(step, change.table)
  const alteration = alterationOf(step)
  const column = tableIn(before, change.table).columns.find(({ name }) => name === change.column)
  const kept =
    created === null ? null : readColumn(new CreateTableText(created, true), change.column)
  return assembled(step, alteration, kept, column)
}

function readColumn(table: CreateTableText, name: string): ColumnText {
  return parseColumn(table.textOf(table.column(name)), true)
}

function assembled(
  { before }: Step,
  alteration: Alteration,
  kept: ColumnText | null,
  column: Column | undefined,
): ColumnText {
  const { draft } = alteration
  const { dialect } = before
  const type = alteration.type || kept === null ? nativeTypeOf(dialect, draft).sql : kept.type
  const text = withoutClauses(
    kept ?? { name: toText(dialect, sql.id(draft.name)), type, clauses: [] },
    replacedBy(dialect, alteration, column),
  )
  const isNew = kept === null
  const clauses: Clause[] = [
    // What the server prints for no default at all; it does not stand beside NOT NULL.
    ...text.clauses.filter((each) => !/^default null$/i.test(each.text)),
    clause('not-null', draft.nullable === false ? 'not null' : 'null'),
  ]
  if (draft.collation !== undefined)
    clauses.push(clause('collate', toText(dialect, collateClause(dialect, draft)).trim()))
  if (saysDefault(dialect, alteration) || isNew) {
    const value = toText(dialect, defaultClause(dialect, draft)).trim()
    if (value !== '') clauses.push(clause('default', value))
  }
  const { comment = null } = draft
  if ((alteration.comment || isNew) && comment !== null)
    clauses.push(clause('comment', toText(dialect, sql`comment ${textLiteral(dialect, comment)}`)))
  const place = ({ kind }: Clause): number => ORDER.indexOf(kind)
  return { name: text.name, type, clauses: clauses.sort((a, b) => place(a) - place(b)) }
}

function clause(kind: Clause['kind'], text: string): Clause {
  return { kind, name: null, text }
}

const TEXTS: ReadonlySet<string> = new Set(['string', 'text', 'csv', 'hash', 'uuid'])

/** MySQL writes the default of a text without a length otherwise than that of others. */
function saysDefault(dialect: DialectName, alteration: Alteration): boolean {
  return alteration.default || (alteration.type && dialect === 'mysql')
}

/** The words that are said anew; of a type that is left, also its character set and its check. */
function replacedBy(
  dialect: DialectName,
  alteration: Alteration,
  column: Column | undefined,
): readonly Clause['kind'][] {
  const kinds: Clause['kind'][] = ['not-null', 'null']
  if (saysDefault(dialect, alteration)) kinds.push('default')
  if (alteration.default || (alteration.type && alteration.draft.type !== column?.type))
    kinds.push('on-update')
  if (alteration.comment) kinds.push('comment')
  if (alteration.draft.collation !== undefined) kinds.push('charset', 'collate')
  if (!alteration.type) return kinds
  const staysText = TEXTS.has(alteration.draft.type) && TEXTS.has(column?.type ?? '')
  return staysText ? kinds : [...kinds, 'charset', 'collate', 'check']
}
