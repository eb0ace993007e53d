import type { AggregateFunction } from '@relvar/query-engine/query'
import type { ColumnType, TableId } from '@relvar/schema-introspect/model'
import type { GraphQLFieldConfig, GraphQLOutputType } from 'graphql'
import { GraphQLFloat, GraphQLInt, GraphQLObjectType } from 'graphql'
import { meaning } from './meaning.js'
import { GraphQLJSON } from './scalars.js'
import type { SubjectField } from './subject.js'
import type { Types } from './types.js'

const COUNTS: readonly AggregateFunction[] = ['count', 'countDistinct']
const SUMS: readonly AggregateFunction[] = [
  'avg',
  'sum',
  'avgDistinct',
  'sumDistinct',
  'min',
  'max',
]

/** `X_aggregated`: rows that are groups. */
export function aggregatedType(types: Types, id: TableId): GraphQLObjectType {
  const { name, fields } = types.subject(id)
  const readable = fields.filter(({ column }) => column?.actions.includes('read'))
  const numeric = readable.filter(isNumeric)
  return types.once(`aggregated ${id}`, `${name}_aggregated`, (own) => {
    const counts = memberType(types, `${own}_count`, readable, GraphQLInt)
    const sums =
      numeric.length === 0 ? null : memberType(types, `${own}_fields`, numeric, GraphQLFloat)
    return new GraphQLObjectType({
      name: own,
      fields: {
        group: { type: GraphQLJSON, extensions: meaning({ kind: 'groups' }) },
        countAll: aggregate('countAll', GraphQLInt),
        ...Object.fromEntries(COUNTS.map((each) => [each, aggregate(each, counts)])),
        ...(sums !== null && Object.fromEntries(SUMS.map((each) => [each, aggregate(each, sums)]))),
      },
    })
  })
}

function memberType(
  types: Types,
  wanted: string,
  fields: readonly SubjectField[],
  type: GraphQLOutputType,
): GraphQLObjectType {
  return types.once(`members ${wanted}`, wanted, (name) => {
    const entries = fields.map(({ name, field }) => [
      name,
      { type, extensions: meaning({ kind: 'field', field }) },
    ])
    return new GraphQLObjectType({ name, fields: Object.fromEntries(entries) })
  })
}

function aggregate(
  name: AggregateFunction,
  type: GraphQLOutputType,
): GraphQLFieldConfig<unknown, unknown> {
  return { type, extensions: meaning({ kind: 'aggregate', function: name }) }
}

const NUMBERS: readonly ColumnType[] = ['integer', 'bigInteger', 'float', 'decimal']

function isNumeric({ column }: SubjectField): boolean {
  return column !== undefined && column.traits.secret === undefined && NUMBERS.includes(column.type)
}
