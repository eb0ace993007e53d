import type { Session } from '../session.js'
import type { SystemColumn, SystemTable } from './system-table.js'

/** One change of our own tables. */
export type SystemChange =
  | { readonly kind: 'create-table'; readonly table: SystemTable }
  | {
      readonly kind: 'add-column'
      readonly table: string
      readonly name: string
      readonly column: SystemColumn
    }

/**
 * One step in the history of a module's tables. What the tables are today is the sum of the steps,
 * so it is written down nowhere else. A step that was released is never changed.
 */
export type Migration = SchemaMigration | RowMigration

interface Step {
  /** 1, 2, 3 ... within its module. */
  readonly version: number
  readonly name: string
}

export interface SchemaMigration extends Step {
  readonly changes: readonly SystemChange[]
}

/** Puts rows in place, as SYSTEM, in one transaction with the note that it was done. */
export interface RowMigration extends Step {
  readonly fill: (session: Session, tables: SystemNames) => Promise<void>
}

/** Says under which id a system table is served: `id('users')` is `relvar_users`. */
export interface SystemNames {
  id(table: string): string
}

/** The tables that a list of migrations leaves behind, in the order in which they were made. */
export function tablesAfter(migrations: readonly Migration[]): readonly SystemTable[] {
  const tables = new Map<string, SystemTable>()
  for (const migration of migrations) {
    if (!('changes' in migration)) continue
    for (const change of migration.changes) apply(tables, change)
  }
  return [...tables.values()]
}

function apply(tables: Map<string, SystemTable>, change: SystemChange): void {
  if (change.kind === 'create-table') {
    if (tables.has(change.table.name)) throw new Error(`"${change.table.name}" is made twice.`)
    tables.set(change.table.name, change.table)
    return
  }
  const table = tables.get(change.table)
  if (table === undefined) throw new Error(`"${change.table}" is changed before it is made.`)
  const columns = { ...table.columns, [change.name]: change.column }
  tables.set(change.table, { ...table, columns })
}
