import type { Column, Relationship, Table } from '@relvar/schema-introspect/model'
import { ForbiddenError, InvalidPayloadError } from '../errors.js'
import { isGranted } from '../guard/visible-schema.js'
import { isPlainObject } from '../query/plain.js'
import type { Row } from '../query/query.js'
import { resolveVariable } from '../query/variables.js'
import { columnOf, relationshipOf } from '../resolve/resolution.js'
import { MASK } from '../secret-codecs.js'
import { columnValue } from './column-value.js'
import type { Right } from './rights.js'
import type { Writing } from './writing.js'

/** A payload taken apart: what goes into the row itself, and what belongs to rows around it. */
export interface Payload {
  /** The fields that the caller sent; presets are not among them. */
  readonly submitted: ReadonlySet<string>
  /** By column name, each value as its column's type wants it. */
  readonly values: Map<string, unknown>
  readonly toOne: readonly NestedItem[]
  readonly toMany: readonly NestedList[]
}

export interface NestedItem {
  readonly relationship: Relationship
  readonly item: Row
}

export interface NestedList {
  readonly relationship: Relationship
  /** A list of keys and items, null, or an object of `create`, `update` and `delete`. */
  readonly value: unknown
}

/**
 * Sorts the fields of a payload into columns and relationships, checks the values, and adds the
 * presets of the actor's rights.
 *
 * @throws InvalidPayloadError for unknown fields and for values of the wrong kind
 * @throws ForbiddenError for fields that the actor may not write
 */
export function takeApart(writing: Writing, right: Right, item: Row): Payload {
  const { table } = right
  if (!isPlainObject(item)) {
    throw new InvalidPayloadError(`An item of "${table.id}" has to be an object.`)
  }
  const parts = new PayloadParts(right)
  for (const [name, value] of Object.entries(item)) {
    if (value === undefined || !isWritable(writing, right, name)) continue
    parts.submitted.add(name)
    parts.place(name, value)
  }
  placePresets(writing, right, parts)
  return parts
}

/** What is sent counts before presets, also where a link and a column of it are named by different names. */
function placePresets(writing: Writing, { table, guard }: Right, parts: PayloadParts): void {
  const presets = Object.entries(guard.presets)
  if (presets.length === 0) return
  const sent = new Set([...parts.submitted].flatMap((name) => writtenBy(table, name)))
  for (const [name, value] of presets) {
    const fields = writtenBy(table, name)
    if (fields.length > 0 && !fields.some((each) => sent.has(each)))
      parts.place(name, resolveVariable(value, writing))
  }
}

/** A field and, of a link, the columns that hold it; none for what is no field. */
function writtenBy(table: Table, name: string): readonly string[] {
  const relationship = relationshipOf(table, name)
  if (relationship === undefined) return columnOf(table, name) === undefined ? [] : [name]
  if (relationship.cardinality === 'one-to-many') return [name]
  return [name, ...relationship.columns.map(([here]) => here)]
}

const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Whether a field is to be written; false for one that is unknown where unknown ones are ignored. */
function isWritable({ core }: Writing, { table, guard }: Right, name: string): boolean {
  if (columnOf(table, name) !== undefined || relationshipOf(table, name) !== undefined) {
    if (!isGranted(guard, name)) throw forbiddenField(table, name)
    return true
  }
  if (!guard.fields.has('*')) throw forbiddenField(table, name)
  if (core.unknownFields === 'ignore' && !RESERVED.has(name)) return false
  throw new InvalidPayloadError(`"${name}" is no field of collection "${table.id}".`)
}

function forbiddenField(table: Table, name: string): ForbiddenError {
  return new ForbiddenError(
    `You don't have permission to access field "${name}" in collection "${table.id}" or it does not exist.`,
  )
}

/** A payload in the making. */
class PayloadParts implements Payload {
  readonly submitted = new Set<string>()
  readonly values = new Map<string, unknown>()
  readonly toOne: NestedItem[] = []
  readonly toMany: NestedList[] = []
  readonly #right: Right

  constructor(right: Right) {
    this.#right = right
  }

  place(name: string, value: unknown): void {
    const { table } = this.#right
    const column = columnOf(table, name)
    const relationship = relationshipOf(table, name)
    if (relationship?.cardinality === 'one-to-many') {
      this.toMany.push({ relationship, value })
    } else if (relationship !== undefined && isPlainObject(value)) {
      this.toOne.push({ relationship, item: value })
    } else if (column !== undefined) {
      this.#setColumn(column, value)
    } else if (relationship !== undefined) {
      this.#setLink(relationship, value)
    }
  }

  #setColumn(column: Column, value: unknown): void {
    const { table, action } = this.#right
    if (!column.actions.includes(action)) {
      throw new InvalidPayloadError(
        `Field "${column.name}" of "${table.id}" is filled by the database.`,
      )
    }
    // Who sends back what was read instead of a secret changes nothing.
    if (value === MASK && column.traits.secret !== undefined) return
    // Null says no more than nothing where the database counts: not every one takes it for that.
    if (value === null && column.generated === 'identity' && action === 'create') return
    this.values.set(column.name, columnValue(table, column, value))
  }

  /** A link of several columns that has a name of its own takes null, or its key as text. */
  #setLink({ name, columns }: Relationship, value: unknown): void {
    const parts = value === null ? columns.map(() => null) : linkParts(value)
    if (parts?.length !== columns.length) {
      throw new InvalidPayloadError(`"${name}" needs a key of ${columns.length} parts.`)
    }
    for (const [index, [here]] of columns.entries()) {
      const column = columnOf(this.#right.table, here)
      if (column !== undefined) this.#setColumn(column, parts[index])
    }
  }
}

/** The parts of a key as the wire writes it, null for what is no such text. */
function linkParts(value: unknown): readonly unknown[] | null {
  if (typeof value !== 'string') return [value]
  try {
    return value.split(',').map(decodeURIComponent)
  } catch {
    return null
  }
}
