import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ColumnType } from '../model/schema-model.js'
import { toColumnType as fromMariadb } from './mariadb/types.js'
import { toColumnType as fromMssql } from './mssql/types.js'
import { toColumnType as fromOracle } from './oracle/types.js'
import { toColumnType as fromPostgres } from './postgres/types.js'
import { parseDeclaredType } from './sqlite/types.js'

/** A type as people write it: its name and the digits in parentheses. */
interface Written {
  readonly text: string
  readonly name: string
  readonly digits: readonly number[]
}

function written(text: string): Written {
  const [, name = '', digits = ''] = /^([^(]*)(?:\((.*)\))?$/.exec(text) ?? []
  return { text, name, digits: digits === '' ? [] : digits.split(',').map(Number) }
}

/** What the introspection of each column of the table makes of a type. */
const READERS: Readonly<Record<string, (type: Written) => ColumnType>> = {
  'SQLite (as declared)': ({ text }) => parseDeclaredType(text).type,
  'PostgreSQL, CockroachDB': ({ text }) =>
    fromPostgres({
      type_name: text.replace('[]', ''),
      type_kind: 'b',
      is_array: text.endsWith('[]'),
      modifier: -1,
    }).type,
  'MariaDB, MySQL': ({ text, name }) => fromMariadb(name, text),
  'SQL Server': ({ name }) =>
    fromMssql({ type_name: name, max_length: 20, precision: 0, scale: 0 }).type,
  Oracle: ({ name, digits: [precision = null, scale] }) =>
    fromOracle({
      data_type: name.toUpperCase(),
      data_length: 20,
      char_length: 20,
      char_used: 'C',
      precision,
      scale: precision === null ? null : (scale ?? 0),
    }).type,
}

const page = readFileSync(new URL('../../../../docs/types.md', import.meta.url), 'utf8')
const section = page.split('## ').find((each) => each.startsWith("From the database's type")) ?? ''
const [head = [], , ...rows] = section
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

const claims = rows.flatMap(([field = '', , ...cells]) =>
  cells.flatMap((cell, index) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(
      ([, type = '']) => [head[index + 2] ?? '', type, field] as const,
    ),
  ),
)

describe('the table of types in the docs', () => {
  it('has a column for each kind of introspection', () => {
    expect(head.slice(2)).toEqual(Object.keys(READERS))
  })

  it('has a row for each type of a field that comes from a database', () => {
    expect(rows.map(([field = '']) => field).toSorted()).toEqual(
      (
        [
          'array',
          'bigInteger',
          'binary',
          'boolean',
          'date',
          'dateTime',
          'decimal',
          'float',
          'geometry',
          'integer',
          'json',
          'string',
          'text',
          'time',
          'timestamp',
          'unknown',
          'uuid',
        ] satisfies ColumnType[]
      ).toSorted(),
    )
  })

  it.each(claims)('%s: %s is %s', (vendor, type, field) => {
    expect(READERS[vendor]?.(written(type))).toBe(field)
  })
})
