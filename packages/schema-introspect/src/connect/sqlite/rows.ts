import type { WorkerResult } from './protocol.js'

/** Rows as objects, made of lists of values. */
export function toRows<R>({ columns, rows, values }: WorkerResult): R[] {
  const [only = ''] = columns
  // A name in brackets is a property of the object's own, whatever it is.
  if (values !== undefined) return values.map((value) => ({ [only]: value }) as R)
  // Assigning to it would set the prototype.
  const careful = columns.includes('__proto__')
  return rows.map((list) => (careful ? carefulRow(columns, list) : plainRow(columns, list)) as R)
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
