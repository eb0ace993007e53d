import { type Data, tableNamed } from './data.js'
import { type Place, put, withRows } from './evaluator-rows.js'
import { keyOf } from './items.js'
import type { WireRow, WorldTable } from './world.js'

/** A row that is to be made or changed. */
export interface Asked {
  /** Its key, which may stand in the values too. */
  readonly key: WireRow
  /** What goes into columns. */
  readonly values: WireRow
  /** Names that are sent, those of relationships among them. */
  readonly fields: readonly string[]
}

export type StepAction = 'create' | 'update'

/** Answers the values that are written for somebody; null where they may not write them. */
export type Gate = (data: Data, table: string, action: StepAction, asked: Asked) => WireRow | null

/** What somebody who writes lists may do with their rows. */
export interface Sight {
  /** Whether they see a row in a list that these of its columns make. */
  readonly sees: (data: Data, table: string, row: WireRow, link: readonly string[]) => boolean
  /** Whether they may change any row at all. */
  readonly mayUpdate: (table: string) => boolean
}

export const OPEN_SIGHT: Sight = { sees: () => true, mayUpdate: () => true }

export const OPEN_GATE: Gate = (_data, _table, _action, { values }) => values

export class Refused extends Error {
  override readonly name = 'Refused'
}

const isFree = ({ old }: Place): boolean => old === undefined
const isThere = ({ old }: Place): boolean => old !== undefined

/** A world that is changed step by step, until a step is refused. */
export class Steps {
  data: Data
  mayRefuse = false
  readonly #gate: Gate

  constructor(data: Data, gate: Gate) {
    this.data = data
    this.#gate = gate
  }

  table(name: unknown): WorldTable {
    return tableNamed(this.data, String(name))
  }

  row(table: string, key: WireRow): WireRow | undefined {
    return rowIn(this.table(table), key)
  }

  /** Writes rows of one table, each as the gate lets it through. @throws Refused */
  write(table: string, action: StepAction, items: readonly Asked[]): void {
    this.put(table, action, this.#permitted(table, action, items))
  }

  /** The same past the gate. @throws Refused */
  put(table: string, action: StepAction, rows: readonly WireRow[]): void {
    if (rows.length === 0) return
    const allows = action === 'create' ? isFree : isThere
    const { after, mayRefuse } = put(this.data, this.table(table), rows, allows)
    if (after === null) throw new Refused()
    this.data = after
    this.mayRefuse ||= mayRefuse
  }

  /** Asks the gate about one row as things are now. @throws Refused */
  ask(table: string, action: StepAction, asked: Asked): WireRow {
    const values = this.#gate(this.data, table, action, asked)
    if (values === null) throw new Refused()
    return values
  }

  /**
   * Rows that are written together may be judged before all of them or one after another: where that
   * makes a difference, either is right.
   */
  #permitted(table: string, action: StepAction, items: readonly Asked[]): readonly WireRow[] {
    let later = this.data
    return items.map((asked) => {
      const values = [this.data, later].map((data) => this.#gate(data, table, action, asked))
      const permitted = values.find((each) => each !== null)
      if (permitted === undefined) throw new Refused()
      if (values.includes(null)) this.mayRefuse = true
      const row = { ...asked.key, ...permitted }
      later = withRow(later, table, row)
      return row
    })
  }
}

function rowIn(table: WorldTable, key: WireRow): WireRow | undefined {
  const wanted = keyOf(table, key)
  return table.rows.find((row) => keyOf(table, row) === wanted)
}

function withRow(data: Data, name: string, changes: WireRow): Data {
  const table = tableNamed(data, name)
  const old = rowIn(table, changes)
  const others = table.rows.filter((row) => row !== old)
  return withRows(data, table, [...others, { ...old, ...changes }])
}
