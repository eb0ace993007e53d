import { sql } from 'kysely'
import type { Sql } from '../dialect/dialect.js'
import type { Slot } from '../plan/slot.js'
import type { ResolvedRead, Seek, SortTerm } from '../resolve/resolved.js'
import { logic } from './build.js'
import type { CompileContext } from './context.js'
import { sortValue } from './sort-terms.js'

/** A term of the order beside the value that rows have to be beyond. */
interface Place {
  readonly value: Sql
  /** null is NULL, which comes last ascending and first descending. */
  readonly parameter: Sql | null
  readonly isNull: Sql
  readonly isPresent: Sql
  readonly descending: boolean
  readonly nullable: boolean
}

/**
 * The rows that follow a place in the order: beyond it by the first term, or level with it there and
 * beyond it by the rest. That alone would have some databases walk the index from its start, so the
 * range of the first term is said besides.
 */
export function compileSeek(context: CompileContext, read: ResolvedRead, seek: Seek): Sql {
  const places = read.sort.map((term, index) => placeOf(context, term, seek.values[index] ?? null))
  const whole = asRow(context, places)
  if (whole !== null) return whole
  const [first] = places
  const range = places.length > 1 && first !== undefined ? reach(first) : null
  const beyond = beyondAll(places)
  return range === null ? beyond : sql`(${range} and ${beyond})`
}

/**
 * What is left to sort by beyond a place: ascending, only NULLs follow a NULL, and a database that
 * need not sort by them finds the index that holds the rest.
 */
export function sortBeyond({ seek, sort }: ResolvedRead): readonly SortTerm[] {
  const [first, ...rest] = sort
  if (seek === null || first === undefined || rest.length === 0) return sort
  return !first.descending && (seek.values[0] ?? null) === null ? rest : sort
}

function placeOf(context: CompileContext, term: SortTerm, slot: Slot | null): Place {
  const { dialect } = context
  const { sql: value, form, nullable } = sortValue(context, term.expression)
  const parameter =
    slot === null
      ? null
      : sql`${slot.encodedBy((text) => dialect.cursor.fromText(form, text as string))}`
  const ordered = dialect.cursor.ordered(form, value)
  return {
    value: ordered,
    isNull: dialect.cursor.isNull(form, ordered, false),
    isPresent: dialect.cursor.isNull(form, ordered, true),
    parameter: parameter === null ? null : dialect.cursor.parameter(form, parameter),
    descending: term.descending,
    nullable,
  }
}

/** `(a, b) > (1, 2)`, where it means the same and finds its way in an index. */
function asRow({ dialect }: CompileContext, places: readonly Place[]): Sql | null {
  const [first] = places
  if (first === undefined || places.length < 2 || !dialect.capabilities.seeksRows) return null
  const isPlain = ({ nullable, descending, parameter }: Place): boolean =>
    !nullable && descending === first.descending && parameter !== null
  if (!places.every(isPlain)) return null
  const values = sql.join(places.map(({ value }) => value))
  const parameters = sql.join(places.map(({ parameter }) => parameter))
  return sql`(${values}) ${operator(first)} (${parameters})`
}

function beyondAll(places: readonly Place[]): Sql {
  const [first, ...rest] = places
  if (first === undefined) return sql`1 = 0`
  const beyond = beyondBy(first)
  if (rest.length === 0) return beyond ?? sql`1 = 0`
  const level = sql`(${levelWith(first)} and ${beyondAll(rest)})`
  return beyond === null ? level : sql`(${beyond} or ${level})`
}

/** Beyond the value by this term alone; null where nothing is. */
function beyondBy(place: Place): Sql | null {
  const { value, parameter, descending, nullable } = place
  if (parameter === null) return descending ? place.isPresent : null
  const beyond = sql`${value} ${operator(place)} ${parameter}`
  return nullable && !descending ? logic('or', [beyond, place.isNull]) : beyond
}

function levelWith({ value, parameter, isNull }: Place): Sql {
  return parameter === null ? isNull : sql`${value} = ${parameter}`
}

/** From the value on, itself included, by this term alone; null where that is no single range. */
function reach(place: Place): Sql | null {
  const { value, parameter, descending, nullable } = place
  if (parameter === null || (nullable && !descending)) return null
  return sql`${value} ${operator(place)}= ${parameter}`
}

function operator({ descending }: Place): Sql {
  return descending ? sql`<` : sql`>`
}
