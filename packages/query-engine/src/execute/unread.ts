import type { ElsewhereRead } from '../resolve/resolved.js'

/** Stands in a row for rows of another database, until they are read. */
export class Unread {
  readonly read: ElsewhereRead
  /** The values of the link, in wire form. */
  readonly values: readonly unknown[]

  constructor(read: ElsewhereRead, values: readonly unknown[]) {
    this.read = read
    this.values = values
  }

  /** @throws Error always: it must not leave the engine */
  toJSON(): never {
    throw new Error(`Rows of "${this.read.table.id}" have not been read.`)
  }
}
