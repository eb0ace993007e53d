import { InvalidPayloadError, type Row } from '@relvar/query-engine'
import type { DialectName } from '@relvar/schema-introspect/model'
import { nativeTypeOf } from '../change/ddl/types/type-of.js'
import type { SchemaChange } from '../change/schema-change.js'
import { ALIAS_TYPES } from '../overlay/column-overlay.js'
import { partOf, textOf } from '../overlay/routes/body.js'
import { assertNewFieldName } from '../overlay/routes/new-name.js'
import { type ColumnPart, columnPart } from './column-part.js'
import { specialsFor } from './specials-for.js'

/** A field that is to be made, as it was sent. */
export interface FieldDraft {
  readonly field: string
  readonly type: string
  /** null of an alias. */
  readonly column: ColumnPart | null
  /** null where nothing is to be said of it. */
  readonly meta: Row | null
}

/** @throws InvalidPayloadError where no field can be made of the body, or its name means something else */
export function fieldDraft(body: Row, dialect: DialectName): FieldDraft {
  const field = textOf(body, 'field')
  assertNewFieldName(field)
  const schema = partOf(body, 'schema')
  const meta = partOf(body, 'meta')
  const { type = null } = body
  const isAlias = ALIAS_TYPES.some((each) => each === type) || (type === null && schema === null)
  if (isAlias) {
    if (schema !== null) throw new InvalidPayloadError(`Field "${field}" is to be no column.`)
    return { field, type: String(type ?? 'alias'), column: null, meta: meta ?? {} }
  }
  const column = columnPart(field, type, schema ?? {}, dialect)
  return {
    field,
    type: String(type),
    column,
    meta: saidOf(meta, String(type), column, dialect),
  }
}

/** Of a hash something is always said: nothing else keeps its values from being stored in clear. */
function saidOf(
  meta: Row | null,
  type: string,
  column: ColumnPart,
  dialect: DialectName,
): Row | null {
  const said = meta ?? (type === 'hash' ? {} : null)
  return said && withSpecials(said, type, column, dialect)
}

function withSpecials(meta: Row, type: string, { draft }: ColumnPart, dialect: DialectName): Row {
  const given = Array.isArray(meta['special']) ? meta['special'].map(String) : []
  const { readsAs } = nativeTypeOf(dialect, draft)
  const special = specialsFor(type, readsAs.type, given)
  return special.length === given.length ? meta : { ...meta, special }
}

/**
 * What makes a column of a table that is there.
 *
 * @throws InvalidPayloadError for a part of the key, which is settled when a table is made
 */
export function addFieldChanges(
  table: string,
  { field, column }: FieldDraft,
): readonly SchemaChange[] {
  if (column === null) return []
  if (column.isKey || column.draft.generated === 'identity')
    throw new InvalidPayloadError('The key of a collection is settled when it is made.')
  return [
    { kind: 'add-column', table, column: column.draft },
    ...(column.isUnique
      ? [{ kind: 'add-unique', table, unique: { columns: [field] } } as const]
      : []),
    ...(column.isIndexed
      ? [{ kind: 'add-index', table, index: { columns: [field] } } as const]
      : []),
  ]
}
