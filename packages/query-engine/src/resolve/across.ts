import type { Column, Relationship, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import { Slot } from '../plan/slot.js'
import { Placeholder } from '../query/template.js'
import { toValue, ValueError } from '../query/value.js'
import type { Condition, Source } from './resolved.js'
import { elsewhere, linkHere } from './resolution.js'

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

/** Who asks: somebody, by the filters of a query, or rules about them, which see every row. */
export type Asking = 'query' | 'rules'

/** Thrown where a filter needs rows of another database that nobody has looked up; a refusal where nobody can. */
export class LookupsError extends InvalidQueryError {
  readonly lookups: readonly Lookup[]
  readonly asking: Asking

  constructor(lookups: readonly Lookup[], asking: Asking) {
    const [first] = lookups
    super(first === undefined ? 'Nothing to look up.' : elsewhere(first.table).message)
    this.lookups = lookups
    this.asking = asking
  }
}

/** What was looked up, and the links to what was found. */
export interface Answer {
  readonly lookup: Lookup
  readonly links: readonly LinkValues[]
}

/** Places for the values of links that were found. */
export type LinkSlots = readonly (readonly Slot[])[]

/**
 * What filters of one query, or the rules about it, ask of the other database. Without answers it takes note of the questions;
 * resolved again with the answers, in the same order, they become conditions on the values of links.
 */
export class Across {
  readonly #schema: SchemaModel
  readonly #answers: readonly LinkSlots[] | null
  readonly #asking: Asking
  readonly #lookups: Lookup[] = []

  /** @param answers to the questions in their order; null where they are not known yet */
  constructor(schema: SchemaModel, answers: readonly LinkSlots[] | null, asking: Asking) {
    this.#schema = schema
    this.#answers = answers
    this.#asking = asking
  }

  /** What was asked so far. */
  get lookups(): readonly Lookup[] {
    return this.#lookups
  }

  /** @throws LookupsError where what was asked has not been answered */
  assertAnswered(): void {
    if (this.#answers === null && this.#lookups.length > 0)
      throw new LookupsError(this.#lookups, this.#asking)
  }

  /**
   * Whether a row of the source has a link to one of these rows, or has none. Where there are no such rows it
   * is a condition all the same: a field that is granted in no row by that is not one that is never granted.
   */
  condition(source: Source, asked: Omit<Lookup, 'columns'>, negated: boolean): Condition {
    const keys = this.#answers?.[this.#lookups.length] ?? []
    const { relationship } = asked
    const here = linkHere(relationship)
    const all = this.#schema.tables[source.table.id]?.columns ?? []
    const columns = here.columns.flatMap((name) => all.filter((column) => column.name === name))
    this.#lookups.push({ ...asked, columns })
    return { kind: 'linked', negated, source, keys, ...here }
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

/** Values that were found, each in a place of its own: for statements that are made for one run. */
export function constantSlots({ lookup: { columns }, links }: Answer): LinkSlots {
  return links.flatMap((link) => {
    const checked = valuesOf(columns, link)
    return checked === null
      ? []
      : [checked.map((value, index) => givenSlot({ value }, columns[index]))]
  })
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
        return givenSlot(new Placeholder(values.length - 1, false), columns[index])
      }),
    ]
  })
}

/** A place for a value in a wrapper, so that no text of another database is taken for a dynamic variable. */
function givenSlot(place: unknown, column: Column | undefined): Slot {
  const unwrap = (given: unknown): unknown => (given as { readonly value: unknown }).value
  return new Slot(place, column?.type ?? 'unknown', unwrap)
}

function valuesOf(columns: readonly Column[], link: LinkValues): readonly unknown[] | null {
  try {
    return link.map((value, index) => toValue(columns[index]?.type ?? 'unknown', value))
  } catch (error) {
    if (error instanceof ValueError) return null
    throw error
  }
}
