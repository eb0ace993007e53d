import { ForbiddenError, InvalidPayloadError } from '../errors.js'
import { logic } from '../compile/build.js'
import type { Key, Row } from '../query/query.js'
import { keyOfRow, keyText } from './keys.js'
import {
  asItem,
  changesOfEntry,
  findEntries,
  linkedItem,
  type ListPlan,
  requireEntryKey,
  takenOutBy,
  type ToManyList,
} from './list.js'
import { rightTo } from './rights.js'
import { seenMembers } from './seen-members.js'
import { matches, selectMaximum, selectRows } from './select-rows.js'
import type { KeyedChanges, Writing } from './writing.js'

const PARTS: ReadonlySet<string> = new Set(['create', 'update', 'delete'])

/**
 * The detailed form of a list touches only what it names. Rows to be taken out that are no part of
 * the list as the actor sees it are left alone.
 *
 * @throws ForbiddenError for rows to be updated that are not there, and where none may be taken out at all
 */
export async function changeList(
  writing: Writing,
  list: ToManyList,
  value: Readonly<Record<string, unknown>>,
): Promise<ListPlan> {
  for (const name of Object.keys(value)) assertPart(list, name, value[name])
  const { table, link } = list
  const removed = partOf(value, 'delete').map((entry) => requireEntryKey(list, entry))
  const remove = removed.length === 0 ? [] : await membersAmong(writing, list, removed)
  const create = partOf(value, 'create').map((entry) => linkedItem(list, entry))
  return {
    link,
    remove: remove.map((row) => keyOfRow(table, row)),
    adopt: [],
    update: await planUpdates(writing, list, partOf(value, 'update')),
    create: create.length === 0 ? [] : await withPositions(writing, list, create),
  }
}

/** The right is asked for first: without it a row that is not seen looks like any other. */
async function membersAmong(
  writing: Writing,
  list: ToManyList,
  keys: readonly Key[],
): Promise<readonly Row[]> {
  const { table, link, relationship } = list
  rightTo(writing, table.id, takenOutBy(relationship, table))
  const seen = await seenMembers(writing, list)
  return selectRows(writing, table, keys, table.primaryKey, {
    restrict: (alias) => {
      const conditions = [matches(writing, table, link, alias), seen(alias)]
      return logic(
        'and',
        conditions.filter((each) => each !== null),
      )
    },
  })
}

function assertPart({ relationship }: ToManyList, name: string, part: unknown): void {
  if (!PARTS.has(name)) {
    throw new InvalidPayloadError(
      `"${relationship.name}" knows "create", "update" and "delete", not "${name}".`,
    )
  }
  if (part !== undefined && part !== null && !Array.isArray(part)) {
    throw new InvalidPayloadError(`"${name}" of "${relationship.name}" has to be a list.`)
  }
}

function partOf(value: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
  return (value[name] as readonly unknown[] | null | undefined) ?? []
}

async function planUpdates(
  writing: Writing,
  list: ToManyList,
  entries: readonly unknown[],
): Promise<readonly KeyedChanges[]> {
  if (entries.length === 0) return []
  const { table } = list
  rightTo(writing, table.id, 'update')
  const keys = entries.map((entry) => requireEntryKey(list, entry))
  const known = await findEntries(writing, list, keys)
  return entries.map((entry, index) => {
    const key = keys[index]
    const isMember = key === undefined ? undefined : known.get(keyText(table, key))
    if (key === undefined || isMember === undefined) throw new ForbiddenError()
    return { key, changes: changesOfEntry(list, asItem(list, entry), isMember) }
  })
}

/** New rows of the detailed form go to the end of a manual order. */
async function withPositions(
  writing: Writing,
  { table, relationship, link }: ToManyList,
  items: readonly Row[],
): Promise<readonly Row[]> {
  const { sortColumn } = relationship.traits
  if (sortColumn === undefined) return items
  const last = await selectMaximum(writing, table, sortColumn, link)
  return items.map((item, index) =>
    Object.hasOwn(item, sortColumn) ? item : { ...item, [sortColumn]: last + 1 + index },
  )
}
