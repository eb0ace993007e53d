import type { Relationship, Table } from '@relvar/schema-introspect/model'
import { InvalidPayloadError } from '../errors.js'
import { parseKey } from '../query/key.js'
import type { Key, Row } from '../query/query.js'
import { createRows } from './create.js'
import type { Payload } from './payload.js'
import { columnValue } from './payload.js'
import { selectRows } from './statements.js'
import { updateItems } from './update.js'
import type { Writing } from './writing.js'
import { visibleTable } from './writing.js'

/**
 * Writes the items nested in to-one relationships, before the row that links to them: an item with
 * the key of a row that exists changes it, any other is created. The link is set in the payload.
 */
export async function writeToOne(writing: Writing, table: Table, payload: Payload): Promise<void> {
  for (const { relationship, item } of payload.toOne) {
    const target = visibleTable(writing, targetId(relationship, payload))
    const there = relationship.columns.map(([, column]) =>
      column === '' ? (target.primaryKey[0] ?? '') : column,
    )
    const row = await writeItem(writing, target, item, there)
    for (const [index, [here]] of relationship.columns.entries()) {
      const column = table.columns.find((each) => each.name === here)
      if (column !== undefined)
        payload.values.set(here, columnValue(table, column, row[there[index] as string] ?? null))
    }
  }
}

/** Of a many-to-any, the discriminator in the same payload says which table is meant. */
function targetId({ name, target }: Relationship, payload: Payload): string {
  if (typeof target === 'string') return target
  if (target === null) throw new InvalidPayloadError(`"${name}" cannot be written through.`)
  const id = payload.values.get(target.discriminator)
  if (typeof id === 'string' && target.targets.includes(id)) return id
  throw new InvalidPayloadError(
    `"${name}" needs "${target.discriminator}" to name one of its collections.`,
  )
}

async function writeItem(
  writing: Writing,
  target: Table,
  item: Row,
  there: readonly string[],
): Promise<Row> {
  const key = target.primaryKey.length > 0 ? parseKey(target, item as Key) : null
  if (key === null) return (await createRows(writing, target, [item], there))[0] as Row
  const [known] = await selectRows(
    writing,
    target,
    [key],
    [...new Set([...target.primaryKey, ...there])],
  )
  if (known === undefined) return (await createRows(writing, target, [item], there))[0] as Row
  const changes = Object.fromEntries(
    Object.entries(item).filter(([name]) => !target.primaryKey.includes(name)),
  )
  if (Object.keys(changes).length === 0) return known
  await updateItems(writing, target, [key], changes)
  return there.some((column) => Object.hasOwn(changes, column))
    ? ((await selectRows(writing, target, [key], there))[0] as Row)
    : known
}
