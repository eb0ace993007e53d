import type { Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { ChangeRefusedError } from '../../errors.js'
import type { CreateTableText } from '../../text/create-table.js'
import { isWord, tokensOf } from '../../text/tokens.js'
import { definitionOf, type Step, tableIn } from '../ddl.js'
import { names, type Sql, textLiteral, toText } from '../sql.js'
import { currentText, type TableEdit } from './table-text.js'

/**
 * What ALTER TABLE cannot do: a new table takes the rows, and then the place, of the old one. Its text
 * is the old one's with one thing changed. Rows keep their rowid, AUTOINCREMENT its place, and indexes
 * and triggers are made again. Foreign keys have to be switched off around it, as DROP TABLE would
 * delete row by row; `runPlan` does, and looks at all of them before it commits.
 *
 * @see https://www.sqlite.org/lang_altertable.html#otheralter
 */
export function rebuild(step: Step<TableEdit>, edited: CreateTableText): readonly Sql[] {
  const { change, before } = step
  const table = tableIn(before, change.table)
  const interim = interimName(step)
  const from = sql.id(table.name)
  const to = sql.id(interim)
  const copied = copiedColumns(step)
  const rowid = rowidOf(table, currentText(step))
  const columns = rowid === null ? names(copied) : sql`${sql.ref(rowid)}, ${names(copied)}`
  return [
    sql.raw(edited.named(toText('sqlite', to)).sql),
    sql`insert into ${to} (${columns})\nselect ${columns} from ${from}`,
    ...sequence(currentText(step), table.name, interim),
    sql`drop table ${from}`,
    // Otherwise views and triggers that name the table would be looked at while it is not there.
    sql`pragma legacy_alter_table = on`,
    sql`alter table ${to} rename to ${from}`,
    sql`pragma legacy_alter_table = off`,
    ...attached(step),
  ]
}

function interimName({ change, before }: Step<TableEdit>): string {
  const taken = new Set(Object.values(before.tables).map(({ name }) => name.toLowerCase()))
  let name = `relvar_new_${tableIn(before, change.table).name}`
  while (taken.has(name.toLowerCase())) name = `${name}_`
  return name
}

/** Computed columns are computed anew; a new one takes its default. */
function copiedColumns({ change, before }: Step<TableEdit>): readonly string[] {
  const gone = change.kind === 'drop-column' ? change.column : null
  return tableIn(before, change.table)
    .columns.filter(({ generated }) => generated !== 'stored' && generated !== 'virtual')
    .map(({ name }) => name)
    .filter((name) => name !== gone)
}

const ROWID_NAMES = ['rowid', '_rowid_', 'oid']

/** The name by which the rowid can be copied; null where a column is the rowid, or there is none. */
function rowidOf(table: Table, text: CreateTableText): string | null {
  if (table.columns.some(({ generated }) => generated === 'identity')) return null
  const options = tokensOf(text.options)
  if (options.some((token) => isWord(token, 'rowid'))) return null
  const taken = table.columns.map(({ name }) => name.toLowerCase())
  return ROWID_NAMES.find((name) => !taken.includes(name)) ?? null
}

/** DROP TABLE forgets the last number that AUTOINCREMENT gave. */
function sequence(text: CreateTableText, from: string, to: string): readonly Sql[] {
  if (!tokensOf(text.sql).some((token) => isWord(token, 'autoincrement'))) return []
  const name = (value: string): Sql => textLiteral('sqlite', value)
  return [
    sql`delete from sqlite_sequence where name = ${name(to)}`,
    sql`insert into sqlite_sequence (name, seq)\nselect ${name(to)}, seq from sqlite_sequence where name = ${name(from)}`,
  ]
}

function attached(step: Step<TableEdit>): readonly Sql[] {
  const { change, before } = step
  const known = definitionOf(step, change.table).attached
  const stale = known.find(({ kind, sql: text }) => kind === 'trigger' && text === '')
  if (stale !== undefined)
    throw new ChangeRefusedError(
      'unsupported',
      `Table "${tableIn(before, change.table).id}" has trigger "${stale.name}", which names something that is renamed by the same changes: rename first, and make the other changes afterwards.`,
    )
  return known.map(({ sql: text }) => sql.raw(text))
}
