import { type RawBuilder, sql } from 'kysely'
import type { AnyDatabase } from '../../connect/dialect-of.js'
import type { OfTable } from '../../model/catalogue.js'
import type { Check } from '../../model/schema-model.js'

export async function readChecks(
  db: AnyDatabase,
  inSchemas: RawBuilder<boolean>,
): Promise<readonly (OfTable & Check)[]> {
  const { rows } = await sql<OfTable & { name: string; definition: string }>`
    select n.nspname as schema, c.relname as table, k.conname as name,
      pg_get_constraintdef(k.oid, true) as definition
    from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'c' and not c.relispartition and ${inSchemas}`.execute(db)
  return rows.map(({ definition, ...check }) => ({ ...check, expression: condition(definition) }))
}

/** `CHECK (price > 0) NO INHERIT` without what is not the condition. */
function condition(definition: string): string {
  return /^CHECK \((.*)\)(?: NO INHERIT)?(?: NOT VALID)?$/s.exec(definition)?.[1] ?? definition
}
