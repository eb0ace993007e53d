import type { Action, Column, Relationship, Table } from '@relvar/schema-introspect/model'
import {
  ForbiddenError,
  InvalidPayloadError,
  ValueOutOfRangeError,
  ValueTooLongError,
} from '../errors.js'
import { isPlainObject } from '../query/plain.js'
import type { Row } from '../query/query.js'
import { toValue, ValueError } from '../query/value.js'
import { columnOf, relationshipOf } from '../resolve/resolution.js'
import type { Guard } from '../policy.js'
import { isGranted } from '../guard/visible-schema.js'

/** A payload taken apart: what goes into the row itself, and what belongs to rows around it. */
export interface Payload {
  /** By column name, each value as its column's type wants it. */
  readonly values: Map<string, unknown>
  readonly toOne: readonly { readonly relationship: Relationship; readonly item: Row }[]
  readonly toMany: readonly { readonly relationship: Relationship; readonly value: unknown }[]
}

export interface PayloadRules {
  readonly action: Action
  readonly guard: Guard
  readonly unknownFields: 'refuse' | 'ignore'
}

/**
 * Sorts the fields of a payload into columns and relationships, and checks the values.
 *
 * @throws InvalidPayloadError for unknown fields and for values of the wrong kind
 * @throws ForbiddenError for fields that the actor may not write
 */
export function takeApart(table: Table, item: Row, rules: PayloadRules): Payload {
  if (!isPlainObject(item))
    throw new InvalidPayloadError(`An item of "${table.id}" has to be an object.`)
  const payload: Payload = { values: new Map(), toOne: [], toMany: [] }
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) place(table, name, value, rules, payload)
  }
  return payload
}

function place(
  table: Table,
  name: string,
  value: unknown,
  rules: PayloadRules,
  payload: Payload,
): void {
  const column = columnOf(table, name)
  const relationship = relationshipOf(table, name)
  if (relationship !== undefined && relationship.cardinality !== 'one-to-many') {
    if (isPlainObject(value))
      return void (payload.toOne as Payload['toOne'][number][]).push({ relationship, item: value })
    if (column === undefined) return placeLink(table, relationship, value, rules, payload)
  } else if (relationship !== undefined && column === undefined) {
    return void (payload.toMany as Payload['toMany'][number][]).push({ relationship, value })
  }
  if (column === undefined) return refuseUnknown(table, name, rules)
  assertWritable(table, column, rules)
  payload.values.set(name, columnValue(table, column, value))
}

/** A link of several columns that has a name of its own takes null, or its key as text. */
function placeLink(
  table: Table,
  relationship: Relationship,
  value: unknown,
  rules: PayloadRules,
  payload: Payload,
): void {
  const parts = typeof value === 'string' ? value.split(',').map(decodeURIComponent) : [value]
  if (value !== null && parts.length !== relationship.columns.length) {
    throw new InvalidPayloadError(
      `"${relationship.name}" needs a key of ${relationship.columns.length} parts.`,
    )
  }
  for (const [index, [here]] of relationship.columns.entries()) {
    place(table, here, value === null ? null : parts[index], rules, payload)
  }
}

function refuseUnknown(table: Table, name: string, rules: PayloadRules): void {
  if (!rules.guard.fields.has('*')) throw forbiddenField(table, name)
  if (rules.unknownFields === 'ignore') return
  throw new InvalidPayloadError(`"${name}" is no field of collection "${table.id}".`)
}

function assertWritable(table: Table, column: Column, { action, guard }: PayloadRules): void {
  if (!isGranted(guard, column.name)) throw forbiddenField(table, column.name)
  if (column.generated === 'stored' || column.generated === 'virtual') {
    throw new InvalidPayloadError(
      `Field "${column.name}" of "${table.id}" is computed by the database.`,
    )
  }
  if (!column.actions.includes(action)) throw forbiddenField(table, column.name)
}

export function forbiddenField(table: Table, name: string): ForbiddenError {
  return new ForbiddenError(
    `You don't have permission to access field "${name}" in collection "${table.id}" or it does not exist.`,
  )
}

/** A value as the column's type wants it. Lengths are checked here too, as not every database does. */
export function columnValue(table: Table, column: Column, value: unknown): unknown {
  if (value === null) return null
  const violation = { collection: table.id, field: column.name, value }
  const decoded = decodeStored(column, value)
  if (decoded === null) return null
  try {
    const result = toValue(column.type, decoded)
    if (typeof result === 'string' && isTooLong(column, result))
      throw new ValueTooLongError(violation)
    if (column.type === 'decimal' && isOutOfRange(column, String(result)))
      throw new ValueOutOfRangeError(violation)
    return result
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    if (error.problem === 'range') throw new ValueOutOfRangeError(violation, { cause: error })
    throw new InvalidPayloadError(`Field "${column.name}" of "${table.id}": ${error.message}.`, {
      cause: error,
    })
  }
}

/** Lists of a csv field, and JSON that comes as text. */
function decodeStored(column: Column, value: unknown): unknown {
  if (column.type === 'csv' || column.traits.codec === 'csv')
    return Array.isArray(value) ? value.join(',') : value
  if (column.type !== 'json' || typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    // Text that is no JSON is a JSON string.
    return value
  }
}

function isTooLong(column: Column, value: string): boolean {
  if (
    column.length === null ||
    !(column.type === 'string' || column.type === 'text' || column.type === 'hash')
  )
    return false
  return value.length > column.length && [...value].length > column.length
}

/** More digits before the point than the column has room for; digits after it are rounded by the database. */
function isOutOfRange(column: Column, value: string): boolean {
  if (column.precision === null) return false
  const room = column.precision - (column.scale ?? 0)
  const [whole = ''] = value.replace(/^[+-]/, '').split(/[.eE]/)
  return !/[eE]/.test(value) && whole.replace(/^0+/, '').length > room
}
