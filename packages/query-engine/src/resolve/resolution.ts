import type {
  Column,
  Relationship,
  SchemaModel,
  Table,
  TableId,
} from '@relvar/schema-introspect/model'
import { ForbiddenError, InvalidPayloadError, InvalidQueryError } from '../errors.js'
import type { Limits } from '../limits.js'
import type { CodecName } from '../plan/codec.js'
import type { Across } from './across.js'
import type { LinkSelection, Source } from './resolved.js'

/** A query that asks for more than the limits allow. */
export class QueryLimitError extends InvalidQueryError {}

export interface ResolutionOptions {
  /** false leaves the way back out while wildcards are expanded. */
  readonly backlink?: boolean
  /** What aliases begin with; rules have one of their own, so that they never meet those of the query. */
  readonly prefix?: string
  /** Whose form values have. */
  readonly codec?: CodecName | undefined
  /** Takes filters over rows of another database, which are refused without. */
  readonly across?: Across | undefined
}

/**
 * The state of resolving one query: which schema names are looked up in, which uses of tables there
 * are so far, and how much of the limits is left.
 */
export class Resolution {
  readonly schema: SchemaModel
  readonly limits: Limits
  readonly backlink: boolean
  readonly codec: CodecName | undefined
  readonly across: Across | undefined
  readonly sources: Source[] = []
  readonly #prefix: string
  #conditions = 0
  #left = 0

  constructor(schema: SchemaModel, limits: Limits, options: ResolutionOptions = {}) {
    this.schema = schema
    this.limits = limits
    this.backlink = options.backlink ?? true
    this.codec = options.codec
    this.across = options.across
    this.#prefix = options.prefix ?? 't'
  }

  /** Notes one more use of a table, under an alias of its own unless it has one. */
  use(table: Table, arrivedBy?: Source['arrivedBy'], given?: string): Source {
    this.#assertRelations()
    if (table.traits.elsewhere) throw elsewhere(table)
    const alias = given ?? `${this.#prefix}${this.sources.length}`
    const source = arrivedBy === undefined ? { table, alias } : { table, alias, arrivedBy }
    this.sources.push(source)
    return source
  }

  /** Notes a way into another database, which takes a query of its own there. */
  leave(): void {
    this.#assertRelations()
    this.#left += 1
  }

  #assertRelations(): void {
    if (this.sources.length + this.#left < this.limits.maxRelations) return
    throw new QueryLimitError(
      `A query touches at most ${this.limits.maxRelations} relations (MAX_RELATIONS).`,
    )
  }

  countCondition(): void {
    this.#conditions += 1
    if (this.#conditions > this.limits.maxConditions) {
      throw new QueryLimitError(
        `A query has at most ${this.limits.maxConditions} conditions (MAX_CONDITIONS).`,
      )
    }
  }

  assertDepth(depth: number): void {
    if (depth > this.limits.maxDepth) {
      throw new QueryLimitError(
        `Max relational depth exceeded: at most ${this.limits.maxDepth} (MAX_RELATIONAL_DEPTH).`,
      )
    }
  }

  /** @throws ForbiddenError for a table that does not exist or may not be read */
  table(id: TableId): Table {
    const table = Object.hasOwn(this.schema.tables, id) ? this.schema.tables[id] : undefined
    if (table === undefined || !table.actions.includes('read')) throw unknownTable(id)
    return table
  }

  /** The table that a relationship leads to, or null where the actor may not read it. */
  target(relationship: Relationship): Table | null {
    if (typeof relationship.target !== 'string') return null
    const { tables } = this.schema
    const table = Object.hasOwn(tables, relationship.target)
      ? tables[relationship.target]
      : undefined
    return table?.actions.includes('read') ? table : null
  }
}

/** Rows of both databases are never sorted, grouped or counted together (docs/own-tables.md). */
export function elsewhere({ id }: Table): InvalidQueryError {
  return new InvalidQueryError(
    `"${id}" lies in another database (METADATA_URL), and no statement reads both. A link there is followed in fields, deep and filters; sort and group by the field that holds it, and count by a query of "${id}" itself.`,
  )
}

/** What a link into another database consists of on this side. */
export function linkHere({
  cardinality,
  columns,
  name,
  where,
}: Relationship): Pick<LinkSelection, 'columns' | 'where' | 'maskedBy'> {
  const names = columns.map(([here]) => here)
  if (cardinality === 'one-to-many') return { columns: names, where: null, maskedBy: [name] }
  const maskedBy = [name, ...names, ...(where === null ? [] : [where.column])]
  return { columns: names, where, maskedBy }
}

/** No transaction spans both databases: a change of one might hold where that of the other fails. */
export function writtenElsewhere({ id }: Table): InvalidPayloadError {
  return new InvalidPayloadError(
    `"${id}" lies in another database (METADATA_URL), and no transaction writes to both. Write its items by requests of their own, and link them by their keys.`,
  )
}

export function unknownTable(id: TableId, options?: ErrorOptions): ForbiddenError {
  return new ForbiddenError(
    `You don't have permission to access collection "${id}" or it does not exist.`,
    options,
  )
}

export function unknownField(table: Table, name: string): ForbiddenError {
  return new ForbiddenError(
    `You don't have permission to access field "${name}" in collection "${table.id}" or it does not exist.`,
  )
}

interface NamedParts {
  readonly columns: ReadonlyMap<string, Column>
  readonly relationships: ReadonlyMap<string, Relationship>
}

const named = new WeakMap<Table, NamedParts>()

/** A table never changes, so its parts are put in order by name once. The first of a name counts. */
function partsOf(table: Table): NamedParts {
  const known = named.get(table)
  if (known !== undefined) return known
  const parts = { columns: byName(table.columns), relationships: byName(table.relationships) }
  named.set(table, parts)
  return parts
}

function byName<T extends { readonly name: string }>(parts: readonly T[]): Map<string, T> {
  return new Map(parts.toReversed().map((part) => [part.name, part]))
}

export function columnOf(table: Table, name: string): Column | undefined {
  return partsOf(table).columns.get(name)
}

export function relationshipOf(table: Table, name: string): Relationship | undefined {
  return partsOf(table).relationships.get(name)
}

/** Whether the actor may read all of the table's key; without it rows cannot be told apart by name. */
export function hasReadableKey(table: Table): boolean {
  return (
    table.primaryKey.length > 0 &&
    table.primaryKey.every((name) => columnOf(table, name)?.actions.includes('read'))
  )
}

/** @throws ForbiddenError for a column that does not exist or may not be used */
export function requireColumn(table: Table, name: string): Column {
  const column = columnOf(table, name)
  if (column === undefined || !column.actions.includes('read')) throw unknownField(table, name)
  return column
}

/**
 * The way back of a link that has no name here: `$FOLLOW(comments,article_id)`, with the
 * discriminator column as a third argument where the link is a many-to-any.
 */
export function followBack(resolution: Resolution, table: Table, text: string): Relationship {
  const [, list = ''] = /^\$FOLLOW\(([^()]*)\)$/.exec(text) ?? []
  const parts = list.split(',').map((part) => part.trim())
  if (parts.length < 2 || parts.length > 3 || parts.includes('')) {
    throw new InvalidQueryError(`"${text}" is no $FOLLOW(collection,field).`)
  }
  const [id = '', field = '', discriminator] = parts
  const from = resolution.table(id)
  const link = relationshipOf(from, field)
  if (link === undefined) throw unknownField(from, field)
  const back = {
    name: text,
    cardinality: 'one-to-many' as const,
    target: from.id,
    source: 'declared' as const,
    traits: {},
  }
  if (
    link.cardinality === 'many-to-one' &&
    link.target === table.id &&
    discriminator === undefined
  ) {
    return {
      ...back,
      columns: link.columns.map(([here, there]) => [there, here] as const),
      where: null,
    }
  }
  const any = typeof link.target === 'object' ? link.target : null
  if (any === null || discriminator !== any.discriminator || !any.targets.includes(table.id)) {
    throw unknownField(from, field)
  }
  const columns = link.columns.map(([here]) => [table.primaryKey[0] ?? '', here] as const)
  return { ...back, columns, where: { column: any.discriminator, equals: table.id } }
}
