import { isDeepStrictEqual } from 'node:util'
import { InvalidPayloadError, type Row } from '@relvar/query-engine'
import {
  type DialectName,
  findColumn,
  findTable,
  type SchemaModel,
} from '@relvar/schema-introspect/model'
import type { SchemaChange } from '../change/schema-change.js'
import { ALIAS_TYPES } from '../overlay/column-overlay.js'
import { partOf } from '../overlay/routes/body.js'
import type { FieldObject } from '../overlay/views/field-view.js'
import { alterFieldChanges, retypedSpecials } from './alter-field.js'

/**
 * What a body wants of the column behind a field; nothing of an alias.
 *
 * @param model the user's tables as introspected
 * @throws InvalidPayloadError where a column would become an alias, or the reverse
 */
export function columnChanges(
  field: FieldObject,
  body: Row,
  model: SchemaModel,
): readonly SchemaChange[] {
  if (field.schema === null) {
    const { type = null } = body
    if (partOf(body, 'schema') !== null || !(type === null || ALIAS_TYPES.includes(String(type))))
      throw new InvalidPayloadError('An alias stays an alias.')
    return []
  }
  const table = findTable(model, field.collection)
  const column = table === undefined ? undefined : findColumn(table, field.field)
  if (table !== undefined && column !== undefined)
    return alterFieldChanges(field, table, column, body, model.dialect)
  if (differs(field, body))
    throw new InvalidPayloadError('The columns of our tables stay as they are.')
  return []
}

/** Whether what was sent differs from what there is: clients send back what they have read. */
function differs(field: FieldObject, body: Row): boolean {
  const { type = field.type } = body
  const sent = Object.entries(partOf(body, 'schema') ?? {})
  const now = new Map<string, unknown>(Object.entries(field.schema ?? {}))
  return (
    type !== field.type || sent.some(([name, value]) => !isDeepStrictEqual(now.get(name), value))
  )
}

/** What is to be said: what was sent, and the specials of another type unless others were sent. */
export function changedMeta(field: FieldObject, body: Row, dialect: DialectName): Row | null {
  const meta = partOf(body, 'meta')
  const retyped = field.schema === null ? {} : retypedSpecials(field, body['type'], dialect)
  if (meta === null) return Object.keys(retyped).length === 0 ? null : retyped
  const isSame = JSON.stringify(meta['special']) === JSON.stringify(field.meta?.['special'])
  return { ...retyped, ...meta, ...(isSame && retyped) }
}
