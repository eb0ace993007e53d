import type {
  Check,
  Column,
  DialectName,
  SchemaModel,
  Table,
  TableId,
} from '@relvar/schema-introspect/model'
import { textLiteral, toText } from '../ddl/sql.js'
import { ChangeRefusedError } from '../errors.js'
import { assertName, constraintName, isSameName } from '../names.js'
import type { ColumnCheck, ColumnDraft } from '../schema-change.js'
import { sql } from 'kysely'
import { assertDefaultFits } from './default-fits.js'
import { enumOfDraft } from './apply-enum.js'
import { enumOf } from './column-of-draft.js'
import { withTable } from './lookup.js'

/**
 * The table with one more column, at the end.
 *
 * @throws ChangeRefusedError where the name is none, or taken, and for a default that does not fit
 */
export function withDraftColumn(
  dialect: DialectName,
  table: Table,
  draft: ColumnDraft,
  column: Column,
): Table {
  assertNewColumn(dialect, table, draft.name)
  assertDefaultFits(dialect, draft)
  const checks = checksOfDraft(dialect, table.name, draft).map(({ name, expression }) => ({
    name,
    expression,
  }))
  return { ...table, columns: [...table.columns, column], checks: [...table.checks, ...checks] }
}

/** @throws ChangeRefusedError where the name is none, or taken */
export function assertNewColumn(dialect: DialectName, table: Table, name: string): void {
  assertName(dialect, name, `column "${name}" of table "${table.id}"`)
  const taken = table.columns.find((each) => isSameName(dialect, 'column', each.name, name))
  if (taken !== undefined)
    throw new ChangeRefusedError(
      'name-taken',
      `Table "${table.id}" has a column "${taken.name}" already.`,
    )
}

/** The model with the values that a column of the table was given. */
export function withValues(model: SchemaModel, id: TableId, draft: ColumnDraft): SchemaModel {
  const table = model.tables[id]
  const named = draft.enumType === undefined ? undefined : enumOfDraft(model, draft.enumType)
  const values = table === undefined ? null : (named ?? enumOf(table, draft))
  if (table === undefined || values === null) return model
  const columns = table.columns.map((column) =>
    column.name === draft.name ? { ...column, enum: values.id } : column,
  )
  const enums = { ...model.enums, [values.id]: values }
  return { ...withTable(model, { ...table, columns }), enums }
}

/** A check that a column brings along, and what it is for. */
export interface DraftCheck extends Check {
  readonly what: ColumnCheck
}

/**
 * The checks that a column brings along: its values; and on Oracle, which has types for neither, that
 * it is a boolean or JSON. As they stand within the parentheses of CHECK.
 */
export function checksOfDraft(
  dialect: DialectName,
  table: string,
  draft: ColumnDraft,
): readonly DraftCheck[] {
  const column = toText(dialect, sql.id(draft.name))
  const checks: DraftCheck[] = []
  const add = (what: ColumnCheck, expression: string): void => {
    const name = draft.checkNames?.[what] ?? constraintName(dialect, table, [draft.name], what)
    checks.push({ what, name, expression })
  }
  if (draft.values !== undefined) {
    const list = draft.values.map((value) => toText(dialect, textLiteral(dialect, value)))
    add('values', `${column} in (${list.join(', ')})`)
  }
  if (dialect === 'oracle' && draft.nativeType === undefined) {
    if (draft.type === 'boolean') add('boolean', `${column} in (0, 1)`)
    if (draft.type === 'json') add('json', `${column} is json`)
  }
  return checks
}
