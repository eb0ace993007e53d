import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { NOTHING_KNOWN, type Definitions, type TableDefinition } from '../definitions.js'
import type { SchemaChange } from '../schema-change.js'
import type { Sql } from './sql.js'

/** One step with the schema before and after it. */
export interface Step<T extends SchemaChange = SchemaChange> {
  readonly change: T
  readonly before: SchemaModel
  readonly after: SchemaModel
  readonly definitions: Definitions
  /** Indexes are built while others go on writing. */
  readonly concurrently: boolean
}

/** The change of one kind, out of the union. */
export type Change<K extends SchemaChange['kind']> = Extract<SchemaChange, { readonly kind: K }>

/** The DDL of one vendor: for each kind of change its statements, in order. */
export type Ddl = {
  readonly [K in SchemaChange['kind']]: (step: Step<Change<K>>) => readonly Sql[]
}

/** The table of a step, before or after it. */
export function tableIn(model: SchemaModel, id: string): Table {
  const table = model.tables[id]
  if (table === undefined) throw new Error(`The model has no table "${id}".`)
  return table
}

/** What is known of the table beyond the model. */
export function definitionOf(
  { definitions }: Pick<Step, 'definitions'>,
  id: string,
): TableDefinition {
  return Object.hasOwn(definitions.tables, id)
    ? (definitions.tables[id] ?? NOTHING_KNOWN)
    : NOTHING_KNOWN
}

export function statementsOf(ddl: Ddl, step: Step): readonly Sql[] {
  const compile = ddl[step.change.kind] as (step: Step) => readonly Sql[]
  return compile(step)
}
