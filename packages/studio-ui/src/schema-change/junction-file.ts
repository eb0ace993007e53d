import type { FileCollection, FileColumn, FileField, FileRelation } from '../wire/schema-file.js'
import type { RelationDraft } from './relation-draft.js'
import type { Making, RelationParts } from './relation-making.js'
import {
  fieldOf,
  HIDDEN,
  isThere,
  keyOf,
  linkColumn,
  listField,
  type ListKind,
  numberedKey,
  relation,
  sizeOf,
  sortColumn,
  USERS,
} from './relation-parts.js'

/** The table between the two, its two links, and the lists that they make. */
export function throughJunction(making: Making): RelationParts {
  const { draft, names, place } = making
  const { collection } = place
  const isNew = !isThere(place, names.junction)
  const near = { collection: names.junction, field: names.near }
  const isKey = isNew && isPartOfKey(draft)
  const said = {
    one_field: names.field,
    junction_field: names.far,
    one_deselect_action: draft.deletes || draft.kind !== 'many-to-many' ? 'delete' : 'nullify',
    ...(draft.isSorted && { sort_field: names.sort }),
  }
  const languages = languageTable(making)
  return {
    collections: [...(isNew ? [junction(making)] : []), ...languages.collections],
    fields: [
      ...(isNew && !isPartOfKey(draft) ? [numberedKey(names.junction)] : []),
      linkColumn(place, near, collection, { said: HIDDEN, isRequired: isKey, isKey }),
      ...farColumns(making, isKey),
      ...(draft.isSorted ? sortColumn(place, names.junction, names.sort) : []),
      ...translatedColumns(making),
      ...languages.fields,
      listField({ collection, field: names.field }, listKind(draft), draft.interface),
      ...wayBack(making),
    ],
    relations: [relation(place, near, collection, draft, said), farRelation(making)],
  }
}

function listKind({ kind }: RelationDraft): ListKind {
  if (kind === 'many-to-any') return 'm2a'
  return kind === 'translations' ? 'translations' : 'm2m'
}

function isPartOfKey({ kind, isPairUnique }: RelationDraft): boolean {
  return isPairUnique && kind !== 'many-to-any'
}

function junction({ draft, names }: Making): FileCollection {
  const key = isPartOfKey(draft) ? { primary_key: [names.near, names.far] } : {}
  return {
    collection: names.junction,
    meta: { hidden: true, icon: draft.kind === 'translations' ? 'translate' : 'import_export' },
    schema: { name: names.junction, ...key },
  }
}

/** What leads on from the junction: a key, or a key and the collection that it is of. */
function farColumns({ draft, names, place }: Making, isKey: boolean): readonly FileField[] {
  const far = { collection: names.junction, field: names.far }
  if (draft.kind !== 'many-to-any')
    return [linkColumn(place, far, draft.target, { said: HIDDEN, isRequired: isKey, isKey })]
  const name = { collection: names.junction, field: names.discriminator }
  return [
    { ...name, type: 'string', meta: HIDDEN, schema: { max_length: 64 } },
    { ...far, meta: HIDDEN, ...anyKey(draft.targets.flatMap((id) => keyOf(place, id) ?? [])) },
  ].filter(({ collection, field }) => fieldOf(place, collection, field) === undefined)
}

/** The type that holds the keys of all targets: theirs where they share one, else text. */
function anyKey(keys: readonly FileField[]): Pick<FileField, 'type' | 'schema'> {
  const [first] = keys
  const isOneType = keys.every(({ type }) => type === first?.type)
  if (first === undefined || !isOneType) return { type: 'string', schema: { max_length: 255 } }
  return { type: first.type, schema: sizeOf(first.schema) }
}

function farRelation({ draft, names, place }: Making): FileRelation {
  const far = { collection: names.junction, field: names.far }
  if (draft.kind !== 'many-to-any')
    return relation(place, far, draft.target, draft, {
      junction_field: names.near,
      ...(draft.hasWayBack && draft.kind === 'many-to-many' && { one_field: names.back }),
    })
  return {
    ...far,
    related_collection: null,
    schema: null,
    meta: {
      junction_field: names.near,
      one_collection_field: names.discriminator,
      one_allowed_collections: [...draft.targets],
    },
  }
}

function wayBack({ draft, names }: Making): readonly FileField[] {
  const isWanted = draft.hasWayBack && draft.kind === 'many-to-many' && draft.target !== USERS
  return isWanted ? [listField({ collection: draft.target, field: names.back }, 'm2m')] : []
}

/** The fields of the collection that each language has of its own, as columns of the junction. */
function translatedColumns({ draft, names, place }: Making): readonly FileField[] {
  if (draft.kind !== 'translations') return []
  return draft.translated.flatMap((name) => {
    const found = fieldOf(place, place.collection, name)
    if (found?.schema === undefined) return []
    const { type, meta, schema } = found
    const interfaceOf = {
      interface: meta?.['interface'] ?? null,
      options: meta?.['options'] ?? null,
    }
    return [
      { collection: names.junction, field: name, type, meta: interfaceOf, schema: sizeOf(schema) },
    ]
  })
}

/** The collection of languages, where there is none yet. */
function languageTable({ draft, place }: Making): Pick<RelationParts, 'collections' | 'fields'> {
  const { target: id } = draft
  if (draft.kind !== 'translations' || isThere(place, id)) return { collections: [], fields: [] }
  const text = (field: string, max_length: number, more: FileColumn): FileField => ({
    collection: id,
    field,
    type: 'string',
    meta: { interface: 'input' },
    schema: { max_length, ...more },
  })
  return {
    collections: [{ collection: id, meta: { icon: 'language' }, schema: { name: id } }],
    fields: [text('code', 20, { is_primary_key: true, is_nullable: false }), text('name', 255, {})],
  }
}
