import type { SchemaModel, TableId } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import type { Actor } from './actor.js'
import { columnRef, tableRef } from './compile/build.js'
import type { Dialect, Sql } from './dialect/dialect.js'

/**
 * How an engine learns that what is known of actors no longer holds: rights that were changed, users
 * that were signed out, on this server or another. One text in the database, the *mark*, changes with
 * all of that. Every read of an actor who bears a mark brings the current one along, in the same
 * statement, and every write asks for it before; where the two differ the answer is thrown away and
 * the call is made anew, by the actor as they are now.
 */
export interface Freshness<TActor extends Actor = Actor> {
  /** Where the mark lies, or what asks for it where that is another database. */
  readonly mark: MarkPlace | AskForMark
  /** The actor as they are now, with the mark of now. Throws what somebody is told who is no more. */
  renew(actor: TActor): Promise<TActor>
}

export interface MarkPlace {
  /** A table of one row. */
  readonly table: TableId
  /** Its column of text. */
  readonly column: string
}

/** The mark as it is now. It is asked for beside each read, at the same time. */
export type AskForMark = (signal?: AbortSignal) => Promise<unknown>

/** The name of the column that the mark comes in. */
export const MARK = 'f'

/** The mark as one more column of any statement. */
export function markColumn(place: MarkPlace, schema: SchemaModel, dialect: Dialect): Sql {
  return dialect.columnAs(sql`(${markSelect(place, schema, dialect)})`, MARK)
}

/** The mark alone. */
export function markSelect(
  { table, column }: MarkPlace,
  schema: SchemaModel,
  dialect: Dialect,
): Sql {
  const target = Object.hasOwn(schema.tables, table) ? schema.tables[table] : undefined
  if (target === undefined) throw new Error(`There is no table "${table}" for marks.`)
  const mark = dialect.columnAs(columnRef('fresh', column), MARK)
  return sql`select ${mark} from ${dialect.tableAs(tableRef(target), 'fresh')}`
}
