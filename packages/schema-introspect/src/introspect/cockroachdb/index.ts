import { sql } from 'kysely'
import type { Catalogue, OfTable } from '../../model/catalogue.js'
import type { CatalogueReader } from '../introspect.js'
import { createPostgresCatalogue } from '../postgres/index.js'
import { readFingerprint } from './fingerprint.js'

const reader = createPostgresCatalogue({
  // `rowid` of a table without a key, and the columns that shard an index: `select *` has none of them.
  isVisible: sql<boolean>`not a.attishidden`,
  // Its `pg_get_indexdef` names the database and an order for each column.
  indexBody: sql`cast(null as text)`,
  readFingerprint,
})

/**
 * CockroachDB: PostgreSQL's catalogue, with hidden columns and without row versions.
 *
 * @see https://www.cockroachlabs.com/docs/stable/create-table#create-a-table-with-auto-generated-unique-row-ids
 */
export const cockroachCatalogue: CatalogueReader = {
  ...reader,
  askVersion: sql<{ version: string }>`select version() as version`,

  async read(db, dialect, options): Promise<Catalogue> {
    return withoutHidden(await reader.read(db, dialect, options))
  },
}

/** A key that is not visible is none; an index without its hidden columns is an index still, but makes nothing unique. */
function withoutHidden(catalogue: Catalogue): Catalogue {
  const visible = new Set(
    catalogue.columns.map(({ schema, table, name }) => place(schema, table, name)),
  )
  const sees =
    ({ schema, table }: OfTable) =>
    (column: string): boolean =>
      visible.has(place(schema, table, column))
  return {
    ...catalogue,
    primaryKeys: catalogue.primaryKeys.filter((key) => key.columns.every(sees(key))),
    uniques: catalogue.uniques.filter((unique) => unique.columns.every(sees(unique))),
    indexes: catalogue.indexes
      .map((index) => ({
        ...index,
        columns: index.columns.filter(sees(index)),
        unique: index.unique && index.columns.every(sees(index)),
      }))
      .filter((index) => index.columns.length > 0),
  }
}

function place(...names: readonly string[]): string {
  return JSON.stringify(names)
}
