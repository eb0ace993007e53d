import type { Catalogue, CatalogueColumn } from '../model/catalogue.js'
import { type CheckValues, checkValues } from './check-values.js'

/** Gives columns the values that a CHECK lists for them, where their type has none of its own. */
export function withCheckValues(catalogue: Catalogue): Catalogue {
  const found = catalogue.checks.flatMap((check) => {
    const values = checkValues(check.expression)
    return values === null ? [] : [{ ...check, ...values }]
  })
  if (found.length === 0) return catalogue
  const byColumn = new Map<string, CheckValues>(
    found.map((check) => [place(check.schema, check.table, check.column), check]),
  )
  const columns = catalogue.columns.map((column): CatalogueColumn => {
    const check = byColumn.get(place(column.schema, column.table, column.name))
    const fits = check !== undefined && column.enum === null && column.type !== 'array'
    return fits ? { ...column, enum: { values: check.values } } : column
  })
  return { ...catalogue, columns }
}

/** Unquoted names are the same in any case. */
function place(...names: readonly string[]): string {
  return JSON.stringify(names).toLowerCase()
}
