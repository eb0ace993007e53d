import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { OfTable } from '../../model/catalogue.js'
import type { Check, ColumnType } from '../../model/schema-model.js'

interface CheckRow extends OfTable {
  readonly name: string
  readonly expression: string | null
}

/** NOT NULL is a check as well; the column says it already. */
const NOT_NULL = /^"(?:[^"])+" IS NOT NULL$/

/**
 * The first 4,000 characters of a condition: the whole of it is a LONG.
 *
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/refrn/ALL_CONSTRAINTS.html
 */
export async function readChecks(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly (OfTable & Check)[]> {
  const { rows } = await sql<CheckRow>`
    select t.owner as "schema", t.table_name as "table", t.constraint_name as "name",
      t.search_condition_vc as "expression"
    from all_constraints t
    where t.constraint_type = 'C' and t.status = 'ENABLED' and ${inSchemas}`.execute(db)
  return rows.flatMap(({ expression, ...check }) =>
    expression === null || NOT_NULL.test(expression)
      ? []
      : [{ ...check, expression: expression.trim() }],
  )
}

const NAME = String.raw`\(*\s*("[^"]+"|[\p{L}][\p{L}\p{N}_$#]*)\s*\)*`
const TYPES: readonly (readonly [form: RegExp, type: ColumnType])[] = [
  // `doc is json`, `"doc" is json (strict)`
  [new RegExp(String.raw`^${NAME}\s+is\s+json\b[^'"]*$`, 'iu'), 'json'],
  // `active in (0, 1)`
  [new RegExp(String.raw`^${NAME}\s+in\s*\(\s*(?:0\s*,\s*1|1\s*,\s*0)\s*\)\)*$`, 'iu'), 'boolean'],
]

/** What a CHECK says that its column holds, where Oracle had no type for it. */
export function checkedType(
  expression: string,
): { readonly column: string; readonly type: ColumnType } | null {
  for (const [form, type] of TYPES) {
    const name = form.exec(expression)?.[1]
    // Oracle keeps unquoted names in capitals.
    if (name !== undefined)
      return { type, column: name.startsWith('"') ? name.slice(1, -1) : name.toUpperCase() }
  }
  return null
}
