import type { Column, ColumnType } from '@relvar/schema-introspect/model'
import type { GraphQLInputType, GraphQLScalarType } from 'graphql'
import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLString,
} from 'graphql'
import {
  GraphQLBigInt,
  GraphQLDate,
  GraphQLGeoJSON,
  GraphQLHash,
  GraphQLJsonFilter,
  GraphQLStringOrFloat,
} from './scalars.js'

const TRUTH = ['_null', '_nnull']
const NUMBER = ['_eq', '_neq', '_gt', '_gte', '_lt', '_lte', ...TRUTH]
const TEXT = [
  '_eq',
  '_neq',
  '_contains',
  '_icontains',
  '_ncontains',
  '_starts_with',
  '_nstarts_with',
  '_istarts_with',
  '_nistarts_with',
  '_ends_with',
  '_nends_with',
  '_iends_with',
  '_niends_with',
  '_in',
  '_nin',
  ...TRUTH,
  '_empty',
  '_nempty',
]
const LISTS = ['_in', '_nin', '_between', '_nbetween']
const FLAGS = [...TRUTH, '_empty', '_nempty']

const stringOperators: GraphQLInputObjectType = operators('string', GraphQLString, TEXT)
const idOperators: GraphQLInputObjectType = operators('id', GraphQLID, TEXT)
const booleanOperators: GraphQLInputObjectType = operators('boolean', GraphQLBoolean, [
  '_eq',
  '_neq',
  ...TRUTH,
])
const dateOperators: GraphQLInputObjectType = operators('date', GraphQLDate, [...NUMBER, ...LISTS])
const numberOperators: GraphQLInputObjectType = operators('number', GraphQLStringOrFloat, [
  ...NUMBER,
  ...LISTS,
])
const bigIntOperators: GraphQLInputObjectType = operators('big_int', GraphQLBigInt, [
  ...NUMBER,
  ...LISTS,
])
const geometryOperators: GraphQLInputObjectType = operators('geometry', GraphQLGeoJSON, [
  '_eq',
  '_neq',
  '_intersects',
  '_nintersects',
  '_intersects_bbox',
  '_nintersects_bbox',
  ...TRUTH,
])
const hashOperators: GraphQLInputObjectType = operators('hash', GraphQLHash, FLAGS)
const jsonOperators: GraphQLInputObjectType = new GraphQLInputObjectType({
  name: 'json_filter_operators',
  fields: {
    _json: { type: GraphQLJsonFilter },
    _null: { type: GraphQLBoolean },
    _nnull: { type: GraphQLBoolean },
  },
})
const nullOperators: GraphQLInputObjectType = operators('null', GraphQLBoolean, TRUTH)

const CALENDAR = ['year', 'month', 'week', 'day', 'weekday']
const CLOCK = ['hour', 'minute', 'second']

/** Filters by what functions make of a field, by the name of the group of functions. */
export const functionOperators: Readonly<Record<FunctionGroup, GraphQLInputObjectType>> = {
  count: functions('count', ['count']),
  date: functions('date', CALENDAR),
  time: functions('time', CLOCK),
  datetime: functions('datetime', [...CALENDAR, ...CLOCK]),
}

export type FunctionGroup = 'count' | 'date' | 'time' | 'datetime'

/** The functions of each group; `count` of a relationship or JSON. */
export const functionNames: Readonly<Record<FunctionGroup, readonly string[]>> = {
  count: ['count'],
  date: CALENDAR,
  time: CLOCK,
  datetime: [...CALENDAR, ...CLOCK],
}

/** Which functions there are of the values of a column; null where there are none. */
export function functionGroup({ type, traits }: Column): FunctionGroup | null {
  if (traits.secret !== undefined) return null
  if (type === 'date' || type === 'time') return type
  if (type === 'dateTime' || type === 'timestamp') return 'datetime'
  return type === 'json' || type === 'array' ? 'count' : null
}

const BY_TYPE: Readonly<Record<ColumnType, GraphQLInputObjectType>> = {
  bigInteger: bigIntOperators,
  binary: stringOperators,
  boolean: booleanOperators,
  csv: stringOperators,
  date: dateOperators,
  dateTime: dateOperators,
  decimal: numberOperators,
  float: numberOperators,
  geometry: geometryOperators,
  hash: hashOperators,
  integer: numberOperators,
  json: jsonOperators,
  string: stringOperators,
  text: stringOperators,
  time: dateOperators,
  timestamp: dateOperators,
  uuid: idOperators,
  array: nullOperators,
  unknown: stringOperators,
}

/** What a filter may say of a column. */
export function operatorsOf({ type, traits }: Column): GraphQLInputObjectType {
  return traits.secret === undefined ? BY_TYPE[type] : hashOperators
}

function operators(
  name: string,
  operand: GraphQLScalarType,
  names: readonly string[],
): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: `${name}_filter_operators`,
    fields: Object.fromEntries(names.map((each) => [each, { type: operandOf(each, operand) }])),
  })
}

function operandOf(name: string, operand: GraphQLScalarType): GraphQLInputType {
  if (FLAGS.includes(name)) return GraphQLBoolean
  return LISTS.includes(name) ? new GraphQLList(operand) : operand
}

function functions(name: string, names: readonly string[]): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name: `${name}_function_filter_operators`,
    fields: Object.fromEntries(names.map((each) => [each, { type: numberOperators }])),
  })
}

/** Every type of this file by its name, none of which a table may have. */
export const operatorTypes: readonly GraphQLInputObjectType[] = [
  stringOperators,
  idOperators,
  booleanOperators,
  dateOperators,
  numberOperators,
  bigIntOperators,
  geometryOperators,
  hashOperators,
  jsonOperators,
  nullOperators,
  ...Object.values(functionOperators),
]
