import {
  type ColumnDraft,
  type ColumnAlteration,
  applyChanges,
  type SchemaChange,
} from '../../src/index.js'
import type { Column, SchemaModel, Table } from '@relvar/schema-introspect/model'

/** Numbers of fast-check, taken one after the other; a shorter list makes a simpler change. */
export class Dice {
  #next = 0
  readonly #numbers: readonly number[]

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  below(limit: number): number {
    const number = this.#numbers[this.#next++ % this.#numbers.length] ?? 0
    return number % limit
  }

  one<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)]
    if (item === undefined) throw new Error('There is nothing to choose from.')
    return item
  }

  coin(): boolean {
    return this.below(2) === 1
  }
}

const NAMES = [
  'a',
  'name',
  'Order',
  'select',
  "it's",
  'with "quotes"',
  'x.y',
  'größe',
  'a b',
  'text',
]

const TYPES = [
  'integer',
  'bigInteger',
  'string',
  'text',
  'boolean',
  'decimal',
  'float',
  'date',
  'dateTime',
  'timestamp',
  'time',
  'json',
  'uuid',
  'binary',
  'csv',
  'hash',
] as const

const LITERALS: Readonly<Partial<Record<(typeof TYPES)[number], string | number | boolean>>> = {
  integer: 42,
  bigInteger: 7,
  string: 'it\'s \\ a "text"',
  boolean: true,
  decimal: 1.25,
  float: 0.5,
  date: '2024-02-29',
  time: '12:34:56',
}

function column(dice: Dice, name: string): ColumnDraft {
  const type = dice.one(TYPES)
  const value = LITERALS[type]
  const isGiven = value !== undefined && dice.coin()
  return {
    name,
    type,
    ...(type === 'string' ? { length: 20 + dice.below(40) } : {}),
    ...(type === 'decimal' ? { precision: 8 + dice.below(4), scale: dice.below(4) } : {}),
    ...(isGiven ? { default: { kind: 'literal', value } as const, nullable: dice.coin() } : {}),
    ...(dice.coin() ? { comment: "what it's for" } : {}),
  }
}

function createTable(dice: Dice, model: SchemaModel): SchemaChange {
  const names = NAMES.slice(dice.below(4), 5 + dice.below(4))
  const isComposite = dice.coin()
  const key: readonly ColumnDraft[] = isComposite
    ? [
        { name: 'k1', type: 'integer' },
        { name: 'k2', type: 'string', length: 10 },
      ]
    : [{ name: 'id', type: dice.coin() ? 'integer' : 'bigInteger', generated: 'identity' }]
  const target = Object.values(model.tables).find(({ primaryKey }) => primaryKey.length === 1)
  const keyColumn = target?.columns.find(({ name }) => name === target.primaryKey[0])
  const link: readonly ColumnDraft[] =
    keyColumn === undefined ? [] : [{ name: 'link', type: keyColumn.type }]
  return {
    kind: 'create-table',
    table: {
      name: `${dice.one(NAMES)}${dice.below(1000)}`,
      columns: [...key, ...link, ...names.map((name) => column(dice, name))],
      primaryKey: key.map(({ name }) => name),
      ...(target === undefined || link.length === 0
        ? {}
        : {
            foreignKeys: [
              {
                columns: ['link'],
                target: target.id,
                onDelete: dice.one(['cascade', 'set null', 'no action'] as const),
              },
            ],
          }),
    },
  }
}

function alteration(dice: Dice, { nullable }: Column): ColumnAlteration {
  switch (dice.below(5)) {
    case 0:
      return { nullable: !nullable }
    case 1:
      return { default: null }
    case 2:
      return { type: 'string', length: 255, default: null }
    case 3:
      return { type: 'text', default: null }
    default:
      return { comment: `comment ${dice.below(9)}` }
  }
}

/** A change that may make sense in the model; what does not is refused. */
function anyChange(dice: Dice, model: SchemaModel): SchemaChange {
  const tables = Object.values(model.tables)
  if (tables.length === 0 || (tables.length < 5 && dice.below(5) === 0))
    return createTable(dice, model)
  const table = dice.one(tables)
  const { name } = dice.one(table.columns)
  return tableChange(dice, table, name)
}

function tableChange(dice: Dice, table: Table, name: string): SchemaChange {
  const { id } = table
  const found = table.columns.find((each) => each.name === name) as Column // it was chosen of them
  const short = table.columns.filter(
    ({ type, length }) => type === 'integer' || (type === 'string' && (length ?? 999) < 60),
  )
  if (short.length === 0)
    return { kind: 'comment-table', table: id, comment: `comment ${dice.below(9)}` }
  const columns = [dice.one(short).name]
  switch (dice.below(13)) {
    case 0:
    case 1:
      return {
        kind: 'add-column',
        table: id,
        column: column(dice, `${dice.one(NAMES)}${dice.below(99)}`),
      }
    case 2:
    case 3:
    case 4:
      return { kind: 'alter-column', table: id, column: name, set: alteration(dice, found) }
    case 5:
      return {
        kind: 'rename-column',
        table: id,
        column: name,
        to: `${dice.one(NAMES)}${dice.below(99)}`,
      }
    case 6:
      return { kind: 'drop-column', table: id, column: name }
    case 7:
      return { kind: 'rename-table', table: id, to: `${dice.one(NAMES)}${dice.below(1000)}` }
    case 8:
      return { kind: 'add-index', table: id, index: { columns } }
    case 9:
      return { kind: 'add-unique', table: id, unique: { columns } }
    case 10: {
      const [key] = table.foreignKeys
      return { kind: 'drop-foreign-key', table: id, name: key?.name ?? 'none' }
    }
    case 11:
      return { kind: 'drop-table', table: id }
    default: {
      const index = table.indexes.find((each) => each.name.endsWith('_index'))
      return { kind: 'drop-index', table: id, name: index?.name ?? 'none' }
    }
  }
}

/** Changes that can be made together, each in what those before it leave. */
export function randomChanges(
  dice: Dice,
  model: SchemaModel,
  count: number,
  isWanted: (change: SchemaChange) => boolean = () => true,
): readonly SchemaChange[] {
  const changes: SchemaChange[] = []
  let current = model
  for (let tries = 0; tries < count * 4 && changes.length < count; tries++) {
    const change = anyChange(dice, current)
    if (!isWanted(change)) continue
    try {
      const { before, after } = planOf(model, [...changes, change])
      if (after.version !== before.version) {
        changes.push(change)
        current = after
      }
    } catch (error) {
      if ((error as { name?: string }).name !== 'ChangeRefusedError') throw error
    }
  }
  return changes
}

/** Only what becomes of the model is looked at, so that no definitions are needed. */
function planOf(
  model: SchemaModel,
  changes: readonly SchemaChange[],
): { before: SchemaModel; after: SchemaModel } {
  return { before: model, after: applyChanges(model, changes) }
}
