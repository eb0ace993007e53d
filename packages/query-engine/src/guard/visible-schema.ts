import type { Action, Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { Guard, Policy } from '../policy.js'

const ACTIONS: readonly Action[] = ['read', 'create', 'update', 'delete']

/**
 * The schema as an actor sees it: actions the policy does not grant are taken from tables and
 * columns, and what has none left is gone. Names resolve against it, and every description of the
 * API is made from it, so forbidden and missing look alike everywhere.
 *
 * Tables are worked out when they are first looked at. A relationship into a table that may not be
 * read stays, with `target: null`.
 */
export function visibleSchema<A>(schema: SchemaModel, policy: Policy<A>, actor: A): SchemaModel {
  const visible = new Map<string, Table | null>()
  const look = (id: string): Table | null => {
    const known = visible.get(id)
    if (known !== undefined) return known
    const table = schema.tables[id] as Table
    const result = visibleTable(table, policy, actor, (target) =>
      canRead(schema, target, policy, actor),
    )
    visible.set(id, result)
    return result
  }
  const ids = Object.keys(schema.tables).filter(
    (id) => grantedActions(schema.tables[id] as Table, policy, actor).length > 0,
  )
  const tables = Object.create(null) as Record<string, Table>
  for (const id of ids) {
    Object.defineProperty(tables, id, { enumerable: true, get: () => look(id) ?? undefined })
  }
  return { ...schema, version: `${schema.version}:${policy.keyOf(actor)}`, tables }
}

function canRead<A>(schema: SchemaModel, id: string, policy: Policy<A>, actor: A): boolean {
  const table = Object.hasOwn(schema.tables, id) ? schema.tables[id] : undefined
  return table !== undefined && policy.guardFor(table, 'read', actor) !== null
}

function grantedActions<A>(table: Table, policy: Policy<A>, actor: A): readonly Action[] {
  return table.actions.filter((action) => policy.guardFor(table, action, actor) !== null)
}

function visibleTable<A>(
  table: Table,
  policy: Policy<A>,
  actor: A,
  readable: (id: string) => boolean,
): Table | null {
  const guards = new Map<Action, Guard>()
  for (const action of ACTIONS) {
    const guard = table.actions.includes(action) ? policy.guardFor(table, action, actor) : null
    if (guard !== null) guards.set(action, guard)
  }
  if (guards.size === 0) return null
  const columns = table.columns
    .map((column) => visibleColumn(column, guards))
    .filter((column) => column !== null)
  const names = new Set(columns.map((column) => column.name))
  const relationships = table.relationships
    .filter((relationship) => isGranted(guards.get('read'), relationship.name))
    .map((relationship) => {
      const { target } = relationship
      if (target === null || typeof target === 'object') return relationship
      return readable(target) ? relationship : { ...relationship, target: null }
    })
  const actions = table.actions.filter((action) => guards.has(action))
  const foreignKeys = table.foreignKeys.filter(
    (key) => readable(key.target) && key.columns.every((name) => names.has(name)),
  )
  return { ...table, actions, columns, relationships, foreignKeys }
}

function visibleColumn(column: Column, guards: ReadonlyMap<Action, Guard>): Column | null {
  const actions = column.actions.filter((action) => isGranted(guards.get(action), column.name))
  if (actions.length === 0) return null
  return actions.length === column.actions.length ? column : { ...column, actions }
}

/** Whether a guard grants a field, in whichever rows. */
export function isGranted(guard: Guard | undefined, field: string): boolean {
  return guard !== undefined && (guard.fields.has(field) || guard.fields.has('*'))
}
