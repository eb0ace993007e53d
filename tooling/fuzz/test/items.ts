import fc from 'fast-check'
import { type ScalarType, VALUES } from './values.js'
import type { WireRow, WorldColumn, WorldTable } from './world.js'

/** Keys that some row has, and keys that none has yet. */
export const KEYS: Readonly<Partial<Record<ScalarType, readonly unknown[]>>> = {
  integer: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
  word: 'abcdefghijklmn'.split(''),
}

/** What no column of the type takes; JSON takes everything. */
const SPOILED: Readonly<Record<ScalarType, readonly unknown[]>> = {
  integer: ['abc', 1.5, '9223372036854775808', '', {}, [1]],
  bigint: ['x', '9223372036854775808', '1.5', {}],
  'decimal(8,2)': ['abc', '12345678.00', '1e400', []],
  float: ['abc', '', {}],
  boolean: ['perhaps', 7, []],
  word: ['x'.repeat(21), '\ud800'],
  text: ['\ud800'],
  date: ['2024-02-30', 'today', '2024', {}],
  timestamp: ['2024-13-01T00:00:00Z', 'now', '2024-02-30T00:00:00Z', []],
  // MariaDB and MySQL hold hours beyond those of a day.
  time: ['12:60:00', 'noon', {}],
  uuid: ['xyz', '00000000-0000-4000-8000-00000000000', {}],
  json: [],
}

export const keyOf = ({ key }: WorldTable, row: WireRow): string =>
  JSON.stringify(key.map((name) => row[name]))

/** A key and values, without some of those that may be left out; one in eight is spoiled. */
export function itemOf(table: WorldTable, optional: readonly string[]): fc.Arbitrary<WireRow> {
  const fields = table.columns.map((column): [string, fc.Arbitrary<unknown>] => [
    column.name,
    valueFor(table, column),
  ])
  const requiredKeys = table.columns
    .filter(
      ({ name, nullable }) => table.key.includes(name) || !(nullable || optional.includes(name)),
    )
    .map(({ name }) => name)
  const good = fc.record(Object.fromEntries(fields), { requiredKeys }) as fc.Arbitrary<WireRow>
  return fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: spoil(table, good) })
}

/** Links lead to rows or nowhere; one value of twelve is null, also where it may not be. */
function valueFor(table: WorldTable, { name, type }: WorldColumn): fc.Arbitrary<unknown> {
  const isLink = table.foreignKeys.some(({ columns }) => columns.includes(name))
  const isKey = table.key.includes(name)
  const values = (isLink || isKey ? KEYS[type] : undefined) ?? VALUES[type]
  const value = fc.constantFrom(...values)
  if (isKey) return value
  return fc.oneof(
    { weight: isLink ? 2 : 40, arbitrary: value },
    { weight: 1, arbitrary: fc.constant(null) },
  )
}

function spoil(table: WorldTable, good: fc.Arbitrary<WireRow>): fc.Arbitrary<WireRow> {
  const values = table.columns
    .filter(({ name }) => !table.key.includes(name))
    .flatMap(({ name, type }) => SPOILED[type].map((value): WireRow => ({ [name]: value })))
  const unknown = ['nothing', '__proto__', 'constructor', 'toString', '', 'id; --'].map((name) =>
    Object.fromEntries([[name, 1]]),
  )
  return fc
    .tuple(good, fc.constantFrom(...values, ...unknown))
    .map(([row, wrong]) => Object.fromEntries([...Object.entries(row), ...Object.entries(wrong)]))
}

/** The key of some row, or of none. */
export function keysOf(table: WorldTable): fc.Arbitrary<WireRow> {
  const key = Object.fromEntries(
    table.key.map((name) => {
      const type = table.columns.find((each) => each.name === name)?.type ?? 'integer'
      return [name, fc.constantFrom(...(KEYS[type] ?? []))]
    }),
  )
  return fc.record(key) as fc.Arbitrary<WireRow>
}
