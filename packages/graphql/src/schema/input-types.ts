import type { Action, Column, Relationship, TableId } from '@relvar/schema-introspect/model'
import { findColumn } from '@relvar/schema-introspect/model'
import type { GraphQLInputFieldConfig, GraphQLInputType } from 'graphql'
import { GraphQLInputObjectType, GraphQLList, GraphQLNonNull } from 'graphql'
import { columnType, isRequired } from './column-type.js'
import { noExtensions } from './meaning.js'
import type { Subject, SubjectField } from './subject.js'
import { isReadable } from './subject.js'
import type { Types } from './types.js'

/** What a row is written for: made, changed, or either, as a part of another. */
type Purpose = 'create' | 'update' | 'related'

const ACTIONS: Readonly<Record<Purpose, readonly Action[]>> = {
  create: ['create'],
  update: ['update'],
  related: ['create', 'update'],
}

/** Makes a field config, or null where nothing of the field may be written. */
type Entry = [string, GraphQLInputFieldConfig]

/** `create_X_input`: what nobody else fills in has to be given. */
export function createInput(types: Types, id: TableId): GraphQLInputObjectType | null {
  return inputType(types, id, 'create')
}

/** `update_X_input`: everything may be left out. */
export function updateInput(types: Types, id: TableId): GraphQLInputObjectType | null {
  return inputType(types, id, 'update')
}

/**
 * The input of a row for a purpose; null where nothing of it can be written.
 *
 * Rows of relationships have inputs of their own: one that is there already is named by its key alone,
 * which `create_X_input` would not take where the table has fields that have to be given.
 */
function inputType(types: Types, id: TableId, purpose: Purpose): GraphQLInputObjectType | null {
  const subject = types.subject(id)
  if (!subject.fields.some((field) => isWritten(types, subject, field, purpose))) return null
  return types.once(
    `${purpose} ${id}`,
    `${purpose}_${subject.name}_input`,
    (name) =>
      new GraphQLInputObjectType({
        name,
        fields: () => Object.fromEntries(entriesOf(types, subject, purpose)),
      }),
  )
}

function entriesOf(types: Types, subject: Subject, purpose: Purpose): Entry[] {
  return subject.fields
    .filter((field) => isWritten(types, subject, field, purpose))
    .map((field): Entry => {
      const type = fieldInput(types, subject, field, purpose)
      return [field.name, { type, extensions: noExtensions }]
    })
}

/** Whether a field takes part: a column that may be written, the key, or rows that may be. */
function isWritten(
  types: Types,
  { table }: Subject,
  { field, column, relationship }: SubjectField,
  purpose: Purpose,
): boolean {
  const actions = ACTIONS[purpose]
  const may = (each: Column | undefined): boolean =>
    each?.actions.some((action) => actions.includes(action)) === true
  if (purpose !== 'create' && table.primaryKey.includes(field)) return true
  if (relationship === null || relationship.cardinality === 'many-to-any') return may(column)
  const target = targetOf(types, relationship)
  if (relationship.cardinality === 'many-to-one')
    return (
      (column !== undefined || target !== null) &&
      relationship.columns.every(([here]) => may(findColumn(table, here)))
    )
  return target !== null && actions.some((action) => table.actions.includes(action))
}

/** The table of a relationship, where its rows can be named or written at all. */
function targetOf({ model }: Types, { target }: Relationship): TableId | null {
  const table = typeof target === 'string' ? model.tables[target] : undefined
  if (table === undefined || !isReadable(table)) return null
  const isWritable = table.columns.some(
    ({ actions }) => actions.includes('create') || actions.includes('update'),
  )
  return table.primaryKey.length > 0 || isWritable ? table.id : null
}

function fieldInput(
  types: Types,
  { table }: Subject,
  { column, relationship, name }: SubjectField,
  purpose: Purpose,
): GraphQLInputType {
  const target = relationship === null ? null : targetOf(types, relationship)
  const related = target === null ? null : inputType(types, target, 'related')
  if (related !== null)
    return relationship?.cardinality === 'one-to-many'
      ? new GraphQLList(new GraphQLNonNull(related))
      : related
  if (column === undefined) throw new Error(`Nothing of "${name}" can be written.`)
  const type = columnType(types, table, column)
  return purpose === 'create' && isRequired(column) ? new GraphQLNonNull(type) : type
}
