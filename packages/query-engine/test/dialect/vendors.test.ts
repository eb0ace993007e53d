import { readFileSync } from 'node:fs'
import type { Column, DialectName, Table } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Dialect, ValueForm } from '../../src/dialect/dialect.js'
import { dialectFor } from '../../src/dialect/dialects.js'
import { modelOf } from '../support/dry.js'

const VENDORS: readonly DialectName[] = [
  'sqlite',
  'postgres',
  'mariadb',
  'mysql',
  'mssql',
  'oracle',
  'cockroachdb',
]

const yes = (claim: boolean): string => (claim ? 'yes' : 'no')
const count = (number: number | null): string => number?.toLocaleString('en') ?? 'any'

function movesSequences(dialect: Dialect): boolean {
  const table = modelOf(dialect.name).tables['author'] as Table
  return dialect.advanceSequence(table, table.columns[0] as Column) !== null
}

const GEOMETRY: ValueForm = {
  type: 'geometry',
  nativeType: 'geometry',
  scale: null,
  elementType: null,
  isTextOfJson: false,
  aggregate: null,
  asText: false,
  asNumber: false,
}

function filtersGeometry(dialect: Dialect): boolean {
  try {
    return dialect.spatial(GEOMETRY, sql`x`, sql`y`, 'box') !== null
  } catch {
    return false
  }
}

/** What each row of the table says, as the code has it. */
const FACTS: Readonly<Record<string, (dialect: Dialect) => string>> = {
  'values of one statement': ({ capabilities }) => count(capabilities.maxParameters),
  'rows of one INSERT': ({ capabilities }) => count(capabilities.maxRows),
  'items of one IN list': ({ capabilities }) => count(capabilities.maxListItems),
  'bytes of a key or alias': ({ capabilities }) => count(capabilities.maxNameBytes),
  'composite keys as rows': ({ capabilities }) => yes(capabilities.rowValues),
  'INSERT answers its rows': ({ capabilities }) => yes(capabilities.insertReturning),
  'UPDATE answers its rows': ({ capabilities }) => yes(capabilities.updateReturning),
  'DELETE answers its rows': ({ capabilities }) => yes(capabilities.deleteReturning),
  'DEFAULT among values': ({ capabilities }) => yes(capabilities.defaultKeyword),
  'locks rows it is about to write': ({ lock }) => yes(lock !== null),
  'names a broken link': ({ capabilities }) => yes(capabilities.namesForeignKeys),
  'links among rows may keep a DELETE from taking them': ({ capabilities }) =>
    yes(capabilities.checksEachRow),
  'moves sequences on past given keys': (dialect) => yes(movesSequences(dialect)),
  'may cut long JSON in silence': ({ capabilities }) => yes(capabilities.uncutLength !== null),
  'geometry in filters': (dialect) => yes(filtersGeometry(dialect)),
}

const page = readFileSync(new URL('../../../../docs/vendors.md', import.meta.url), 'utf8')
const lines = page.split('\n').filter((line) => line.startsWith('| '))
const table = new Map(
  lines.map((line) => {
    const [label = '', ...cells] = line.split('|').slice(1, -1)
    return [label.trim(), cells.map((cell) => cell.trim())] as const
  }),
)

describe('the table of vendors in the docs', () => {
  it('has a column for each', () => {
    expect(table.get('')).toEqual([
      'SQLite',
      'PostgreSQL',
      'MariaDB',
      'MySQL',
      'SQL Server',
      'Oracle',
      'CockroachDB',
    ])
  })

  it.each(Object.entries(FACTS))('says of %s what the engine goes by', (label, factOf) => {
    expect(table.get(label)).toEqual(VENDORS.map((name) => factOf(dialectFor(name))))
  })

  it('says nothing else that could be out of date', () => {
    expect([...table.keys()].filter((label) => label !== '').toSorted()).toEqual(
      ['oldest version', ...Object.keys(FACTS)].toSorted(),
    )
  })
})

describe('every vendor', () => {
  it.each(VENDORS)('%s speaks for itself', (name) => {
    expect(dialectFor(name).name).toBe(name)
  })
})
