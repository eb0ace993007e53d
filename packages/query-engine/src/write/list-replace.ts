import { ForbiddenError } from '../errors.js'
import { isPlainObject } from '../query/plain.js'
import type { Key, Row } from '../query/query.js'
import { distinctKeys, keyOfRow, keyText } from './keys.js'
import {
  changesOfEntry,
  findEntries,
  keyOfEntry,
  linkedItem,
  type ListPlan,
  type ToManyList,
} from './list.js'
import { rightTo } from './rights.js'
import { seenMembers } from './seen-members.js'
import { selectMatching } from './select-rows.js'
import type { KeyedChanges, Writing } from './writing.js'

/** An entry of a list, and whether its row is there and a part of the list. */
interface Entry {
  readonly item: Row | null
  readonly key: Key | null
  readonly state: 'missing' | 'elsewhere' | 'member'
}

/**
 * The basic form of a list is the whole of it as the actor sees it: what it leaves out is taken out, keys and
 * items with the key of a row that exists become part of it, other items are created.
 *
 * @throws ForbiddenError for keys that no row has
 */
export async function replaceList(
  writing: Writing,
  list: ToManyList,
  given: readonly unknown[],
): Promise<ListPlan> {
  const { table, link, fresh } = list
  const linked = fresh ? [] : await membersOf(writing, list)
  const entries = await findOut(writing, list, given, linked)
  const kept = new Set(entries.flatMap(({ key }) => (key === null ? [] : [keyText(table, key)])))
  const items = entries.filter(({ item }) => item !== null)
  return {
    link,
    remove: linked
      .filter((row) => !kept.has(keyText(table, row)))
      .map((row) => keyOfRow(table, row)),
    adopt: adopted(
      writing,
      list,
      entries.filter(({ item }) => item === null),
    ),
    update: items.flatMap((entry) => updateOf(list, entry)),
    create: items
      .filter(({ state }) => state === 'missing')
      .map(({ item }) => linkedItem(list, item)),
  }
}

async function membersOf(writing: Writing, list: ToManyList): Promise<readonly Row[]> {
  const { table, link } = list
  const restrict = await seenMembers(writing, list)
  return selectMatching(writing, table, link, table.primaryKey, { restrict })
}

async function findOut(
  writing: Writing,
  list: ToManyList,
  given: readonly unknown[],
  linked: readonly Row[],
): Promise<readonly Entry[]> {
  const { table, link, fresh } = list
  const members = new Set(linked.map((row) => keyText(table, row)))
  const keyed = given.map((each) => ({
    item: isPlainObject(each) ? each : null,
    key: keyOfEntry(list, each),
  }))
  // An item whose key holds the link to a row that was just made can have no row yet.
  const isNew = fresh && table.primaryKey.some((name) => link.has(name))
  const strangers = keyed.flatMap(({ item, key }) => {
    const isKnown = key === null || members.has(keyText(table, key)) || (isNew && item !== null)
    return isKnown ? [] : [key]
  })
  const found = await findEntries(writing, list, strangers)
  return keyed.map(({ item, key }) => ({ item, key, state: stateOf(key) }))

  function stateOf(key: Key | null): Entry['state'] {
    if (key === null) return 'missing'
    if (members.has(keyText(table, key))) return 'member'
    return found.has(keyText(table, key)) ? 'elsewhere' : 'missing'
  }
}

/** The right is asked for first: without it a key that is missing looks like any other. */
function adopted(writing: Writing, { table }: ToManyList, bare: readonly Entry[]): readonly Key[] {
  const strangers = bare.filter(({ state }) => state !== 'member')
  if (strangers.length > 0) rightTo(writing, table.id, 'update')
  if (strangers.some(({ state }) => state === 'missing')) throw new ForbiddenError()
  return distinctKeys(
    table,
    strangers.flatMap(({ key }) => (key === null ? [] : [key])),
  )
}

function updateOf(list: ToManyList, { item, key, state }: Entry): KeyedChanges[] {
  if (item === null || key === null || state === 'missing') return []
  const changes = changesOfEntry(list, item, state === 'member')
  return Object.keys(changes).length === 0 ? [] : [{ key, changes }]
}
