import type { AutomaticValue, Column, ColumnType, Table } from '@relvar/schema-introspect/model'
import { toValue } from '../query/value.js'
import { uuidV7 } from './uuid-v7.js'
import type { Writing } from './writing.js'

/** Fills the columns that fill themselves, whatever the payload says of them. */
export function fillAutomatic(
  writing: Writing,
  table: Table,
  when: 'onCreate' | 'onUpdate',
  values: Map<string, unknown>,
): void {
  for (const [column, kind] of automaticColumns(table, when)) {
    const given = values.get(column.name) ?? ''
    if (!isIdentity(kind) || given === '') values.set(column.name, automatic(kind, column, writing))
  }
}

type Automatic = readonly (readonly [Column, AutomaticValue])[]

const known = {
  onCreate: new WeakMap<Table, Automatic>(),
  onUpdate: new WeakMap<Table, Automatic>(),
}

/** A table never changes, so they are looked up once. */
function automaticColumns(table: Table, when: 'onCreate' | 'onUpdate'): Automatic {
  const found = known[when].get(table)
  if (found !== undefined) return found
  const columns = table.columns.flatMap((column) => {
    const kind = column.traits[when]
    return kind === undefined ? [] : [[column, kind] as const]
  })
  known[when].set(table, columns)
  return columns
}

/** A key that somebody has chosen stays. */
function isIdentity(kind: AutomaticValue): boolean {
  return kind === 'uuid' || kind === 'uuid-v7'
}

function automatic(kind: AutomaticValue, column: Column, { actor, now }: Writing): unknown {
  switch (kind) {
    case 'now':
      return momentAs(column.type, now)
    case 'uuid':
      return crypto.randomUUID()
    case 'uuid-v7':
      return uuidV7(now.getTime())
    case 'user':
      return actor.id
    case 'role':
      return actor.role ?? null
  }
}

const moments = new WeakMap<Date, Map<ColumnType, unknown>>()

/** The moment of a write is that of all of its rows. */
function momentAs(type: ColumnType, now: Date): unknown {
  const known = moments.get(now) ?? new Map<ColumnType, unknown>()
  if (!known.has(type)) moments.set(now, known.set(type, toValue(type, now)))
  return known.get(type)
}
