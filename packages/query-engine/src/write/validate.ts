import type { Table } from '@relvar/schema-introspect/model'
import { ValidationError, ValidationErrors } from '../errors.js'
import type { Guard } from '../policy.js'
import { failures } from '../query/evaluate.js'
import type { Payload } from './payload.js'
import type { Writing } from './writing.js'

/**
 * Checks a payload by what the database demands of every row, by the rules of its columns and by
 * those of the actor's rights; all that fails is answered at once.
 *
 * @throws ValidationErrors
 */
export function validate(
  writing: Writing,
  table: Table,
  payload: Payload,
  guard: Guard,
  creating: boolean,
): void {
  const errors = [
    ...requiredColumns(table, payload, creating),
    ...ruleFailures(writing, table, payload, guard),
  ]
  const seen = new Set<string>()
  const distinct = errors.filter(({ details }) => {
    const key = `${details.field}\0${details.type}`
    return !seen.has(key) && seen.add(key)
  })
  if (distinct.length > 0) throw new ValidationErrors(distinct)
}

/** NOT NULL columns that nobody fills: absent is `required`, null is `nnull`. */
function requiredColumns(
  table: Table,
  { values, toOne }: Payload,
  creating: boolean,
): ValidationError[] {
  const linked = new Set(
    toOne.flatMap(({ relationship }) => relationship.columns.map(([here]) => here)),
  )
  return table.columns.flatMap((column) => {
    if (column.nullable || linked.has(column.name)) return []
    if (
      values.get(column.name) === null &&
      column.default === null &&
      column.generated !== 'identity'
    ) {
      return [new ValidationError({ field: column.name, path: [], type: 'nnull' })]
    }
    const filled =
      column.default !== null || column.generated !== null || column.traits.onCreate !== undefined
    if (!creating || filled || values.has(column.name)) return []
    return [new ValidationError({ field: column.name, path: [], type: 'required' })]
  })
}

function ruleFailures(
  writing: Writing,
  table: Table,
  { values }: Payload,
  guard: Guard,
): ValidationError[] {
  const row = Object.fromEntries(values)
  const own = table.columns.flatMap((column) =>
    column.traits.validation !== undefined && values.has(column.name)
      ? [column.traits.validation]
      : [],
  )
  return [...own, ...guard.validation].flatMap((rule) =>
    failures(rule, row, writing).map((failure) => new ValidationError({ path: [], ...failure })),
  )
}
