import type { Column, ColumnTraits, Table } from '@relvar/schema-introspect/model'
import { ValidationError, ValidationErrors } from '../errors.js'
import { failures } from '../query/evaluate.js'
import type { Payload } from './payload.js'
import type { Right } from './rights.js'
import { linksOf } from './to-one.js'
import type { Writing } from './writing.js'

/**
 * Checks a payload by what the database demands of every row, by the rules of its columns and by
 * those of the actor's rights; all that fails is answered at once.
 *
 * @throws ValidationErrors
 */
export function validate(writing: Writing, right: Right, payload: Payload): void {
  const errors = [...requiredColumns(right, payload), ...ruleFailures(writing, right, payload)]
  if (errors.length === 0) return
  const distinct = new Map(errors.map((error) => [textOf(error), error]))
  throw new ValidationErrors([...distinct.values()])
}

function textOf({ details }: ValidationError): string {
  return JSON.stringify([details.field, details.type])
}

/** NOT NULL columns that nobody fills: absent is `required`, null is `nnull`. */
function requiredColumns(right: Right, payload: Payload): ValidationError[] {
  const { action } = right
  const { required } = checksOf(right)
  if (required.length === 0) return []
  const linked = new Set(
    payload.toOne.flatMap(({ relationship }) => relationship.columns.map(([here]) => here)),
  )
  return required.flatMap((column) => {
    if (linked.has(column.name)) return []
    const value = payload.values.get(column.name)
    if (value === null) return [missing(column, 'nnull')]
    return value === undefined && action === 'create' ? [missing(column, 'required')] : []
  })
}

function isFilled({ default: value, generated, traits }: Column): boolean {
  return value !== null || generated !== null || traits.onCreate !== undefined
}

function missing({ name }: Column, type: 'nnull' | 'required'): ValidationError {
  return new ValidationError({ field: name, path: [], type })
}

/** What every payload of a table is checked by. */
interface Checks {
  /** Columns that somebody has to fill. */
  readonly required: readonly Column[]
  /** Columns with a rule of their own. */
  readonly ruled: readonly Column[]
}

const known = new WeakMap<Table, Checks>()

/** A table never changes, so they are looked up once. */
function checksOf({ table }: Right): Checks {
  const found = known.get(table)
  if (found !== undefined) return found
  const { columns } = table
  const checks = {
    required: columns.filter((column) => !column.nullable && !isFilled(column)),
    ruled: columns.filter(({ traits }) => traits.validation !== undefined),
  }
  known.set(table, checks)
  return checks
}

function ruleFailures(writing: Writing, right: Right, payload: Payload): ValidationError[] {
  const { guard } = right
  const { ruled } = checksOf(right)
  if (ruled.length === 0 && guard.validation.length === 0) return []
  const nested = [
    ...payload.toOne.map(({ relationship, item }) => [relationship.name, item] as const),
    ...payload.toMany.map(({ relationship, value }) => [relationship.name, value] as const),
  ]
  const row = Object.fromEntries([...payload.values, ...nested])
  const own = ruled.filter(({ name }) => payload.values.has(name)).map(({ traits }) => traits)
  const granted = guard.validation.map((validation) => ({ validation }))
  const { actor, now } = writing
  const keys = payload.toOne.length === 0 ? {} : linksOf(writing, right.table, payload)
  return [...own, ...granted].flatMap(({ validation = {}, validationMessage }: Ruled) =>
    failures(validation, row, { actor, now, keys }).map(
      (failure) => new ValidationError({ path: [], ...failure }, validationMessage),
    ),
  )
}

type Ruled = Pick<ColumnTraits, 'validation' | 'validationMessage'>
