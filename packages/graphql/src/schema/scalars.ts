import type { ValueNode } from 'graphql'
import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql'

/** Dates, times and moments, in the text that REST has for them. */
export const GraphQLDate: GraphQLScalarType = text(
  'Date',
  'A date, a time or a moment, in ISO 8601.',
)

/** Values that are never shown: asterisks, or null. */
export const GraphQLHash: GraphQLScalarType = text(
  'Hash',
  'Text that is kept as a hash, or hidden.',
)

/** Whole numbers of 64 bits, which JSON numbers would lose digits of. */
export const GraphQLBigInt: GraphQLScalarType = new GraphQLScalarType({
  name: 'GraphQLBigInt',
  description: 'A whole number of 64 bits, as text; taken as text or number.',
  serialize: String,
  parseValue: bigInteger,
  parseLiteral: (node) => bigInteger(literalOf(node)),
})

/** Any JSON. */
export const GraphQLJSON: GraphQLScalarType = json('JSON', 'Any JSON value.')

export const GraphQLGeoJSON: GraphQLScalarType = json(
  'GraphQLGeoJSON',
  'A GeoJSON geometry (RFC 7946).',
)

/** What stands in `_json`: a path, and the operators for what it leads to. */
export const GraphQLJsonFilter: GraphQLScalarType = json(
  'GraphQLJsonFilter',
  'Operators by path into a JSON value: `{ "colour.main": { "_eq": "red" } }`.',
)

/** Operands of number filters: dynamic variables such as `$CURRENT_USER.level` are text. */
export const GraphQLStringOrFloat: GraphQLScalarType = new GraphQLScalarType({
  name: 'GraphQLStringOrFloat',
  description: 'A number, or text that stands for one.',
  parseValue: stringOrFloat,
  parseLiteral: (node) => stringOrFloat(literalOf(node)),
})

/** Nothing at all. */
export const GraphQLVoid: GraphQLScalarType = new GraphQLScalarType({
  name: 'Void',
  description: 'Nothing.',
  serialize: () => null,
})

export const scalars: readonly GraphQLScalarType[] = [
  GraphQLDate,
  GraphQLHash,
  GraphQLBigInt,
  GraphQLJSON,
  GraphQLGeoJSON,
  GraphQLJsonFilter,
  GraphQLStringOrFloat,
  GraphQLVoid,
]

function text(name: string, description: string): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value === 'string') return value
    throw new GraphQLError(`${name} is text, not ${shown(value)}.`)
  }
  return new GraphQLScalarType({
    name,
    description,
    parseValue: parse,
    parseLiteral: (node) => parse(literalOf(node)),
  })
}

function json(name: string, description: string): GraphQLScalarType {
  return new GraphQLScalarType({ name, description })
}

function stringOrFloat(value: unknown): string | number {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)))
    return value
  throw new GraphQLError(`GraphQLStringOrFloat is a number or text, not ${shown(value)}.`)
}

function bigInteger(value: unknown): string | number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  if (typeof value === 'string') return value
  throw new GraphQLError(`GraphQLBigInt is a whole number or text, not ${shown(value)}.`)
}

/** A literal's value; whole numbers beyond what a number holds stay text. */
function literalOf(node: ValueNode): unknown {
  if (node.kind === Kind.INT && !Number.isSafeInteger(Number(node.value))) return node.value
  return valueFromASTUntyped(node)
}

function shown(value: unknown): string {
  const shownValue = JSON.stringify(value) ?? typeof value
  return shownValue.length > 100 ? `${shownValue.slice(0, 97)}...` : shownValue
}
