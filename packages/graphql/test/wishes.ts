import type { Column, Table } from '@relvar/schema-introspect/model'
import fc from 'fast-check'

export type Json = Readonly<Record<string, unknown>>

/** Columns that are no links; a junction may have none. */
export function plainOf({ columns, relationships }: Table): readonly Column[] {
  const links = new Set(relationships.map(({ name }) => name))
  return columns.filter(({ name }) => !links.has(name))
}

/** Two of them at the most. */
export function some<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.subarray([...items], { maxLength: Math.min(2, items.length) })
}

/** Conditions on some of the columns. */
export function filters(columns: readonly Column[]): fc.Arbitrary<Record<string, unknown>> {
  const numbers = columns.filter(({ type }) => type === 'integer' || type === 'decimal')
  const texts = columns.filter(({ type }) => type === 'string' || type === 'text')
  const conditions = [
    ...numbers.map(({ name }) =>
      fc
        .tuple(fc.constantFrom('_gt', '_lte', '_neq'), fc.integer({ min: 0, max: 8 }))
        .map(([operator, value]) => ({ [name]: { [operator]: value } })),
    ),
    ...texts.map(({ name }) =>
      fc
        .tuple(
          fc.constantFrom('_contains', '_starts_with', '_neq'),
          fc.constantFrom('a', 'e', 'Bo', '%', 'ö'),
        )
        .map(([operator, value]) => ({ [name]: { [operator]: value } })),
    ),
    ...columns.map(({ name }) => fc.constant({ [name]: { _nnull: true } })),
  ]
  const one = fc.oneof(...conditions)
  return fc.oneof(
    one,
    fc.array(one, { minLength: 1, maxLength: 3 }).map((list) => ({ _or: list })),
    fc.array(one, { minLength: 1, maxLength: 2 }).map((list) => ({ _and: list })),
  )
}

/** A value as GraphQL's literals have it. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${literal(inner)}`)
    .join(', ')} }`
}

/** Dates' parts and counts, which REST has as text. */
export function numberOf(value: unknown): unknown {
  return value === null ? null : Number(value)
}
