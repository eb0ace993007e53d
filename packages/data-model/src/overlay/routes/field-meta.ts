import { InvalidPayloadError, type Row, type Session } from '@relvar/query-engine'
import { findColumn, findTable, type SchemaModel } from '@relvar/schema-introspect/model'
import type { FieldDraft } from '../../propose/field-draft.js'
import { isAlias } from '../column-overlay.js'
import type { FieldRow } from '../overlay-rows.js'
import { fieldsTable } from '../tables/fields-table.js'
import { relationsTable } from '../tables/relations-table.js'
import type { FieldObject } from '../views/field-view.js'
import { assertSpecials } from '../../specials/assert-specials.js'
import { metaOf } from './body.js'
import { assertNoLink } from './new-name.js'
import type { RouteParts } from './parts.js'

/** The fields of the collection that something is said about, and all rows about them. */
export interface FieldsNow {
  readonly fields: readonly FieldObject[]
  readonly rows: readonly FieldRow[]
  /** What is seen of all tables. */
  readonly schema: SchemaModel
  /** The tables as the database has them; null where nobody can tell. */
  readonly model: SchemaModel | null
}

/**
 * Says something about a field; a column about which nobody has said anything becomes managed, last in order.
 *
 * @throws InvalidPayloadError where it would make a column of an alias or the reverse, or names what is not there
 */
export async function writeFieldMeta(
  session: Session,
  { names }: RouteParts,
  { fields, rows, model }: FieldsNow,
  { collection, field, schema, meta: before }: FieldObject,
  meta: Row,
): Promise<void> {
  if (before?.['system'] === true)
    throw new InvalidPayloadError('Of a field of ours nothing but its index can be changed.')
  const said = metaOf(meta, { collection, field, ...(before !== null && { id: before['id'] }) })
  checkKind(said, schema === null)
  checkSpecials(said, model, { collection, field })
  checkGroup(field, said, fields)
  const sort = before === null ? { sort: nextSort(rows, collection) } : {}
  const row = { collection, field, ...sort, ...said }
  await session.upsert(names.id(fieldsTable.name), [row], { by: ['collection', 'field'] })
}

/**
 * Makes a field without a column: a list of linked items, or a part of the form.
 *
 * @param type `alias`, or which kind of link it is
 * @throws InvalidPayloadError for a name that is taken
 */
export async function createAlias(
  session: Session,
  { names }: RouteParts,
  now: FieldsNow,
  { collection, field, type, meta }: AliasDraft,
): Promise<void> {
  const { fields, rows } = now
  checkFieldName({ collection, field, type }, now)
  const said = metaOf(meta, { collection, field })
  const special = specialOf(type, said['special'])
  checkGroup(field, said, fields)
  const row = { sort: nextSort(rows, collection), ...said, collection, field, special }
  await session.create(names.id(fieldsTable.name), [row])
}

export interface AliasDraft {
  readonly collection: string
  readonly field: string
  readonly type: string
  readonly meta: Row
}

/**
 * Says what was sent of the fields of a new collection, in their order.
 *
 * @throws InvalidPayloadError where a group is none of them
 */
export async function createFieldRows(
  session: Session,
  { names }: RouteParts,
  collection: string,
  drafts: readonly FieldDraft[],
  model: SchemaModel | null,
): Promise<void> {
  const rows = drafts.flatMap(({ field, type, column, meta }, index) => {
    if (meta === null) return []
    const said = metaOf(meta, { collection, field })
    const special = column === null ? { special: specialOf(type, said['special']) } : {}
    if (column !== null) checkKind(said, false)
    checkSpecials(said, model, { collection, field })
    return [{ sort: index + 1, ...said, ...special, collection, field }]
  })
  const fields = rows.map((row) => ({ field: row.field, meta: row }))
  for (const row of rows) checkGroup(row.field, row, fields)
  if (rows.length > 0) await session.create(names.id(fieldsTable.name), rows)
}

/** Takes an alias away, and its name from whatever names it: its link stays. */
export async function deleteAlias(
  session: Session,
  { names }: RouteParts,
  collection: string,
  field: string,
): Promise<void> {
  const all = (filter: Row) => ({ query: { filter, limit: -1 } })
  const fields = names.id(fieldsTable.name)
  await session.delete(fields, all({ collection: { _eq: collection }, field: { _eq: field } }))
  const grouped = { collection: { _eq: collection }, group: { _eq: field } }
  await session.update(fields, all(grouped), { group: null })
  const linked = { one_collection: { _eq: collection }, one_field: { _eq: field } }
  await session.update(names.id(relationsTable.name), all(linked), { one_field: null })
}

/** @throws InvalidPayloadError for a name that is taken: only a list of linked items may bear that of a link */
export function checkFieldName(
  { collection, field, type }: Pick<AliasDraft, 'collection' | 'field' | 'type'>,
  { fields, schema }: FieldsNow,
): void {
  if (fields.some((each) => each.field === field))
    throw new InvalidPayloadError(`Field "${field}" exists already.`)
  if (type === 'alias' || !isAlias({ special: [type] })) assertNoLink(schema, collection, field)
}

function specialOf(type: string, given: unknown): readonly string[] {
  const special = Array.isArray(given) ? given.map(String) : []
  if (isAlias({ special })) return special
  return [...special, ...(type === 'alias' ? ['alias', 'no-data'] : [type])]
}

/** Our own columns, and those that are not there yet, are looked at by whoever makes them. */
function checkSpecials(
  { special }: Row,
  model: SchemaModel | null,
  { collection, field }: Pick<FieldObject, 'collection' | 'field'>,
): void {
  const table = model === null ? undefined : findTable(model, collection)
  const column = table && findColumn(table, field)
  if (column !== undefined && Array.isArray(special)) assertSpecials(special.map(String), column)
}

function checkKind({ special }: Row, isNow: boolean): void {
  if (special === undefined) return
  const list = Array.isArray(special) ? special.map(String) : []
  if (isAlias({ special: list }) !== isNow)
    throw new InvalidPayloadError('An alias stays an alias, and a column stays a column.')
}

type Grouped = Pick<FieldObject, 'field' | 'meta'>

/** The form is a tree of groups. */
function checkGroup(field: string, { group }: Row, fields: readonly Grouped[]): void {
  if (group === undefined || group === null) return
  const byName = new Map<unknown, Grouped>(fields.map((each) => [each.field, each]))
  const special = byName.get(group)?.meta?.['special']
  if (!Array.isArray(special) || !special.includes('group'))
    throw new InvalidPayloadError(`There is no group "${String(group)}" in this collection.`)
  const above = new Set<unknown>([field])
  for (let at: unknown = group; typeof at === 'string'; at = byName.get(at)?.meta?.['group']) {
    if (above.has(at)) throw new InvalidPayloadError(`"${field}" would lie within itself.`)
    above.add(at)
  }
}

function nextSort(rows: readonly FieldRow[], collection: string): number {
  const taken = rows
    .filter((row) => row.collection === collection)
    .map((row) => Number(row['sort']))
  return Math.max(0, ...taken) + 1
}
