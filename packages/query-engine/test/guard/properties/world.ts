/** Three tables in a row, small enough that everything collides with something. */
export type TableName = 'a' | 'b' | 'c'

export interface WorldRow {
  readonly id: number
  readonly n: number | null
  readonly s: string | null
  /** The link to the next table; c has none. */
  readonly to: number | null
}

export type World = Readonly<Record<TableName, readonly WorldRow[]>>

export const TABLES: readonly TableName[] = ['a', 'b', 'c']

/** The columns of a table, in their order. */
export const COLUMNS: Readonly<Record<TableName, readonly string[]>> = {
  a: ['id', 'n', 's', 'b_id'],
  b: ['id', 'n', 's', 'c_id'],
  c: ['id', 'n', 's'],
}

/** Links by name: the way to the next table, and the way back that the engine derives. */
export const TO_ONE: Readonly<Record<TableName, readonly (readonly [string, TableName])[]>> = {
  a: [['b_id', 'b']],
  b: [['c_id', 'c']],
  c: [],
}
export const TO_MANY: Readonly<Record<TableName, readonly (readonly [string, TableName])[]>> = {
  a: [],
  b: [['a', 'a']],
  c: [['b', 'b']],
}

export const NUMBERS = [-1, 0, 1, 2] as const
export const WORDS = ['x', 'y', 'xy', ''] as const

/** Every value meets every other, and links go to some rows often and to some never. */
export const WORLD: World = {
  a: rows(24, 7, 8),
  b: rows(9, 5, 4),
  c: rows(4, 3, 0),
}

function rows(count: number, step: number, targets: number): WorldRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    n: [null, ...NUMBERS][(index * step) % 5] ?? null,
    s: [null, ...WORDS][(index * 3 + step) % 5] ?? null,
    to: targets === 0 || index % 4 === 3 ? null : ((index * step) % targets) + 1,
  }))
}

/** `create table`, with links that the database knows or, for what is left of a world, without. */
export function worldTables(linked: boolean): string[] {
  const columns = 'id integer not null primary key, n integer null, s varchar(10) null'
  const foreign = (column: string, table: string) =>
    linked ? `, foreign key (${column}) references ${table} (id)` : ''
  return [
    `create table c (${columns})`,
    `create table b (${columns}, c_id integer null${foreign('c_id', 'c')})`,
    `create table a (${columns}, b_id integer null${foreign('b_id', 'b')})`,
  ]
}

export function worldRows(world: World): string[] {
  return TABLES.toReversed().flatMap((table) => {
    const names = COLUMNS[table].join(', ')
    // Oracle takes one row at a time before version 23.
    return world[table].map(({ id, n, s, to }) => {
      const values = [id, n, s === null ? null : `'${s}'`, ...(table === 'c' ? [] : [to])]
      return `insert into ${table} (${names}) values (${values.map((value) => value ?? 'null').join(', ')})`
    })
  })
}
