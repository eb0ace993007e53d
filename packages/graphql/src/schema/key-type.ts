import type { TableId } from '@relvar/schema-introspect/model'
import { getColumn } from '@relvar/schema-introspect/model'
import type { GraphQLScalarType } from 'graphql'
import { GraphQLID, GraphQLInputObjectType, GraphQLNonNull } from 'graphql'
import { columnType } from './column-type.js'
import type { Types } from './types.js'

/** What names a row: an `ID`, or an input object with all columns of a composite key. */
export function keyType(types: Types, id: TableId): GraphQLScalarType | GraphQLInputObjectType {
  const { table, name, fields } = types.subject(id)
  if (table.primaryKey.length === 1) return GraphQLID
  return types.once(`key ${id}`, `${name}_key`, (own) => {
    const entries = table.primaryKey.map((column) => {
      const field = fields.find((each) => each.field === column)?.name ?? column
      const type = columnType(types, table, getColumn(table, column))
      return [field, { type: new GraphQLNonNull(type) }]
    })
    return new GraphQLInputObjectType({ name: own, fields: Object.fromEntries(entries) })
  })
}
