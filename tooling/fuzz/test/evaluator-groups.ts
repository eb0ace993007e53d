import { type Data, type Level, typeOf } from './data.js'
import { functionKey, parseFunction } from './evaluator-functions.js'
import { compareNulls, valueAt } from './paths.js'
import { order, type ScalarType, scaled, unscaled } from './values.js'
import type { WireRow, WorldTable } from './world.js'

/** A number that each database computes to its own last digit. */
export class About {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

interface Group {
  readonly keys: readonly unknown[]
  readonly rows: WireRow[]
}

export function groupRows(
  data: Data,
  table: WorldTable,
  rows: readonly WireRow[],
  level: Level,
): WireRow[] {
  const names = level.groupBy ?? []
  const groups = new Map<string, Group>()
  if (level.groupBy === undefined) groups.set('', { keys: [], rows: [...rows] })
  else {
    for (const row of rows) {
      const keys = names.map((name) => valueAt(data, table, row, level.alias?.[name] ?? name).value)
      const text = JSON.stringify(keys)
      const group = groups.get(text) ?? { keys, rows: [] }
      group.rows.push(row)
      groups.set(text, group)
    }
  }
  return sortGroups(data, table, [...groups.values()], level).map((group) => {
    const entries = names.map((name, index): [string, unknown] => {
      const field = level.alias?.[name] ?? name
      const call = parseFunction(field)
      const value = group.keys[index]
      if (call === null) return [name, value]
      return [field === name ? functionKey(call) : name, value === null ? null : String(value)]
    })
    return Object.fromEntries([...entries, ...aggregates(table, group.rows, level)])
  })
}

function sortGroups(data: Data, table: WorldTable, groups: Group[], level: Level): Group[] {
  const names = level.groupBy ?? []
  const terms = (level.sort ?? names).map((term) => ({
    sign: term.startsWith('-') ? -1 : 1,
    index: names.indexOf(term.replace(/^-/, '')),
  }))
  const types = names.map(
    (name) => valueAt(data, table, undefined, level.alias?.[name] ?? name).type,
  )
  return groups.sort((a, b) => {
    for (const { sign, index } of terms) {
      const type = types[index] ?? 'text'
      const difference = compareNulls(a.keys[index], b.keys[index], (x, y) => order(type, x, y))
      if (difference !== 0) return sign * difference
    }
    return 0
  })
}

function aggregates(table: WorldTable, rows: readonly WireRow[], level: Level) {
  return Object.entries(level.aggregate ?? {}).map(([name, fields]): [string, unknown] => {
    if (name === 'countAll' || (name === 'count' && fields.length === 1 && fields[0] === '*'))
      return [name, String(rows.length)]
    const values = fields.map((field): [string, unknown] => [
      field,
      field === '*' ? String(rows.length) : aggregate(name, typeOf(table, field), rows, field),
    ])
    return [name, Object.fromEntries(values)]
  })
}

function aggregate(name: string, type: ScalarType, rows: readonly WireRow[], field: string) {
  const values = rows.map((row) => row[field]).filter((value) => value !== null)
  const distinct = values.filter(
    (value, index) => values.findIndex((other) => order(type, value, other) === 0) === index,
  )
  switch (name) {
    case 'count':
      return String(values.length)
    case 'countDistinct':
      return String(distinct.length)
    case 'sum':
      return sum(type, values)
    case 'sumDistinct':
      return sum(type, distinct)
    case 'avg':
      return average(values)
    case 'avgDistinct':
      return average(distinct)
    default: {
      const sorted = values.toSorted((a, b) => order(type, a, b))
      return sorted.at(name === 'min' ? 0 : -1) ?? null
    }
  }
}

const total = (values: readonly unknown[]): bigint =>
  values.reduce((so_far: bigint, value) => so_far + scaled(value), 0n)

function sum(type: ScalarType, values: readonly unknown[]): unknown {
  if (values.length === 0) return null
  if (type === 'float') return new About(Number(unscaled(total(values), 6)))
  return unscaled(total(values), type === 'decimal(8,2)' ? 2 : 0)
}

function average(values: readonly unknown[]): unknown {
  if (values.length === 0) return null
  return new About(Number(unscaled(total(values), 6)) / values.length)
}
