import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { OfTable } from '../../model/catalogue.js'
import type { Check } from '../../model/schema-model.js'
import { placeOf } from './columns.js'

export async function readChecks(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly (OfTable & Check)[]> {
  const { rows } = await sql<OfTable & Check>`
    select t.constraint_schema as \`schema\`, t.table_name as \`table\`,
      t.constraint_name as name, t.check_clause as expression
    from (select constraint_schema, constraint_schema as table_schema, table_name,
      constraint_name, check_clause from information_schema.check_constraints) t
    where ${inSchemas}`.execute(db)
  return rows.map((check) => ({ ...check, expression: plainQuotes(check.expression) }))
}

/** It prints a quote within a text as `\\'`; the standard doubles it. */
export function plainQuotes(expression: string): string {
  return expression.replaceAll(/\\(.)/gs, (pair, escaped) => (escaped === "'" ? "''" : pair))
}

/** MariaDB's JSON is a longtext with this CHECK on the column. */
export function findJsonColumns(checks: readonly (OfTable & Check)[]): ReadonlySet<string> {
  return new Set(
    checks.flatMap(({ schema, table, expression }) => {
      const column = /^json_valid\(`((?:[^`]|``)+)`\)$/i.exec(expression)?.[1]
      return column === undefined ? [] : [placeOf(schema, table, column.replaceAll('``', '`'))]
    }),
  )
}
