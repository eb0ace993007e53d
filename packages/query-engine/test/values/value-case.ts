/** A type, and values of it in ascending order: each is written, read, compared and grouped by. */
export interface ValueCase {
  /** As the vendor writes it in CREATE TABLE. */
  readonly type: string
  /** In the form of the wire. */
  readonly values: readonly unknown[]
  /** What is sent, where it is not what is read. */
  readonly sent?: readonly unknown[]
  /** Whether a primary key may be of the type. */
  readonly key?: boolean
  /** Statements that come before the table. */
  readonly before?: readonly string[]
}

/** A type that a primary key may be of. */
export function key(type: string, ...values: readonly unknown[]): ValueCase {
  return { type, values, key: true }
}

export function value(type: string, ...values: readonly unknown[]): ValueCase {
  return { type, values }
}
