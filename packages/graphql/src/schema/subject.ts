import type {
  Column,
  Relationship,
  SchemaModel,
  Table,
  TableId,
} from '@relvar/schema-introspect/model'
import { findColumn } from '@relvar/schema-introspect/model'
import { Names, namesFor } from './names.js'

/** A table as GraphQL shows it: its type's name, and what its fields are called. */
export interface Subject {
  readonly table: Table
  readonly name: string
  readonly fields: readonly SubjectField[]
}

/** A field of a table: a column, a relationship, or both under one name. */
export interface SubjectField {
  /** In GraphQL. */
  readonly name: string
  /** In the model. */
  readonly field: string
  readonly column: Column | undefined
  /** null where it is none, and where nothing that it leads to may be read. */
  readonly relationship: Relationship | null
}

/** Keys of filters, which no field may have. */
const FILTER_KEYS = ['_and', '_or', '_some', '_none']

/** What an actor sees, table by table. A table without anything to be named by is left out. */
export function subjectsOf(model: SchemaModel, types: Names): ReadonlyMap<TableId, Subject> {
  const tables = Object.values(model.tables)
  const names = namesFor(
    tables.map(({ id }) => id),
    types,
  )
  return new Map(
    tables.map((table) => [
      table.id,
      { table, name: names.get(table.id) ?? table.id, fields: fieldsOf(table, model) },
    ]),
  )
}

function fieldsOf(table: Table, model: SchemaModel): readonly SubjectField[] {
  const links = table.relationships.filter((link) => isFollowed(link, model))
  const columns = table.columns.map(({ name }) => name)
  const fields = new Set([...columns, ...links.map(({ name }) => name)])
  const names = namesFor(fields, new Names(FILTER_KEYS))
  const byName = new Map(links.map((link) => [link.name, link]))
  return [...fields].map((field) => ({
    name: names.get(field) ?? field,
    field,
    column: findColumn(table, field),
    relationship: byName.get(field) ?? null,
  }))
}

/** Whether a relationship leads to rows that the actor may read. */
function isFollowed({ target }: Relationship, { tables }: SchemaModel): boolean {
  const ids = target === null ? [] : typeof target === 'string' ? [target] : target.targets
  return ids.some((id) => Object.hasOwn(tables, id) && isReadable(tables[id]))
}

/** Whether rows of a table have anything that the actor may read. */
export function isReadable(table: Table | undefined): boolean {
  return (
    table?.actions.includes('read') === true &&
    table.columns.some((column) => column.actions.includes('read'))
  )
}
