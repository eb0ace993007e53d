import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { OfTable } from '../../model/catalogue.js'
import type { Check } from '../../model/schema-model.js'
import { withoutParentheses } from './defaults.js'

interface CheckRow extends OfTable {
  readonly name: string
  readonly definition: string | null
}

/**
 * The text needs the right to view definitions; a check without it is left out.
 *
 * @see https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-check-constraints-transact-sql
 */
export async function readChecks(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly (OfTable & Check)[]> {
  const { rows } = await sql<CheckRow>`
    select s.name as [schema], o.name as [table], k.name as [name], k.definition as definition
    from sys.check_constraints k
      join sys.objects o on o.object_id = k.parent_object_id
      join sys.schemas s on s.schema_id = o.schema_id
    where k.is_disabled = 0 and ${inSchemas}`.execute(db)
  return rows.flatMap(({ definition, ...check }) =>
    definition === null ? [] : [{ ...check, expression: withoutParentheses(definition) }],
  )
}

/** A column of text whose CHECK is ISJSON: the way to declare JSON before version 2025. */
export function jsonColumnOf(expression: string): string | null {
  const column = /^isjson\(\[((?:[^\]]|\]\])+)\]\)\s*(?:=\s*\(?1\)?|>\s*\(?0\)?)$/i.exec(
    expression,
  )?.[1]
  return column?.replaceAll(']]', ']') ?? null
}
