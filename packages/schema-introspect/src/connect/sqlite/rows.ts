import type { WorkerResult } from './protocol.js'

/** Rows as objects, made of lists of values. */
export function toRows<R>({ columns, rows }: WorkerResult): R[] {
  // Assigning to it would set the prototype.
  const careful = columns.includes('__proto__')
  return rows.map(
    (values) => (careful ? carefulRow(columns, values) : plainRow(columns, values)) as R,
  )
}

function plainRow(columns: readonly string[], values: readonly unknown[]): object {
  const row: Record<string, unknown> = {}
  // The hottest loop of the driver: an index is faster than entries().
  for (let index = 0; index < columns.length; index++) row[columns[index] as string] = values[index]
  return row
}

function carefulRow(columns: readonly string[], values: readonly unknown[]): object {
  return Object.fromEntries(columns.map((name, index) => [name, values[index]]))
}
