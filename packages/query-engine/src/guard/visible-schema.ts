import type {
  Action,
  Column,
  Relationship,
  SchemaModel,
  Table,
} from '@relvar/schema-introspect/model'
import type { Guard, Policy } from '../policy.js'

const ACTIONS: readonly Action[] = ['read', 'create', 'update', 'delete']

type Guards = ReadonlyMap<Action, Guard>

/**
 * The schema as an actor sees it: actions the policy does not grant are taken from tables and
 * columns, and what has none left is gone. Names resolve against it, and every description of the
 * API is made from it, so forbidden and missing look alike everywhere.
 *
 * Tables are worked out when they are first looked at. A relationship into a table that may not be
 * read stays, with `target: null`.
 */
export function visibleSchema<A>(schema: SchemaModel, policy: Policy<A>, actor: A): SchemaModel {
  const guardsOf = (table: Table): Guards => {
    const guards = new Map<Action, Guard>()
    for (const action of ACTIONS) {
      const guard = table.actions.includes(action) ? policy.guardFor(table, action, actor) : null
      if (guard !== null) guards.set(action, guard)
    }
    return guards
  }
  const readGuardOf = (id: string): Guard | undefined => {
    const table = Object.hasOwn(schema.tables, id) ? schema.tables[id] : undefined
    return table === undefined ? undefined : guardsOf(table).get('read')
  }
  const tables = Object.create(null) as Record<string, Table>
  for (const [id, table] of Object.entries(schema.tables)) {
    const guards = guardsOf(table)
    if (guards.size > 0) defineLazily(tables, id, () => visibleTable(table, guards, readGuardOf))
  }
  const visible = { ...schema, version: `${schema.version}:${policy.keyOf(actor)}`, tables }
  defineLazily(visible, 'enums', () => enumsOf(schema, tables))
  return visible
}

/** A property that is worked out once, when it is first looked at. */
function defineLazily(target: object, name: string, make: () => unknown): void {
  Object.defineProperty(target, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = make()
      Object.defineProperty(target, name, { enumerable: true, value })
      return value
    },
  })
}

/** The enums of columns that are there: their values may tell of those that are not. */
function enumsOf(schema: SchemaModel, tables: SchemaModel['tables']): SchemaModel['enums'] {
  const used = new Set(
    Object.values(tables).flatMap(({ columns }) => columns.map((column) => column.enum)),
  )
  return Object.fromEntries(Object.entries(schema.enums).filter(([id]) => used.has(id)))
}

type ReadGuardOf = (table: string) => Guard | undefined

function visibleTable(table: Table, guards: Guards, readGuardOf: ReadGuardOf): Table {
  const seen = table.columns
    .map((column) => visibleColumn(column, guards))
    .filter((column) => column !== null)
  const isWhole = seen.length === table.columns.length
  const columns = isWhole ? seen : seen.map(withoutExpression)
  const names = new Set(columns.map(({ name }) => name))
  const isVisible = (each: { readonly columns: readonly string[] }) =>
    each.columns.every((name) => names.has(name))
  return {
    ...table,
    actions: table.actions.filter((action) => guards.has(action)),
    columns,
    uniques: table.uniques.filter(isVisible),
    indexes: table.indexes.filter(
      (index) => isVisible(index) && (isWhole || index.definition === undefined),
    ),
    // Their text may speak of any column.
    checks: isWhole ? table.checks : [],
    foreignKeys: table.foreignKeys.filter(
      (key) => readGuardOf(key.target) !== undefined && isVisible(key),
    ),
    relationships: table.relationships
      .filter((relationship) => isVisibleLink(relationship, guards.get('read'), readGuardOf))
      .map((relationship) => withTargets(relationship, readGuardOf)),
  }
}

/** What a column is computed by may speak of any other. */
function withoutExpression(column: Column): Column {
  const { expression: _, ...rest } = column
  return rest
}

function visibleColumn(column: Column, guards: Guards): Column | null {
  const actions = column.actions.filter((action) => isGranted(guards.get(action), column.name))
  if (actions.length === 0) return null
  if (isMasked(guards.get('read'), column.name)) return { ...column, actions, masked: true }
  return actions.length === column.actions.length ? column : { ...column, actions }
}

/** Whether a field may be read, in some rows only. */
function isMasked(guard: Guard | undefined, field: string): boolean {
  const rows = guard?.fields.get(field) ?? guard?.fields.get('*')
  return rows !== undefined && Object.keys(rows).length > 0
}

/**
 * A relationship is a field. A way back that nobody named, neither in the schema nor in the grant,
 * needs the link there as well: `*` must not tell what the other table keeps to itself.
 */
function isVisibleLink(
  { name, cardinality, source, target, columns }: Relationship,
  guard: Guard | undefined,
  readGuardOf: ReadGuardOf,
): boolean {
  if (!isGranted(guard, name)) return false
  if (cardinality !== 'one-to-many' || source === 'declared' || guard?.fields.has(name)) return true
  const other = typeof target === 'string' ? readGuardOf(target) : undefined
  return other === undefined || columns.every(([, there]) => isGranted(other, there))
}

function withTargets(relationship: Relationship, readGuardOf: ReadGuardOf): Relationship {
  const { target } = relationship
  if (target === null) return relationship
  if (typeof target === 'string') {
    return readGuardOf(target) === undefined ? { ...relationship, target: null } : relationship
  }
  const targets = target.targets.filter((id) => readGuardOf(id) !== undefined)
  return { ...relationship, target: targets.length === 0 ? null : { ...target, targets } }
}

/** Whether a guard grants a field, in whichever rows. */
export function isGranted(guard: Guard | undefined, field: string): boolean {
  return guard !== undefined && (guard.fields.has(field) || guard.fields.has('*'))
}
