import type {
  FileColumn,
  FileField,
  FileForeignKey,
  FileRelation,
  SchemaFile,
} from '../wire/schema-file.js'
import type { RelationDraft } from './relation-draft.js'

/** What a link is made in. */
export interface RelationPlace {
  readonly collection: string
  /** What there is of the collections that are linked, and of the junction. */
  readonly file: SchemaFile
}

/** The users of Relvar, whom any collection can lead to. */
export const USERS = 'relvar_users'

const OWN_KEY: FileField = { collection: USERS, field: 'id', type: 'uuid', meta: null, schema: {} }

type Said = Readonly<Record<string, unknown>>

export const HIDDEN: Said = { hidden: true }

const INTERFACES = {
  o2m: 'list-o2m',
  m2m: 'list-m2m',
  m2a: 'list-m2a',
  translations: 'translations',
} as const

/** The special of a list. */
export type ListKind = keyof typeof INTERFACES

/** Where a field is. */
export interface Place {
  readonly collection: string
  readonly field: string
}

/** What a new column that holds keys is to be, and what is said of it. */
interface LinkColumn {
  readonly said: Said
  readonly isRequired: boolean
  readonly isKey?: boolean
}

/** A column that holds keys of another collection; one that is there stays as it is. */
export function linkColumn(
  place: RelationPlace,
  link: Place,
  target: string,
  { said, isRequired, isKey = false }: LinkColumn,
): FileField {
  const found = fieldOf(place, link.collection, link.field)
  if (found?.schema !== undefined) return { ...found, meta: { ...said, ...found.meta } }
  const key = keyOf(place, target) ?? LANGUAGE_KEY
  const size = { ...sizeOf(key.schema), is_nullable: !isRequired }
  return {
    ...link,
    type: key.type,
    meta: isRequired && !isKey ? { ...said, required: true } : said,
    schema: isKey ? { ...size, is_primary_key: true } : size,
  }
}

const LANGUAGE_KEY: FileField = {
  collection: '',
  field: 'code',
  type: 'string',
  meta: null,
  schema: { max_length: 20 },
}

/** What two columns have to share so that one can hold the values of the other. */
export function sizeOf(schema: FileColumn = {}): FileColumn {
  const { max_length = null, numeric_precision = null, numeric_scale = null, native_type } = schema
  const size = { max_length, numeric_precision, numeric_scale }
  return native_type === undefined ? size : { ...size, native_type }
}

export function sortColumn(
  place: RelationPlace,
  collection: string,
  field: string,
): readonly FileField[] {
  if (fieldOf(place, collection, field)?.schema !== undefined) return []
  return [{ collection, field, type: 'integer', meta: HIDDEN, schema: {} }]
}

export function numberedKey(collection: string): FileField {
  const schema = { is_primary_key: true, is_nullable: false, has_auto_increment: true }
  return { collection, field: 'id', type: 'integer', meta: HIDDEN, schema }
}

export function listField(place: Place, kind: ListKind, by = ''): FileField {
  const interfaceId = by === '' ? INTERFACES[kind] : by
  return { ...place, type: 'alias', meta: { special: [kind], interface: interfaceId } }
}

/** A link, with what is said of one that is there already. */
export function relation(
  place: RelationPlace,
  link: Place,
  target: string,
  draft: RelationDraft,
  said: Said,
): FileRelation {
  const found = place.file.relations.find(
    ({ collection, field, related_collection: related }) =>
      collection === link.collection && field === link.field && related === target,
  )
  if (found !== undefined) return { ...found, meta: { ...found.meta, ...said } }
  const isHeld = draft.isForeignKey && mayHold(place, link.collection, target)
  const rules = { on_delete: draft.onDelete, ...(isHeld && { on_update: draft.onUpdate }) }
  const key: FileForeignKey = {
    ...(!isHeld && { constraint_name: null }),
    foreign_key_table: target,
    foreign_key_column: keyOf(place, target)?.field ?? LANGUAGE_KEY.field,
    ...rules,
  }
  const isKept = isHeld || draft.onDelete !== 'NO ACTION'
  return { ...link, related_collection: target, meta: said, schema: isKept ? key : null }
}

/** Whether a foreign key can lead from one to the other: neither is a view, or a table of Relvar's own. */
function mayHold({ file }: RelationPlace, ...ends: readonly string[]): boolean {
  const isView = (id: string): boolean =>
    file.collections.some(
      ({ collection, schema }) => collection === id && schema?.query !== undefined,
    )
  return ends.every((id) => id !== USERS && !isView(id))
}

export function isThere({ file }: RelationPlace, id: string): boolean {
  return file.collections.some(({ collection }) => collection === id)
}

export function fieldOf(
  { file }: RelationPlace,
  collection: string,
  field: string,
): FileField | undefined {
  return file.fields.find((each) => each.collection === collection && each.field === field)
}

/** The one column of its key; undefined where it has none, or several. */
export function keyOf({ file }: RelationPlace, id: string): FileField | undefined {
  if (id === USERS) return OWN_KEY
  const keys = file.fields.filter(
    ({ collection, schema }) => collection === id && schema?.is_primary_key === true,
  )
  return keys.length === 1 ? keys[0] : undefined
}

/** A list never has the name of a column, and no column that of a list. */
export function isTaken(place: RelationPlace, { collection, field, schema }: FileField): boolean {
  const found = fieldOf(place, collection, field)
  return found !== undefined && (found.schema === undefined) !== (schema === undefined)
}
