import { type Column, type ColumnType, isSecret } from '@relvar/schema-introspect/model'
import type { SearchTemplate } from '../query/template.js'
import { slot } from './comparison.js'
import type { Condition, Source } from './resolved.js'
import { TRUE } from './resolved.js'

const TEXTUAL: readonly ColumnType[] = ['string', 'text', 'csv']
const INTEGERS: readonly ColumnType[] = ['integer', 'bigInteger']
const NUMBERS: readonly ColumnType[] = ['integer', 'bigInteger', 'decimal', 'float']

/** A term is looked for in every text column; a number also equals numeric columns, a UUID those that hold one. */
export function resolveSearch(source: Source, search: SearchTemplate | undefined): Condition {
  if (search === undefined) return TRUE
  const conditions = source.table.columns
    .filter((column) => isSearchable(column))
    .flatMap((column) => searchColumn(source, column, search))
  return conditions.length === 0 ? { kind: 'constant', value: false } : { kind: 'or', conditions }
}

function isSearchable(column: Column): boolean {
  return column.actions.includes('read') && column.traits.searchable !== false && !isSecret(column)
}

function searchColumn(source: Source, column: Column, search: SearchTemplate): Condition[] {
  const left = { kind: 'column' as const, source, column }
  if (TEXTUAL.includes(column.type) && column.enum === null) {
    const right = slot(search.term, 'string', 'search')
    return [{ kind: 'match', where: 'anywhere', negated: false, insensitive: true, left, right }]
  }
  return equals(column.type, search.kind)
    ? [
        {
          kind: 'compare',
          operator: '=',
          left,
          right: slot(search.term, column.type, 'search'),
        },
      ]
    : []
}

function equals(type: ColumnType, kind: SearchTemplate['kind']): boolean {
  if (kind === 'uuid') return type === 'uuid'
  if (kind === 'integer') return NUMBERS.includes(type)
  return kind === 'number' && NUMBERS.includes(type) && !INTEGERS.includes(type)
}
