import { InvalidPayloadError, type Row, type SystemNames } from '@relvar/query-engine'
import { findColumn, findTable, type SchemaModel } from '@relvar/schema-introspect/model'
import type { Saying } from '../../propose/proposal.js'
import { fieldsTable } from '../tables/fields-table.js'
import { relationsTable } from '../tables/relations-table.js'
import { assertNewFieldName } from './new-name.js'

/**
 * Asks of what is said of a link that the columns it names are there, and that the name of the way back is
 * free in every collection that has one. What was said before is taken as it is.
 *
 * @param before what is said of it now, if anything
 * @throws InvalidPayloadError for a name that is taken, unknown, or that queries cannot say
 */
export async function assertRelationNames(
  { session, schema }: Pick<Saying, 'session' | 'schema'>,
  names: SystemNames,
  row: Row,
  before: Row | null,
): Promise<void> {
  assertColumns(row, before, schema)
  const { one_field: list } = row
  const ends = endsOf(row)
  const wasThere = before?.['one_field'] === list ? endsOf(before ?? {}) : []
  const added = ends.filter((id) => !wasThere.includes(id))
  if (typeof list !== 'string' || added.length === 0) return
  if (before?.['one_field'] !== list) assertNewFieldName(list, 'list ("one_field")')
  for (const id of added) assertNoColumn(id, list, schema)
  const links = names.id(relationsTable.name)
  for (const link of await session.read(links, {
    filter: { one_field: { _eq: list } },
    limit: -1,
  })) {
    const taken = isOther(link, row) ? endsOf(link).find((id) => added.includes(id)) : undefined
    if (taken !== undefined)
      throw new InvalidPayloadError(`A link of "${taken}" is called "${list}" already.`)
  }
  const named = { collection: { _in: added }, field: { _eq: list } }
  const rows = await session.read(names.id(fieldsTable.name), { filter: named, limit: -1 })
  const part = rows.find(({ special }) => isPartOfForm(special))
  if (part !== undefined)
    throw new InvalidPayloadError(`"${String(part['collection'])}" has an alias "${list}" already.`)
}

const COLUMNS = ['junction_field', 'sort_field', 'one_collection_field'] as const

function assertColumns(row: Row, before: Row | null, schema: SchemaModel): void {
  const { many_collection: collection } = row
  const table = findTable(schema, String(collection))
  for (const key of COLUMNS) {
    const name = row[key]
    if (name === undefined || name === null || name === before?.[key]) continue
    if (table === undefined || typeof name !== 'string' || findColumn(table, name) === undefined)
      throw new InvalidPayloadError(`"${key}" names no column of "${String(collection)}".`)
  }
}

/** The collections that a link leads to, which its way back starts from. */
function endsOf({ one_collection: one, one_allowed_collections: several }: Row): readonly string[] {
  if (typeof one === 'string') return [one]
  return Array.isArray(several) ? several.map(String) : []
}

function assertNoColumn(id: string, list: string, schema: SchemaModel): void {
  const table = findTable(schema, id)
  if (table !== undefined && findColumn(table, list) !== undefined)
    throw new InvalidPayloadError(`"${id}" has a column "${list}" already.`)
}

function isOther({ many_collection: collection, many_field: field }: Row, row: Row): boolean {
  return collection !== row['many_collection'] || field !== row['many_field']
}

/** Dividers, notices and groups, which no rows stand behind. */
function isPartOfForm(special: unknown): boolean {
  return Array.isArray(special) && special.some((each) => each === 'no-data' || each === 'group')
}
