import type { FieldType } from '@relvar/data-model/catalogue'
import { allowsOperator } from '@relvar/query-engine/query'
import type { Column, ColumnType } from '@relvar/schema-introspect/model'
import { expect, it } from 'vitest'
import { isFilterOperator, operatorsOf } from './operators.js'
import { filterWords } from './words.js'

const column = { name: 'x', traits: {}, elementType: null } as Partial<Column> as Column
const TYPES: readonly (FieldType & ColumnType)[] = [
  'bigInteger',
  'binary',
  'boolean',
  'csv',
  'date',
  'dateTime',
  'decimal',
  'float',
  'geometry',
  'hash',
  'integer',
  'json',
  'string',
  'text',
  'time',
  'timestamp',
  'unknown',
  'uuid',
]

it.each(TYPES)('offers for %s what the server takes', (type) => {
  const taken = Object.keys(filterWords.operators).filter((name) =>
    allowsOperator({ ...column, type }, name),
  )
  expect(operatorsOf(type).toSorted()).toEqual(taken.toSorted())
})

it('has words for every operator', () => {
  expect(Object.keys(filterWords.operators).filter((name) => !isFilterOperator(name))).toEqual([])
})
