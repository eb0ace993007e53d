import { quoteName } from '../quote.js'

/**
 * A table of one of these schemas that a statement names, as it names it. Only a guess, by quoted names: a
 * table without its schema goes unseen.
 *
 * @example
 * namedTable('select "id" from "relvar"."users"', ['relvar'])   // '"relvar"."users"'
 */
export function namedTable(sql: string, schemas: readonly string[]): string | null {
  for (const schema of schemas) {
    const place = `${quoteName(schema)}.`
    const at = sql.indexOf(place)
    const table = at < 0 ? null : /^"(?:[^"]|"")+"/.exec(sql.slice(at + place.length))
    if (table !== null) return place + table[0]
  }
  return null
}

/** The same, where the statement does not seem to be about the main file too. */
export function attachedTable(sql: string, schemas: readonly string[]): string | null {
  return /\bmain\b/i.test(sql) ? null : namedTable(sql, schemas)
}
