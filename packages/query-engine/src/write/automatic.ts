import type { AutomaticValue, Column, Table } from '@relvar/schema-introspect/model'
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
  for (const column of table.columns) {
    const kind = column.traits[when]
    if (kind === undefined) continue
    const given = values.get(column.name) ?? ''
    if (!isIdentity(kind) || given === '') values.set(column.name, automatic(kind, column, writing))
  }
}

/** A key that somebody has chosen stays. */
function isIdentity(kind: AutomaticValue): boolean {
  return kind === 'uuid' || kind === 'uuid-v7'
}

function automatic(kind: AutomaticValue, column: Column, { actor, now }: Writing): unknown {
  switch (kind) {
    case 'now':
      return toValue(column.type, now)
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
