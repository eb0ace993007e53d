import type { FileCollection, FileColumn, FileField, FileRelation } from '../wire/schema-file.js'
import type { RelationDraft } from './relation-draft.js'
import type { Making, RelationParts } from './relation-making.js'
import {
  fieldOf,
  HIDDEN,
  isThere,
  keyColumns,
  linkFields,
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
  const { draft, names, place, links } = making
  const { collection } = place
  const isNew = !isThere(place, names.junction)
  const isKey = isNew && isPartOfKey(draft)
  const [near, far] = links
  const said = {
    one_field: names.field,
    junction_field: far?.field ?? names.far,
    one_deselect_action: draft.deletes || draft.kind !== 'many-to-many' ? 'delete' : 'nullify',
    ...(draft.isSorted && { sort_field: names.sort }),
  }
  const languages = languageTable(making)
  return {
    collections: [...(isNew ? [junction(making)] : []), ...languages.collections],
    fields: [
      ...(isNew && !isPartOfKey(draft) ? [numberedKey(names.junction)] : []),
      ...links.flatMap((link) =>
        linkFields(place, link, { said: HIDDEN, isRequired: isKey, isKey }),
      ),
      ...(draft.kind === 'many-to-any' ? anyColumns(making) : []),
      ...(draft.isSorted ? sortColumn(place, names.junction, names.sort) : []),
      ...translatedColumns(making),
      ...languages.fields,
      listField({ collection, field: names.field }, listKind(draft), draft.interface),
      ...wayBack(making),
    ],
    relations: [
      ...(near === undefined ? [] : [relation(place, near, draft, said)]),
      far === undefined
        ? anyRelation(making)
        : relation(place, far, draft, {
            junction_field: near?.field ?? names.near,
            ...(draft.hasWayBack && draft.kind === 'many-to-many' && { one_field: names.back }),
          }),
    ],
  }
}

function listKind({ kind }: RelationDraft): ListKind {
  if (kind === 'many-to-any') return 'm2a'
  return kind === 'translations' ? 'translations' : 'm2m'
}

function isPartOfKey({ kind, isPairUnique }: RelationDraft): boolean {
  return isPairUnique && kind !== 'many-to-any'
}

function junction({ draft, names, links }: Making): FileCollection {
  const columns = new Set(links.flatMap((link) => link.columns.map(([here]) => here)))
  const key = isPartOfKey(draft) ? { primary_key: [...columns] } : {}
  return {
    collection: names.junction,
    meta: { hidden: true, icon: draft.kind === 'translations' ? 'translate' : 'import_export' },
    schema: { name: names.junction, ...key },
  }
}

/** What leads on to one of several: a key, and the collection that it is of. */
function anyColumns({ draft, names, place }: Making): readonly FileField[] {
  const far = { collection: names.junction, field: names.far }
  const name = { collection: names.junction, field: names.discriminator }
  return [
    { ...name, type: 'string', meta: HIDDEN, schema: { max_length: 64 } },
    { ...far, meta: HIDDEN, ...anyKey(draft.targets.flatMap((id) => keyColumns(place, id))) },
  ].filter(({ collection, field }) => fieldOf(place, collection, field) === undefined)
}

/** The type that holds the keys of all targets: theirs where they share one, else text. */
function anyKey(keys: readonly FileField[]): Pick<FileField, 'type' | 'schema'> {
  const [first] = keys
  const isOneType = keys.every(({ type }) => type === first?.type)
  if (first === undefined || !isOneType) return { type: 'string', schema: { max_length: 255 } }
  return { type: first.type, schema: sizeOf(first.schema) }
}

function anyRelation({ draft, names, links }: Making): FileRelation {
  return {
    collection: names.junction,
    field: names.far,
    related_collection: null,
    schema: null,
    meta: {
      junction_field: links[0]?.field ?? names.near,
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
