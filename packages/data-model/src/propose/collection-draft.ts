import { InvalidPayloadError, type Row } from '@relvar/query-engine'
import type { DialectName } from '@relvar/schema-introspect/model'
import type { CreateTable } from '../change/schema-change.js'
import { objectsOf, objectOf, partOf, textOf } from '../overlay/routes/body.js'
import { type FieldDraft, fieldDraft } from './field-draft.js'

/** A collection that is to be made, as it was sent. */
export interface CollectionDraft {
  readonly collection: string
  /** null where nothing is to be said of it. */
  readonly meta: Row | null
  /** null of a folder, which has no table. */
  readonly table: CreateTable | null
  readonly fields: readonly FieldDraft[]
}

const KEYS = ['collection', 'meta', 'schema', 'fields'] as const
const FIELD_KEYS = ['collection', 'field', 'type', 'schema', 'meta'] as const
const TABLE_KEYS = ['schema', 'name', 'comment', 'collation', 'engine', 'owner', 'sql', 'catalog']

/** The key of a table for which nobody named one. */
const NUMBERED_KEY: Row = {
  field: 'id',
  type: 'integer',
  schema: { is_primary_key: true, has_auto_increment: true },
  meta: { interface: 'numeric', readonly: true, hidden: true },
}

/**
 * The collection that a body asks for: a table with columns, key, uniques and indexes, or a folder.
 *
 * @throws InvalidPayloadError where none can be made of it
 */
export function collectionDraft(given: unknown, dialect: DialectName): CollectionDraft {
  const body = objectOf(given, KEYS)
  const collection = textOf(body, 'collection')
  const meta = partOf(body, 'meta')
  const schema = partOf(body, 'schema')
  const fields = objectsOf(body['fields'] ?? [], FIELD_KEYS)
  if (schema === null) {
    if (fields.length > 0)
      throw new InvalidPayloadError('A folder has no fields; "schema" makes it a table.')
    return { collection, meta: meta ?? {}, table: null, fields: [] }
  }
  objectOf(schema, TABLE_KEYS)
  const drafts = withKey(
    fields.map((field) => fieldDraft(field, dialect)),
    dialect,
  )
  assertDistinct(drafts)
  return { collection, meta, fields: drafts, table: tableOf(collection, schema, drafts) }
}

function withKey(drafts: readonly FieldDraft[], dialect: DialectName): readonly FieldDraft[] {
  return drafts.some(({ column }) => column?.isKey === true)
    ? drafts
    : [fieldDraft(NUMBERED_KEY, dialect), ...drafts]
}

function tableOf(name: string, schema: Row, drafts: readonly FieldDraft[]): CreateTable {
  const columns = drafts.flatMap(({ column }) => (column === null ? [] : [column]))
  const named = (wanted: typeof columns) => wanted.map(({ draft }) => ({ columns: [draft.name] }))
  const { comment } = schema
  return {
    kind: 'create-table',
    table: {
      name,
      columns: columns.map(({ draft }) => draft),
      primaryKey: columns.filter(({ isKey }) => isKey).map(({ draft }) => draft.name),
      uniques: named(columns.filter(({ isUnique }) => isUnique)),
      indexes: named(columns.filter(({ isIndexed }) => isIndexed)),
      ...(typeof comment === 'string' && { comment }),
    },
  }
}

/** Columns are told apart as the vendor does; an alias has no column. */
function assertDistinct(drafts: readonly FieldDraft[]): void {
  const names = new Set<string>()
  for (const { field } of drafts) {
    if (names.has(field)) throw new InvalidPayloadError(`Field "${field}" is named twice.`)
    names.add(field)
  }
}
