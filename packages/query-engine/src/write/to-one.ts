import type { Relationship, Table } from '@relvar/schema-introspect/model'
import { ForbiddenError, InvalidPayloadError } from '../errors.js'
import type { Key, Row } from '../query/query.js'
import { columnOf, unknownField, writtenElsewhere } from '../resolve/resolution.js'
import { columnValue } from './column-value.js'
import { changesOf, keyOfItem } from './keys.js'
import type { Payload } from './payload.js'
import { rightTo } from './rights.js'
import { selectRows } from './select-rows.js'
import type { Writing } from './writing.js'
import { atPath, nestedIn } from './writing.js'

/** One item nested in a to-one relationship, and the payload that will link to it. */
interface ToOne {
  readonly payload: Payload
  readonly item: Row
  readonly target: Table
  /** The columns of the target that are linked to. */
  readonly there: readonly string[]
}

/**
 * Writes the items nested in to-one relationships, before the rows that link to them: an item with
 * the key of a row that exists changes it, any other is created. The links are set in the payloads.
 */
export async function writeToOne(
  writing: Writing,
  table: Table,
  payloads: readonly Payload[],
): Promise<void> {
  const relationships = new Set(
    payloads.flatMap(({ toOne }) => toOne.map(({ relationship }) => relationship)),
  )
  for (const relationship of relationships) {
    const nested = payloads.flatMap((payload) =>
      payload.toOne
        .filter((each) => each.relationship === relationship)
        .map(({ item }) => toOne(writing, table, relationship, payload, item)),
    )
    const inner = nestedIn(writing, relationship)
    await atPath(relationship.name, () => writeNested(inner, table, relationship, nested))
  }
}

function toOne(
  { core }: Writing,
  table: Table,
  relationship: Relationship,
  payload: Payload,
  item: Row,
): ToOne {
  const target = core.schema.tables[targetId(relationship, payload)]
  if (target === undefined) throw unknownField(table, relationship.name)
  if (target.traits.elsewhere) throw writtenElsewhere(target)
  const there = relationship.columns.map(([, column]) => column || (target.primaryKey[0] ?? ''))
  return { payload, item, target, there }
}

/**
 * What the nested items of a payload say themselves that the row will be linked by, under the names of
 * the columns and of the relationships.
 */
export function linksOf(writing: Writing, table: Table, payload: Payload): Row {
  const links = payload.toOne.flatMap(({ relationship, item }) => {
    const { there } = toOne(writing, table, relationship, payload, item)
    return relationship.columns.flatMap(([here], index) => {
      const column = columnOf(table, here)
      const value = item[there[index] ?? ''] ?? null
      if (column === undefined || value === null) return []
      const key = columnValue(table, column, value)
      return relationship.columns.length === 1
        ? [[here, key] as const, [relationship.name, key] as const]
        : [[here, key] as const]
    })
  })
  return Object.fromEntries(links)
}

/** Of a many-to-any, the discriminator in the same payload says which table is meant. */
function targetId({ name, target }: Relationship, payload: Payload): string {
  if (typeof target === 'string') return target
  const id = target === null ? undefined : payload.values.get(target.discriminator)
  if (typeof id === 'string' && target?.targets.includes(id)) return id
  throw new InvalidPayloadError(
    `"${name}" needs "${target?.discriminator ?? ''}" to name one of its collections.`,
  )
}

/** Items that are new for sure are created together, those of each table. */
async function writeNested(
  writing: Writing,
  table: Table,
  relationship: Relationship,
  nested: readonly ToOne[],
): Promise<void> {
  const isNew = ({ target, item }: ToOne) => keyOfItem(target, item) === null
  const targets = new Set(nested.map(({ target }) => target))
  for (const target of targets) {
    const fresh = nested.filter((each) => each.target === target && isNew(each))
    const rows = await create(writing, fresh)
    for (const [index, each] of fresh.entries()) link(table, relationship, each, rows[index] ?? {})
  }
  for (const each of nested.filter((one) => !isNew(one))) {
    link(table, relationship, each, await writeKeyed(writing, each))
  }
}

async function create(writing: Writing, fresh: readonly ToOne[]): Promise<readonly Row[]> {
  const [first] = fresh
  if (first === undefined) return []
  const right = rightTo(writing, first.target.id, 'create')
  const items = fresh.map(({ item }) => item)
  return writing.items.createRows(writing, right, items, first.there)
}

/** An item that holds a key: of a row that is changed, or of one that is to be. */
async function writeKeyed(writing: Writing, each: ToOne): Promise<Row> {
  const { target, item, there } = each
  const key = keyOfItem(target, item) as Key
  const known = await selectRows(writing, target, [key], target.primaryKey)
  if (known.length === 0) return (await create(writing, [each]))[0] ?? {}
  const changes = changesOf(target, item)
  const [now] =
    Object.keys(changes).length === 0
      ? [key]
      : await writing.items.updateItems(writing, target.id, [key], changes)
  return now === undefined ? {} : linkedColumns(writing, target, now, there)
}

/** What the row will be linked by. Beyond the key that may be a value which the actor must not learn. */
async function linkedColumns(
  { session }: Writing,
  target: Table,
  key: Key,
  there: readonly string[],
): Promise<Row> {
  if (there.every((column) => target.primaryKey.includes(column))) return key
  const row = await session.readOne(target.id, key, { fields: [...there] })
  if (row === null) throw new ForbiddenError()
  return row
}

function link(table: Table, { columns }: Relationship, { payload, there }: ToOne, row: Row): void {
  for (const [index, [here]] of columns.entries()) {
    const column = columnOf(table, here)
    const value = row[there[index] ?? ''] ?? null
    if (column !== undefined) payload.values.set(here, columnValue(table, column, value))
  }
}
