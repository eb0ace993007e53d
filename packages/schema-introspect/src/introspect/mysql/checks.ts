import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { OfTable } from '../../model/catalogue.js'
import type { Check } from '../../model/schema-model.js'

/**
 * MySQL keeps the table of a CHECK in another view than MariaDB, and checks that are not enforced.
 *
 * @see https://dev.mysql.com/doc/refman/8.0/en/information-schema-check-constraints-table.html
 * @see https://dev.mysql.com/doc/refman/8.0/en/information-schema-table-constraints-table.html
 */
export async function readChecks(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly (OfTable & Check)[]> {
  const { rows } = await sql<OfTable & Check>`
    select t.table_schema as \`schema\`, t.table_name as \`table\`, t.constraint_name as name,
      c.check_clause as expression
    from information_schema.table_constraints t join information_schema.check_constraints c
      on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
    where t.constraint_type = 'CHECK' and t.enforced = 'YES' and ${inSchemas}`.execute(db)
  return rows.map(({ expression, ...check }) => ({ ...check, expression: unescape(expression) }))
}

/** The view shows the condition as the inside of a text: `_utf8mb4\'it\\\'s\'` is `_utf8mb4'it''s'`. */
export function unescape(clause: string): string {
  return clause.replaceAll(/\\(.)/gs, '$1').replaceAll("\\'", "''")
}
