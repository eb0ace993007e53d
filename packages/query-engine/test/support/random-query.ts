import type { Column, ColumnType, SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { DeepQuery, FieldSelector, Filter, ReadQuery } from '../../src/index.js'

const VALUES: Readonly<Partial<Record<ColumnType, readonly unknown[]>>> = {
  integer: [0, 1, 2, 5, '3'],
  bigInteger: ['0', '1000', '-1', 250],
  decimal: ['9.99', 49.95, '-25', 0],
  float: [0.5, 1.5, 0],
  boolean: [true, false],
  string: ['London', 'a', 'Bo', 'open', 'paid', 'K-001', '%', 'ö'],
  text: ['a', '5', '_'],
  date: ['2024-02-29', '2023-12-31', '2025-01-01'],
  timestamp: ['2023-01-01', '2024-12-31T23:59:59.999Z', '2024-02-29T09:30:00.5+01:00'],
}

const NULLS = ['_null', '_nnull']
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
  ...NULLS,
]
const TEXT = [
  '_eq',
  '_neq',
  '_in',
  '_nin',
  '_contains',
  '_ncontains',
  '_icontains',
  '_starts_with',
  '_nstarts_with',
  '_iends_with',
  '_niends_with',
  '_empty',
  '_nempty',
  ...NULLS,
]
const OPERATORS: Readonly<Partial<Record<ColumnType, readonly string[]>>> = {
  string: TEXT,
  text: TEXT,
  boolean: ['_eq', '_neq', ...NULLS],
  json: NULLS,
}

/** Queries that make sense on a schema; the same for the same seed. */
export class RandomQueries {
  readonly #tables: SchemaModel['tables']
  #state: number

  constructor(schema: SchemaModel, seed: number) {
    this.#tables = schema.tables
    this.#state = seed
  }

  next(): { readonly table: string; readonly query: ReadQuery } {
    const table = this.#pick(Object.values(this.#tables).filter(({ kind }) => kind === 'table'))
    const query = this.#chance(6) ? this.#grouped(table) : this.#listed(table)
    return { table: table.id, query: { ...query, filter: this.#filter(table, 3) } }
  }

  #listed(table: Table): ReadQuery {
    const page = { limit: this.#pick([-1, 3, 5]), offset: this.#pick([0, 0, 1]) }
    const query = { fields: this.#fields(table, 2), sort: this.#sort(table), ...page }
    const lists = this.#lists(table)
    if (lists.length === 0 || this.#chance(2)) return query
    const list = this.#pick(lists)
    const target = this.#table(list.target)
    const deep: DeepQuery = {
      _filter: this.#filter(target, 1),
      _sort: this.#sort(target),
      _limit: this.#pick([1, 2, -1]),
    }
    return {
      ...query,
      fields: [...query.fields, { [list.name]: ['*'] }],
      deep: { [list.name]: deep },
    }
  }

  #grouped(table: Table): ReadQuery {
    const numbers = table.columns.filter(({ type }) => type === 'integer' || type === 'decimal')
    const group = this.#sortable(table)
    const aggregate = {
      count: ['*'],
      countDistinct: [this.#pick(table.columns.filter(({ type }) => type !== 'json')).name],
      sum: [this.#pick(numbers).name],
      min: [this.#pick(numbers).name],
    }
    return { aggregate, groupBy: [group], sort: [group] }
  }

  #fields(table: Table, depth: number): FieldSelector[] {
    const fields: FieldSelector[] = [this.#pick(['*', ...table.columns.map(({ name }) => name)])]
    const dates = table.columns.filter(({ type }) => type === 'date' || type === 'timestamp')
    if (dates.length > 0 && this.#chance(3)) {
      const part = this.#pick(['year', 'month', 'week', 'day', 'weekday'])
      fields.push(`${part}(${this.#pick(dates).name})`)
    }
    const lists = this.#lists(table)
    if (lists.length > 0 && this.#chance(3)) fields.push(`count(${this.#pick(lists).name})`)
    for (const { name, target } of depth === 0 ? [] : table.relationships) {
      if (this.#chance(3)) fields.push({ [name]: this.#fields(this.#table(target), depth - 1) })
    }
    return fields
  }

  #filter(table: Table, depth: number): Filter {
    if (depth > 0 && this.#chance(5)) {
      return {
        [this.#pick(['_and', '_or'])]: [
          this.#filter(table, depth - 1),
          this.#filter(table, depth - 1),
        ],
      }
    }
    if (depth > 0 && table.relationships.length > 0 && this.#chance(3)) {
      const { name, target, cardinality } = this.#pick(table.relationships)
      const inner = this.#filter(this.#table(target), depth - 1)
      const forms = [inner, { _some: inner }, { _none: inner }, { _null: true }]
      return { [name]: cardinality === 'one-to-many' ? this.#pick(forms) : inner }
    }
    return this.#condition(this.#pick(table.columns))
  }

  #condition({ name, type }: Column): Filter {
    const operator = this.#pick(OPERATORS[type] ?? NUMBER)
    const value = (): unknown => this.#pick(VALUES[type] ?? [null])
    if (/null|empty/.test(operator)) return { [name]: { [operator]: this.#pick([true, false]) } }
    const isList = ['_in', '_nin', '_between', '_nbetween'].includes(operator)
    return { [name]: { [operator]: isList ? [value(), value()] : value() } }
  }

  /** By anything but text, whose order is the collation's; with the key last, so that none tie. */
  #sort(table: Table): string[] {
    const link = table.relationships.find(({ cardinality }) => cardinality === 'many-to-one')
    const related =
      link === undefined ? [] : [`${link.name}.${this.#sortable(this.#table(link.target))}`]
    const terms = [this.#sortable(table), ...related].map(
      (term) => `${this.#pick(['', '-'])}${term}`,
    )
    return [this.#pick(terms), this.#pick(terms)]
  }

  #sortable(table: Table): string {
    return this.#pick(
      table.columns.filter(({ type }) => !['string', 'text', 'json'].includes(type)),
    ).name
  }

  #lists(table: Table): Table['relationships'] {
    return table.relationships.filter(({ cardinality }) => cardinality === 'one-to-many')
  }

  #table(target: Table['relationships'][number]['target']): Table {
    const table = typeof target === 'string' ? this.#tables[target] : undefined
    if (table === undefined) throw new Error('Every link of the shop leads to one table.')
    return table
  }

  #chance(oneIn: number): boolean {
    return this.#number() % oneIn === 0
  }

  #pick<T>(values: readonly T[]): T {
    return values[this.#number() % values.length] as T
  }

  /** Mulberry32. */
  #number(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}
