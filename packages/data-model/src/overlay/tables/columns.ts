import type { SystemColumn } from '@relvar/query-engine'

/** A collection's name: that of its table, behind that of its schema where it is not the default one. */
export const collectionName: SystemColumn = { type: 'string', length: 260 }

/** A column's name, or an alias: as long as the vendor with the longest names allows. */
export const fieldName: SystemColumn = { type: 'string', length: 128 }

export const text: SystemColumn = { type: 'text' }
export const word: SystemColumn = { type: 'string' }
export const json: SystemColumn = { type: 'json' }
export const list: SystemColumn = { type: 'csv' }
export const number: SystemColumn = { type: 'integer' }
export const on: SystemColumn = { type: 'boolean', required: true, default: true }
export const off: SystemColumn = { type: 'boolean', required: true, default: false }

/** One of several words, the first of them unless told. */
export function oneOf(column: string, ...words: readonly [string, ...string[]]): SystemColumn {
  return {
    type: 'string',
    length: 64,
    required: true,
    default: words[0],
    traits: { validation: { [column]: { _in: words } } },
  }
}

/** One of several words, or none. */
export function oneOfOrNull(column: string, ...words: readonly string[]): SystemColumn {
  // NULL is in no list, as in SQL.
  const validation = { _or: [{ [column]: { _in: words } }, { [column]: { _null: true } }] }
  return { type: 'string', length: 64, traits: { validation } }
}
