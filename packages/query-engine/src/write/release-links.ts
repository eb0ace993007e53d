import type { Relationship, Table } from '@relvar/schema-introspect/model'
import { ForeignKeyViolationError } from '../errors.js'
import type { Key, Row } from '../query/query.js'
import { columnValue } from './column-value.js'
import { deleteRows } from './delete-rows.js'
import { keyOfRow, keyText } from './keys.js'
import { selectMatching, selectRows } from './select-rows.js'
import { updateRows } from './update-rows.js'
import { columnNamed, type Values } from './values.js'
import type { Writing } from './writing.js'

type OnDelete = NonNullable<Relationship['traits']['onDelete']>

/** A declared link into a table that is to lose rows. */
interface DeclaredLink {
  readonly from: Table
  readonly relationship: Relationship
  readonly onDelete: OnDelete
}

/** Links without a foreign key are the engine's to look after when their target goes. */
export function hasDeclaredLinks(writing: Writing, table: Table): boolean {
  return declaredLinks(writing, table).length > 0
}

/**
 * Does to the rows that link to these what a foreign key would do. Like one it asks nobody for
 * permission and runs no hooks.
 *
 * @throws ForeignKeyViolationError where a link restricts
 */
export async function releaseLinks(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  gone: Set<string> = new Set(),
): Promise<void> {
  for (const key of keys) gone.add(placeOf(table, key))
  for (const link of declaredLinks(writing, table)) {
    for (const value of await linkedValues(writing, table, keys, link)) {
      await release(writing, table, link, value, gone)
    }
  }
}

/** Tells apart the rows of all tables: links may lead in circles. */
function placeOf(table: Table, key: Key): string {
  return `${table.id}\0${keyText(table, key)}`
}

/** Those of another database are left as they are: no statement reaches both. */
function declaredLinks({ core }: Writing, table: Table): readonly DeclaredLink[] {
  const tables = Object.values(core.schema.tables).filter(({ traits }) => !traits.elsewhere)
  return tables.flatMap((from) =>
    from.relationships.flatMap((relationship) => {
      const { source, traits } = relationship
      if (source !== 'declared' || traits.onDelete === undefined) return []
      return leadsTo(relationship, table) ? [{ from, relationship, onDelete: traits.onDelete }] : []
    }),
  )
}

function leadsTo({ cardinality, target }: Relationship, table: Table): boolean {
  if (cardinality === 'one-to-many' || target === null) return false
  return typeof target === 'string' ? target === table.id : target.targets.includes(table.id)
}

/** What the linking columns hold in rows that link to one of these. */
async function linkedValues(
  writing: Writing,
  table: Table,
  keys: readonly Key[],
  { from, relationship }: DeclaredLink,
): Promise<readonly Values[]> {
  const { columns, target } = relationship
  const there = columns.map(([, column]) => column || (table.primaryKey[0] ?? ''))
  const isKey = there.every((column) => table.primaryKey.includes(column))
  const rows: readonly Row[] = isKey ? keys : await selectRows(writing, table, keys, there)
  const discriminator = typeof target === 'object' ? target?.discriminator : undefined
  return rows.flatMap((row) => {
    const values = columns.map(
      ([here], index) =>
        [
          here,
          columnValue(from, columnNamed(from, here), row[there[index] ?? ''] ?? null),
        ] as const,
    )
    if (values.some(([, value]) => value === null)) return []
    return [new Map(discriminator === undefined ? values : [...values, [discriminator, table.id]])]
  })
}

async function release(
  writing: Writing,
  table: Table,
  { from, onDelete }: DeclaredLink,
  link: Values,
  gone: Set<string>,
): Promise<void> {
  const found = await selectMatching(writing, from, link, from.primaryKey)
  const linking = found
    .map((row) => keyOfRow(from, row))
    .filter((key) => !gone.has(placeOf(from, key)))
  if (linking.length === 0) return
  switch (onDelete) {
    case 'restrict':
      throw new ForeignKeyViolationError({ collection: table.id, field: null, value: null })
    case 'cascade':
      await releaseLinks(writing, from, linking, gone)
      await deleteRows(writing, from, linking)
      return
    case 'set null': {
      const nothing = new Map([...link.keys()].map((name) => [name, null]))
      await updateRows(writing, from, linking, nothing)
    }
  }
}
