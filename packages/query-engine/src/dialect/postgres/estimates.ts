import { sql } from 'kysely'
import type { Estimates } from '../dialect.js'
import { wholeNumber } from '../standard.js'

/**
 * Of a table, what the last ANALYZE counted; a negative number is none yet. Of anything else, what
 * the planner expects.
 *
 * @see https://www.postgresql.org/docs/current/catalog-pg-class.html (reltuples)
 * @see https://www.postgresql.org/docs/current/sql-explain.html
 */
export const estimates: Estimates = {
  ofTable: ({ schema, name, kind }) =>
    kind === 'table'
      ? sql`select c.reltuples as n from pg_catalog.pg_class as c join pg_catalog.pg_namespace as s on s.oid = c.relnamespace where s.nspname = ${schema} and c.relname = ${name}`
      : null,
  ofSelect: (select) => sql`explain (format json) ${select}`,
  read: ([row]) => wholeNumber(row !== undefined && 'n' in row ? row['n'] : plannedRows(row)),
}

interface Explained {
  readonly Plan?: { readonly 'Plan Rows'?: unknown }
}

/** A driver may hand over the plan as text or parsed. */
function plannedRows(row: Readonly<Record<string, unknown>> | undefined): unknown {
  const given = row?.['QUERY PLAN']
  const [plan] = (typeof given === 'string' ? JSON.parse(given) : (given ?? [])) as Explained[]
  return plan?.Plan?.['Plan Rows']
}
