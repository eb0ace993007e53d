import type { FieldType } from '@relvar/data-model/catalogue'

/** What an operator compares with: nothing more, one value, several, a range's two ends, or a structure. */
export type Operand = 'claim' | 'value' | 'list' | 'pair' | 'json'

const OPERANDS: Readonly<Record<string, Operand>> = {
  _eq: 'value',
  _neq: 'value',
  _lt: 'value',
  _lte: 'value',
  _gt: 'value',
  _gte: 'value',
  _ieq: 'value',
  _nieq: 'value',
  _in: 'list',
  _nin: 'list',
  _between: 'pair',
  _nbetween: 'pair',
  _null: 'claim',
  _nnull: 'claim',
  _empty: 'claim',
  _nempty: 'claim',
  _contains: 'value',
  _ncontains: 'value',
  _icontains: 'value',
  _nicontains: 'value',
  _starts_with: 'value',
  _nstarts_with: 'value',
  _istarts_with: 'value',
  _nistarts_with: 'value',
  _ends_with: 'value',
  _nends_with: 'value',
  _iends_with: 'value',
  _niends_with: 'value',
  _intersects: 'json',
  _nintersects: 'json',
  _intersects_bbox: 'json',
  _nintersects_bbox: 'json',
  _json: 'json',
  _some: 'json',
  _none: 'json',
  _regex: 'value',
  _submitted: 'claim',
}

export function isFilterOperator(key: string): boolean {
  return Object.hasOwn(OPERANDS, key)
}

export function operandOf(operator: string): Operand {
  return OPERANDS[operator] ?? 'value'
}

const EMPTINESS = ['_null', '_nnull']
const EQUALITY = ['_eq', '_neq', '_in', '_nin']
const ORDER = ['_lt', '_lte', '_gt', '_gte', '_between', '_nbetween']
const NUMBER = ['_eq', '_neq', ...ORDER, '_in', '_nin', ...EMPTINESS]
const TEXT = [
  '_icontains',
  '_eq',
  '_neq',
  '_contains',
  '_ncontains',
  '_istarts_with',
  '_nistarts_with',
  '_starts_with',
  '_nstarts_with',
  '_iends_with',
  '_niends_with',
  '_ends_with',
  '_nends_with',
  '_in',
  '_nin',
  '_empty',
  '_nempty',
  ...EMPTINESS,
]
const SPATIAL = ['_intersects', '_nintersects', '_intersects_bbox', '_nintersects_bbox']

/**
 * The operators that the wire takes for a type, the one that people want first in front.
 *
 * @param isSecret its values are concealed: only whether there is one may be asked
 */
export function operatorsOf(type: FieldType, isSecret = false): readonly string[] {
  if (isSecret || type === 'hash') return ['_empty', '_nempty', ...EMPTINESS]
  if (type.startsWith('geometry')) return [...SPATIAL, '_eq', '_neq', ...EMPTINESS]
  switch (type) {
    case 'string':
    case 'text':
    case 'csv':
      return TEXT
    case 'binary':
      return [...EQUALITY, '_empty', '_nempty', ...EMPTINESS]
    case 'uuid':
      return [...EQUALITY, ...EMPTINESS]
    case 'boolean':
      return ['_eq', '_neq', ...EMPTINESS]
    case 'json':
      return ['_json', ...EMPTINESS]
    case 'alias':
      return EMPTINESS
    case 'unknown':
      return [...NUMBER, '_empty', '_nempty', '_contains', '_ncontains']
    default:
      return NUMBER
  }
}

/** Operators of what is about to be saved, beside those of what is. */
export const PAYLOAD_OPERATORS: readonly string[] = ['_submitted', '_regex']

const DAY_PARTS = ['year', 'month', 'week', 'day', 'weekday']
const TIME_PARTS = ['hour', 'minute', 'second']

/** The functions that can be asked of a field; what they give is a whole number. */
export function functionsOf(type: FieldType): readonly string[] {
  switch (type) {
    case 'date':
      return DAY_PARTS
    case 'time':
      return TIME_PARTS
    case 'dateTime':
    case 'timestamp':
      return [...DAY_PARTS, ...TIME_PARTS]
    case 'json':
      return ['count']
    default:
      return []
  }
}
