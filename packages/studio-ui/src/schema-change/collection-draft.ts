import type { SchemaRequest } from './schema-request.js'

/** How the items of a new collection are told apart. */
export const KEY_TYPES = ['integer', 'bigInteger', 'uuid', 'uuid-v7', 'string'] as const

/** How the key of a new collection is made. */
export type KeyType = (typeof KEY_TYPES)[number]

/** Fields that many collections have. */
export const OPTIONAL_FIELDS = [
  'status',
  'sort',
  'date-created',
  'user-created',
  'date-updated',
  'user-updated',
] as const

/** A field that many collections have. */
export type OptionalField = (typeof OPTIONAL_FIELDS)[number]

/** A collection as the drawer puts it together. */
export interface CollectionDraft {
  readonly name: string
  readonly isSingleton: boolean
  readonly keyName: string
  readonly keyType: KeyType
  readonly fields: Readonly<Record<OptionalField, OptionalFieldDraft>>
}

export interface OptionalFieldDraft {
  readonly isWanted: boolean
  readonly name: string
}

/** What the form of a new collection begins with. */
export const emptyCollection: CollectionDraft = {
  name: '',
  isSingleton: false,
  keyName: 'id',
  keyType: 'integer',
  fields: {
    status: { isWanted: false, name: 'status' },
    sort: { isWanted: false, name: 'sort' },
    'date-created': { isWanted: false, name: 'date_created' },
    'user-created': { isWanted: false, name: 'user_created' },
    'date-updated': { isWanted: false, name: 'date_updated' },
    'user-updated': { isWanted: false, name: 'user_updated' },
  },
}

/** What the choices of a status are called. */
export interface StatusWords {
  readonly draft: string
  readonly published: string
  readonly archived: string
}

/** The request that makes the collection; null while a name is missing or stands twice. */
export function collectionRequest(
  draft: CollectionDraft,
  status: StatusWords,
): SchemaRequest | null {
  const wanted = OPTIONAL_FIELDS.filter((id) => draft.fields[id].isWanted)
  const names = [draft.keyName, ...wanted.map((id) => draft.fields[id].name)]
  const isNamed = [draft.name, ...names].every((name) => name.trim() !== '')
  if (!isNamed || new Set(names).size < names.length) return null
  const named = (id: OptionalField): string | null =>
    draft.fields[id].isWanted ? draft.fields[id].name : null
  const meta = {
    singleton: draft.isSingleton,
    ...(named('sort') !== null && { sort_field: named('sort') }),
    ...(named('status') !== null && {
      archive_field: named('status'),
      archive_value: 'archived',
      unarchive_value: 'draft',
    }),
  }
  const fields = [
    keyField(draft),
    ...wanted.map((id) => fieldOf(id, draft.fields[id].name, status)),
  ]
  return {
    method: 'POST',
    path: '/collections',
    body: { collection: draft.name, schema: {}, meta, fields },
  }
}

function keyField({ keyName: field, keyType }: CollectionDraft): object {
  const schema = { is_primary_key: true }
  if (keyType === 'integer' || keyType === 'bigInteger')
    return {
      field,
      type: keyType,
      schema: { ...schema, has_auto_increment: true },
      meta: { interface: 'input', readonly: true, hidden: true },
    }
  if (keyType === 'string')
    return { field, type: 'string', schema, meta: { interface: 'input', required: true } }
  return {
    field,
    type: 'uuid',
    schema,
    meta: { special: [keyType], interface: 'input', readonly: true, hidden: true },
  }
}

function fieldOf(id: OptionalField, field: string, status: StatusWords): object {
  switch (id) {
    case 'status':
      return {
        field,
        type: 'string',
        schema: { default_value: 'draft', is_nullable: false },
        meta: { interface: 'select-dropdown', options: { choices: statusChoices(status) } },
      }
    case 'sort':
      return { field, type: 'integer', schema: {}, meta: { interface: 'input', hidden: true } }
    case 'date-created':
    case 'date-updated':
      return {
        field,
        type: 'timestamp',
        schema: {},
        meta: { special: [id], interface: 'datetime', readonly: true, width: 'half' },
      }
    default:
      // Who it was: the key of a user.
      return {
        field,
        type: 'uuid',
        schema: {},
        meta: { special: [id], interface: 'input', readonly: true, width: 'half' },
      }
  }
}

function statusChoices({ draft, published, archived }: StatusWords): readonly object[] {
  return [
    { value: 'draft', text: draft, color: '#868e96' },
    { value: 'published', text: published, color: '#2f9e44' },
    { value: 'archived', text: archived, color: '#e8590c' },
  ]
}
