import type { Column, Relationship, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import { Slot } from '../plan/slot.js'
import { Placeholder } from '../query/template.js'
import { toValue, ValueError } from '../query/value.js'
import type { Condition, Source } from './resolved.js'
import { NEVER, TRUE } from './resolved.js'
import { elsewhere } from './resolution.js'

/** Rows of another database that a filter asks for: which there are has to be known before it is resolved. */
export interface Lookup {
  readonly relationship: Relationship
  /** The columns of the link on this side, as the database has them. */
  readonly columns: readonly Column[]
  readonly table: Table
  /** Over the rows of the table; its values are placeholders. */
  readonly filter: unknown
}

/** Values of links, one for each column. */
export type LinkValues = readonly unknown[]

/** Thrown where a filter needs rows of another database that nobody has looked up; a refusal where nobody can. */
export class LookupsError extends InvalidQueryError {
  readonly lookups: readonly Lookup[]

  constructor(lookups: readonly Lookup[]) {
    const [first] = lookups
    super(first === undefined ? 'Nothing to look up.' : elsewhere(first.table).message)
    this.lookups = lookups
  }
}

/** What was looked up, and the links to what was found. */
export interface Answer {
  readonly lookup: Lookup
  readonly links: readonly LinkValues[]
}

type LinkSlots = readonly (readonly Slot[])[]

/**
 * What filters of one query ask of the other database. Without answers it takes note of the questions;
 * resolved again with the answers, in the same order, they become conditions on the values of links.
 */
export class Across {
  readonly #schema: SchemaModel
  readonly #answers: readonly LinkSlots[] | null
  readonly #lookups: Lookup[] = []

  /** @param answers to the questions in their order; null where they are not known yet */
  constructor(schema: SchemaModel, answers: readonly LinkSlots[] | null) {
    this.#schema = schema
    this.#answers = answers
  }

  /** @throws LookupsError where what was asked has not been answered */
  assertAnswered(): void {
    if (this.#answers === null && this.#lookups.length > 0) throw new LookupsError(this.#lookups)
  }

  /** Whether a row of the source has a link to one of these rows, or has none. */
  condition(source: Source, asked: Omit<Lookup, 'columns'>, negated: boolean): Condition {
    const keys = this.#answers?.[this.#lookups.length] ?? []
    const { relationship } = asked
    const names = relationship.columns.map(([here]) => here)
    const all = this.#schema.tables[source.table.id]?.columns ?? []
    const columns = names.flatMap((name) => all.filter((column) => column.name === name))
    this.#lookups.push({ ...asked, columns })
    if (keys.length === 0) return negated ? TRUE : NEVER
    const isWayBack = relationship.cardinality === 'one-to-many'
    const maskedBy = isWayBack ? [relationship.name] : [relationship.name, ...names]
    return { kind: 'linked', negated, source, columns: names, keys, maskedBy }
  }
}

/** Places for what was found: 1, 2, 4, 8 ... of them, the last one repeated, so that queries share plans. */
export function answerSlots({ lookup, links }: Answer, values: unknown[]): LinkSlots {
  const last = links.at(-1)
  if (last === undefined) return []
  const length = 2 ** Math.ceil(Math.log2(links.length))
  const repeated = Array.from({ length: length - links.length }, () => last)
  return linkSlots(lookup.columns, [...links, ...repeated], values)
}

/**
 * Places for values of links, which follow those of the query and are never taken for dynamic variables.
 * What cannot be a value of its column belongs to no row.
 */
export function linkSlots(
  columns: readonly Column[],
  links: readonly LinkValues[],
  values: unknown[],
): readonly (readonly Slot[])[] {
  return links.flatMap((link) => {
    const checked = valuesOf(columns, link)
    if (checked === null) return []
    return [
      checked.map((value, index) => {
        values.push({ value })
        const place = new Placeholder(values.length - 1, false)
        const type = columns[index]?.type ?? 'unknown'
        return new Slot(place, type, (given) => (given as { readonly value: unknown }).value)
      }),
    ]
  })
}

function valuesOf(columns: readonly Column[], link: LinkValues): readonly unknown[] | null {
  try {
    return link.map((value, index) => toValue(columns[index]?.type ?? 'unknown', value))
  } catch (error) {
    if (error instanceof ValueError) return null
    throw error
  }
}
