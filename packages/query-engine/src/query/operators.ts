import { type Column, type ColumnType, isSecret } from '@relvar/schema-introspect/model'

/** What a filter operator does, apart from its negation. */
export type OperatorFamily =
  | 'compare'
  | 'in'
  | 'between'
  | 'null'
  | 'empty'
  | 'match'
  | 'spatial'
  | 'json'
  | 'quantifier'
  | 'payload'

export interface Operator {
  readonly family: OperatorFamily
  readonly negated: boolean
  /** `=`, `<` ... of a comparison; where a match looks; how a spatial test compares. */
  readonly detail: string
  /** Ignores upper and lower case. */
  readonly insensitive: boolean
}

function operator(
  family: OperatorFamily,
  detail = '',
  negated = false,
  insensitive = false,
): Operator {
  return { family, detail, negated, insensitive }
}

/** Every filter operator of the wire. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['_eq', operator('compare', '=')],
  ['_neq', operator('compare', '<>')],
  ['_lt', operator('compare', '<')],
  ['_lte', operator('compare', '<=')],
  ['_gt', operator('compare', '>')],
  ['_gte', operator('compare', '>=')],
  ['_ieq', operator('match', 'whole', false, true)],
  ['_nieq', operator('match', 'whole', true, true)],
  ['_in', operator('in')],
  ['_nin', operator('in', '', true)],
  ['_between', operator('between')],
  ['_nbetween', operator('between', '', true)],
  ['_null', operator('null')],
  ['_nnull', operator('null', '', true)],
  ['_empty', operator('empty')],
  ['_nempty', operator('empty', '', true)],
  ['_contains', operator('match', 'anywhere')],
  ['_ncontains', operator('match', 'anywhere', true)],
  ['_icontains', operator('match', 'anywhere', false, true)],
  ['_nicontains', operator('match', 'anywhere', true, true)],
  ['_starts_with', operator('match', 'start')],
  ['_nstarts_with', operator('match', 'start', true)],
  ['_istarts_with', operator('match', 'start', false, true)],
  ['_nistarts_with', operator('match', 'start', true, true)],
  ['_ends_with', operator('match', 'end')],
  ['_nends_with', operator('match', 'end', true)],
  ['_iends_with', operator('match', 'end', false, true)],
  ['_niends_with', operator('match', 'end', true, true)],
  ['_intersects', operator('spatial', 'intersects')],
  ['_nintersects', operator('spatial', 'intersects', true)],
  ['_intersects_bbox', operator('spatial', 'box')],
  ['_nintersects_bbox', operator('spatial', 'box', true)],
  ['_json', operator('json')],
  ['_some', operator('quantifier')],
  ['_none', operator('quantifier', '', true)],
  ['_regex', operator('payload', 'regex')],
  ['_submitted', operator('payload', 'submitted')],
])

const TEXT = [
  '_eq',
  '_neq',
  '_in',
  '_nin',
  '_null',
  '_nnull',
  '_empty',
  '_nempty',
  '_contains',
  '_ncontains',
  '_icontains',
  '_starts_with',
  '_nstarts_with',
  '_istarts_with',
  '_nistarts_with',
  '_ends_with',
  '_nends_with',
  '_iends_with',
  '_niends_with',
]
const NUMBER = [
  '_eq',
  '_neq',
  '_lt',
  '_lte',
  '_gt',
  '_gte',
  '_between',
  '_nbetween',
  '_in',
  '_nin',
  '_null',
  '_nnull',
]
const OTHER = [...NUMBER, '_empty', '_nempty', '_contains', '_ncontains']
/** Of bytes, text would be looked for in a spelling that differs by database. */
const BINARY = ['_eq', '_neq', '_in', '_nin', '_null', '_nnull', '_empty', '_nempty']
const SPATIAL = ['_intersects', '_nintersects', '_intersects_bbox', '_nintersects_bbox']

const BY_TYPE: Readonly<Record<ColumnType, readonly string[]>> = {
  string: TEXT,
  text: TEXT,
  csv: TEXT,
  binary: BINARY,
  hash: ['_empty', '_nempty', '_null', '_nnull'],
  uuid: ['_eq', '_neq', '_in', '_nin', '_null', '_nnull'],
  boolean: ['_eq', '_neq', '_null', '_nnull'],
  integer: NUMBER,
  bigInteger: NUMBER,
  float: NUMBER,
  decimal: NUMBER,
  date: NUMBER,
  dateTime: NUMBER,
  time: NUMBER,
  timestamp: NUMBER,
  json: ['_null', '_nnull', '_json'],
  array: ['_null', '_nnull'],
  geometry: ['_eq', '_neq', '_null', '_nnull', ...SPATIAL],
  unknown: OTHER,
}

/** Whether a filter may use this operator on the column. Secret columns can be compared with null only. */
export function allowsOperator(column: Column, name: string): boolean {
  const type = isSecret(column) ? 'hash' : column.type
  return BY_TYPE[type].includes(name)
}

/** Whether a filter may use this operator on the whole number that a function gives. */
export function allowsOnNumber(name: string): boolean {
  return NUMBER.includes(name)
}

export function isOperator(name: string): boolean {
  return OPERATORS.has(name)
}
