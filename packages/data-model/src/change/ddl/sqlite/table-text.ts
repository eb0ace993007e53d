import type { Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { checksOfDraft } from '../../apply/draft-column.js'
import { ChangeRefusedError } from '../../errors.js'
import type { ColumnDraft } from '../../schema-change.js'
import {
  type ClauseKind,
  type ColumnText,
  parseColumn,
  printColumn,
  withoutClauses,
} from '../../text/column-text.js'
import {
  constraintsOf,
  type WrittenConstraint,
  withoutConstraint,
} from '../../text/constraint-text.js'
import { CreateTableText } from '../../text/create-table.js'
import { withColumnNamed } from '../../text/rename-in-table.js'
import { type Change, definitionOf, type Step, tableIn } from '../ddl.js'
import { type Sql, toText } from '../sql.js'
import { alterationOf, checkSql, columnSql, defaultClause, foreignKeySql } from '../standard.js'
import { nativeTypeOf } from '../types/type-of.js'

/** The changes that may have to write a table anew. */
export type TableEdit = Change<
  | 'add-column'
  | 'alter-column'
  | 'rename-column'
  | 'drop-column'
  | 'add-foreign-key'
  | 'drop-foreign-key'
  | 'drop-unique'
  | 'add-check'
  | 'drop-check'
>

/** The text of the table of a step as SQLite has it. */
export function currentText(step: Step<TableEdit>): CreateTableText {
  const { sql: text } = definitionOf(step, step.change.table)
  if (text === null) throw new Error(`The definition of table "${step.change.table}" was not read.`)
  return new CreateTableText(text)
}

/** The text of the table as it will be: what the change is not about stays as it was written. */
export function editedText(step: Step<TableEdit>): CreateTableText {
  const { change, before, after } = step
  const text = currentText(step)
  const table = tableIn(before, change.table)
  switch (change.kind) {
    case 'add-column':
      return text.withColumn(print(newColumn(table, change.column)))
    case 'alter-column':
      return withAlteredColumn(text, { ...step, change })
    case 'rename-column':
      return withColumnNamed(text, table.name, true, change.column, print(sql.id(change.to)))
    case 'drop-column':
      return text.without(text.column(change.column))
    case 'add-foreign-key':
      return text.withConstraint(print(foreignKeySql(after, table, change.foreignKey)))
    case 'add-check':
      return text.withConstraint(print(checkSql(change.check)))
    case 'drop-foreign-key':
      return withoutConstraint(text, writtenKey(text, table, change.name))
    case 'drop-unique':
      return withoutConstraint(text, writtenUnique(text, table, change.name))
    case 'drop-check':
      return withoutConstraint(text, writtenCheck(text, table, change.name))
  }
}

function print(statement: Sql): string {
  return toText('sqlite', statement)
}

/** Its values are a check at the column. */
export function newColumn(table: Table, draft: ColumnDraft): Sql {
  const checks = checksOfDraft('sqlite', table.name, draft).map((check) => sql` ${checkSql(check)}`)
  return sql`${columnSql('sqlite', draft, false)}${sql.join(checks, sql``)}`
}

function withAlteredColumn(
  text: CreateTableText,
  step: Step<Change<'alter-column'>>,
): CreateTableText {
  const definition = text.column(step.change.column)
  return text.replaced(definition, printColumn(altered(parseColumn(text.textOf(definition)), step)))
}

function altered(column: ColumnText, step: Step<Change<'alter-column'>>): ColumnText {
  const alteration = alterationOf(step)
  const { draft } = alteration
  const gone: ClauseKind[] = ['not-null', 'null']
  if (alteration.default) gone.push('default')
  const kept = withoutClauses(column, gone)
  const value = alteration.default ? print(defaultClause('sqlite', draft)).trim() : ''
  const clauses = [
    ...(value === '' ? [] : [{ kind: 'default', name: null, text: value } as const]),
    ...(draft.nullable === false
      ? [{ kind: 'not-null', name: null, text: 'not null' } as const]
      : []),
    ...kept.clauses,
  ]
  const type = alteration.type ? nativeTypeOf('sqlite', draft).sql : column.type
  return { name: column.name, type, clauses }
}

function writtenKey(text: CreateTableText, table: Table, name: string): WrittenConstraint {
  const key = table.foreignKeys.find((each) => each.name === name)
  return found(
    constraintsOf(text).find(
      ({ kind, columns, target }) =>
        kind === 'foreign-key' &&
        isSame(columns, key?.columns ?? []) &&
        isSame([target ?? ''], [key?.target ?? '']),
    ),
    table,
    name,
  )
}

function writtenUnique(text: CreateTableText, table: Table, name: string): WrittenConstraint {
  const unique = table.uniques.find((each) => each.name === name)
  return found(
    constraintsOf(text).find(
      ({ kind, columns }) => kind === 'unique' && isSame(columns, unique?.columns ?? []),
    ),
    table,
    name,
  )
}

/** Introspection names those without a name by their place. */
function writtenCheck(text: CreateTableText, table: Table, name: string): WrittenConstraint {
  const checks = constraintsOf(text).filter(({ kind }) => kind === 'check')
  return found(
    checks.find((check, index) => (check.name ?? `${table.name}_check_${index + 1}`) === name),
    table,
    name,
  )
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return (
    left.length === right.length &&
    left.every((name, index) => name.toLowerCase() === right[index]?.toLowerCase())
  )
}

function found<T>(constraint: T | undefined, table: Table, name: string): T {
  if (constraint === undefined)
    throw new ChangeRefusedError(
      'unknown-constraint',
      `"${name}" cannot be found in the definition of table "${table.id}".`,
    )
  return constraint
}
