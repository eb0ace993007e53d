import type { Filter } from '@relvar/query-engine/query'
import type { TableId } from '@relvar/schema-introspect/model'
import { type FilterKey, filterKeys } from '../schema/filter-types.js'
import type { Types } from '../schema/types.js'

type Input = Readonly<Record<string, unknown>>

/** An `X_filter` as the engine has it: names of the model, functions around fields, `:` before tables. */
export function toFilter(types: Types, table: TableId, input: Input): Filter {
  const keys = keysOf(types, table)
  const conditions = Object.entries(input).flatMap(([name, value]) =>
    conditionsOf(types, table, keys.get(name), name, value),
  )
  return conditions.length === 1 ? (conditions[0] as Filter) : { _and: conditions }
}

function conditionsOf(
  types: Types,
  table: TableId,
  key: FilterKey | undefined,
  name: string,
  value: unknown,
): readonly Filter[] {
  if (value === null || value === undefined) return []
  if (key === undefined) return [logic(types, table, name, value)]
  const { field, column, relationship } = key.field
  const inner = value as Input
  if (key.part.kind === 'functions') {
    return Object.entries(inner)
      .filter(([, operators]) => operators !== null)
      .map(([each, operators]) => ({ [`${each}(${field})`]: operators }))
  }
  if (key.part.kind === 'any') {
    const target = key.part.table
    return [{ [`${field}:${target}`]: toFilter(types, target, inner) }]
  }
  if (typeof relationship?.target === 'string')
    return [{ [field]: toFilter(types, relationship.target, inner) }]
  return column === undefined ? [] : [{ [field]: inner }]
}

/** `_and`, `_or`, and of to-many relationships `_some` and `_none`. */
function logic(types: Types, table: TableId, name: string, value: unknown): Filter {
  if (Array.isArray(value)) {
    const filters = (value as readonly (Input | null)[]).filter((each) => each !== null)
    return { [name]: filters.map((each) => toFilter(types, table, each)) }
  }
  return { [name]: toFilter(types, table, value as Input) }
}

const known = new WeakMap<Types, Map<TableId, ReadonlyMap<string, FilterKey>>>()

function keysOf(types: Types, table: TableId): ReadonlyMap<string, FilterKey> {
  const tables = known.get(types) ?? new Map<TableId, ReadonlyMap<string, FilterKey>>()
  known.set(types, tables)
  const found = tables.get(table)
  if (found !== undefined) return found
  const keys = new Map(filterKeys(types, types.subject(table)).map((key) => [key.name, key]))
  tables.set(table, keys)
  return keys
}
