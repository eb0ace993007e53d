import type { DbType } from 'oracledb'

/**
 * The values of one column for all rows of an `insert`: the statement has one placeholder, and the
 * driver runs it once for each row (`executeMany`).
 */
export class ColumnValues {
  readonly values: readonly unknown[]

  constructor(values: readonly unknown[]) {
    this.values = values
  }
}

/**
 * A placeholder that Oracle fills: `returning "id" into :3`. It stands among the parameters of a
 * statement, and becomes a column of its rows.
 */
export class ReturnedColumn {
  readonly name: string
  readonly type: ReturnedType

  constructor(name: string, type: ReturnedType) {
    this.name = name
    this.type = type
  }
}

/** The type of a returned value, or the query whose column of that position has it. */
export type ReturnedType =
  | { readonly dbType: DbType; readonly maxSize?: number }
  | { readonly query: string; readonly position: number }
