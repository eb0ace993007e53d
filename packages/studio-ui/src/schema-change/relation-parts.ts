import type {
  FileColumn,
  FileField,
  FileForeignKey,
  FileRelation,
  SchemaFile,
} from '../wire/schema-file.js'
import type { KeyPart, LinkInFile } from './link-in-file.js'
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

/** The columns that hold keys of another collection; those that are there stay as they are. */
export function linkFields(
  place: RelationPlace,
  { collection, columns }: LinkInFile,
  { said, isRequired, isKey = false }: LinkColumn,
): readonly FileField[] {
  return columns.map(([field, key]) => {
    const found = fieldOf(place, collection, field)
    if (found?.schema !== undefined) return { ...found, meta: { ...said, ...found.meta } }
    const size = { ...sizeOf(key.schema), is_nullable: !isRequired }
    return {
      collection,
      field,
      type: key.type,
      meta: isRequired && !isKey ? { ...said, required: true } : said,
      schema: isKey ? { ...size, is_primary_key: true } : size,
    }
  })
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
  { collection, field, target, columns }: LinkInFile,
  draft: RelationDraft,
  said: Said,
): FileRelation {
  const found = place.file.relations.find(
    (each) =>
      each.collection === collection && each.field === field && each.related_collection === target,
  )
  if (found !== undefined) return { ...found, meta: { ...found.meta, ...said } }
  // Only the database holds a link over several columns.
  const isHeld = columns.length > 1 || (draft.isForeignKey && mayHold(place, collection, target))
  const rules = { on_delete: draft.onDelete, ...(isHeld && { on_update: draft.onUpdate }) }
  const key: FileForeignKey = {
    ...(!isHeld && { constraint_name: null }),
    foreign_key_table: target,
    foreign_key_column: columns.map(([, { field: there }]) => there).join(),
    ...(columns.length > 1 && severalColumns(columns)),
    ...rules,
  }
  const isKept = isHeld || draft.onDelete !== 'NO ACTION'
  return { collection, field, related_collection: target, meta: said, schema: isKept ? key : null }
}

function severalColumns(
  columns: readonly KeyPart[],
): Pick<FileForeignKey, 'columns' | 'foreign_key_columns'> {
  return {
    columns: columns.map(([here]) => here),
    foreign_key_columns: columns.map(([, { field }]) => field),
  }
}

/** Whether a foreign key can lead from one to the other: neither is a view, or a table of Relvar's own. */
export function mayHold({ file }: RelationPlace, ...ends: readonly string[]): boolean {
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

/** The columns of its key, in their order; of languages that are made, the one that they will have. */
export function keyColumns(place: RelationPlace, id: string): readonly FileField[] {
  if (id === USERS) return [OWN_KEY]
  if (!isThere(place, id)) return [LANGUAGE_KEY]
  const { collections, fields } = place.file
  const order = collections.find(({ collection }) => collection === id)?.schema?.primary_key ?? []
  return fields
    .filter(({ collection, schema }) => collection === id && schema?.is_primary_key === true)
    .toSorted((left, right) => order.indexOf(left.field) - order.indexOf(right.field))
}

/** A list never has the name of a column, and no column that of a list. */
export function isTaken(place: RelationPlace, { collection, field, schema }: FileField): boolean {
  const found = fieldOf(place, collection, field)
  const isList = schema === undefined
  // A link over several columns has a name that no column has.
  const isLink = place.file.relations.some(
    (each) => each.collection === collection && each.field === field && found === undefined,
  )
  return (isList && isLink) || (found !== undefined && (found.schema === undefined) !== isList)
}
