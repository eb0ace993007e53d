import type { Relationship, TableId } from '@relvar/schema-introspect/model'
import type { Actor } from '../actor.js'
import { InvalidQueryError } from '../errors.js'
import { ListElement } from '../query/list-variables.js'
import { formatKey } from '../query/key.js'
import { isPlainObject } from '../query/plain.js'
import type { ReadQuery, Row } from '../query/query.js'
import { Placeholder, UUID } from '../query/template.js'
import type { Answer, Asking, Lookup, LinkValues, LookupsError } from '../resolve/across.js'
import { MAX_LOOKUP } from '../resolve/resolve-elsewhere.js'
import type { ElsewhereRead } from '../resolve/resolved.js'
import type { CallOptions } from '../session.js'
import { Unread } from './unread.js'

/** Which rows are looked for from another database. */
export interface LinkedKeys {
  readonly relationship: Relationship
  /** The values of the link on the other side, in wire form; null looks for whatever the query's filter finds. */
  readonly keys: readonly LinkValues[] | null
}

/** A row, and the values by which it is linked to. */
export interface LinkedRow {
  readonly link: readonly unknown[]
  readonly row: Row
}

/** Reads what lies in another database, for the same actor. */
export interface Elsewhere {
  readLinked(
    table: TableId,
    query: ReadQuery,
    linked: LinkedKeys,
    options: LookupOptions,
  ): Promise<readonly LinkedRow[]>
  /** Reads there what rules look at: every row, whoever they are about. */
  readonly forRules: Elsewhere
}

export interface LookupOptions extends CallOptions {
  /** Whom dynamic variables speak of, where that is not who reads. */
  readonly about?: Actor
}

/** Links in one query: few enough for the parameters of any database. */
const CHUNK = 500

/**
 * Puts rows of another database in their places: one query for each link that is selected, whatever
 * number of rows have it.
 *
 * @param values of the query's placeholders
 */
export async function withElsewhere(
  rows: readonly Row[],
  values: readonly unknown[],
  elsewhere: Elsewhere | null,
  options: CallOptions,
): Promise<readonly Row[]> {
  const unread = new Map<ElsewhereRead, Unread[]>()
  collect(rows, unread)
  if (unread.size === 0) return rows
  if (elsewhere === null) throw new Error('There is no other database to read from.')
  const found = new Map<Unread, unknown>()
  for (const [read, places] of unread) {
    const byLink = await readByLink(read, places, values, elsewhere, options)
    for (const place of places) found.set(place, resultOf(read, byLink.get(linkText(place.values))))
  }
  return rows.map((row) => filled(row, found) as Row)
}

function collect(value: unknown, unread: Map<ElsewhereRead, Unread[]>): void {
  if (value instanceof Unread) {
    const known = unread.get(value.read)
    if (known === undefined) unread.set(value.read, [value])
    else known.push(value)
  } else if (Array.isArray(value)) for (const each of value) collect(each, unread)
  else if (isPlainObject(value)) for (const each of Object.values(value)) collect(each, unread)
}

function filled(value: unknown, found: ReadonlyMap<Unread, unknown>): unknown {
  if (value instanceof Unread) return found.get(value)
  if (Array.isArray(value)) return value.map((each) => filled(each, found))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, found)]))
}

async function readByLink(
  { table, query, relationship }: ElsewhereRead,
  places: readonly Unread[],
  values: readonly unknown[],
  elsewhere: Elsewhere,
  options: CallOptions,
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const present = places.filter((place) => place.values.every((value) => value !== null))
  const keys = [...new Map(present.map((place) => [linkText(place.values), place.values])).values()]
  const asked = withValues(query, values) as ReadQuery
  const byLink = new Map<string, Row[]>()
  for (let start = 0; start < keys.length; start += CHUNK) {
    const linked = { relationship, keys: keys.slice(start, start + CHUNK) }
    for (const { link, row } of await elsewhere.readLinked(table.id, asked, linked, options)) {
      const text = linkText(link)
      const known = byLink.get(text)
      if (known === undefined) byLink.set(text, [row])
      else known.push(row)
    }
  }
  return byLink
}

/** Vendors differ in whether numbers of some size, and UUIDs in capitals, are what they are elsewhere. */
function linkText(values: readonly unknown[]): string {
  const texts = values.map(String)
  return JSON.stringify(texts.map((text) => (UUID.test(text) ? text.toLowerCase() : text)))
}

function resultOf(
  { relationship, table, output }: ElsewhereRead,
  rows: readonly Row[] = [],
): unknown {
  const results = output === 'key' ? rows.map((row) => bareKey(table.primaryKey, row)) : rows
  return relationship.cardinality === 'one-to-many' ? results : (results[0] ?? null)

  function bareKey([name = '', ...more]: readonly string[], row: Row): unknown {
    return more.length === 0 ? row[name] : formatKey(table, row)
  }
}

/** A query as it came, before its values gave way to placeholders. */
function withValues(value: unknown, values: readonly unknown[]): unknown {
  if (value instanceof Placeholder) return values[value.index]
  if (value instanceof ListElement) return value.variable
  // The places of one list are one variable again.
  if (Array.isArray(value) && value.some((each) => each instanceof ListElement))
    return [...new Set(value.map((each) => withValues(each, values)))]
  if (Array.isArray(value)) return value.map((each) => withValues(each, values))
  if (!isPlainObject(value)) return value
  // The template of a search: within a filter, a text would be a placeholder.
  if (value['term'] instanceof Placeholder && typeof value['kind'] === 'string')
    return withValues(value['term'], values)
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withValues(each, values)]),
  )
}

/**
 * Asks the other database for the rows that filters are about: those of a query under the rights of the
 * actor there, those of rules under none.
 *
 * @param values of the query's placeholders; rules have none
 * @throws InvalidQueryError where there are too many
 */
export async function answersTo(
  { lookups, asking }: LookupsError,
  values: readonly unknown[],
  elsewhere: Elsewhere,
  options: LookupOptions,
): Promise<readonly Answer[]> {
  const reader = asking === 'rules' ? elsewhere.forRules : elsewhere
  const answers: Answer[] = []
  for (const lookup of lookups)
    answers.push(await answerTo(lookup, asking, values, reader, options))
  return answers
}

async function answerTo(
  lookup: Lookup,
  asking: Asking,
  values: readonly unknown[],
  elsewhere: Elsewhere,
  options: LookupOptions,
): Promise<Answer> {
  const { relationship, table } = lookup
  const query = { select: [], filter: withValues(lookup.filter, values) } as ReadQuery
  const rows = await elsewhere.readLinked(table.id, query, { relationship, keys: null }, options)
  if (rows.length > MAX_LOOKUP) throw tooMany(asking, table.id)
  const present = rows.filter(({ link }) => link.every((value) => value !== null))
  const links = new Map(present.map(({ link }) => [linkText(link), link]))
  return { lookup, links: [...links.values()] }
}

/** What a rule looks at is not for everybody to know. */
function tooMany(asking: Asking, id: TableId): InvalidQueryError {
  const found = asking === 'rules' ? 'items' : `items of "${id}"`
  const what = asking === 'rules' ? 'A rule' : 'A filter'
  return new InvalidQueryError(
    `${what} across two databases finds at most ${MAX_LOOKUP} ${found} (METADATA_URL); this one finds more.`,
  )
}
