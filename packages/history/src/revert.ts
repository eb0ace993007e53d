import { isDeepStrictEqual } from 'node:util'
import {
  ForbiddenError,
  InvalidPayloadError,
  type Key,
  keyShape,
  MASK,
  type ModuleRoute,
  parseKey,
  type Row,
  type Session,
  type SystemNames,
} from '@relvar/query-engine'
import { type Column, isSecret, type Table } from '@relvar/schema-introspect/model'

/**
 * `POST /utils/revert/:revision`: gives an item the values back that a revision kept, or those of some fields
 * (`{"fields": ["name"]}`).
 *
 * @param reverting is told the session, so that the change is noted as what it is
 */
export function revertRoute(names: SystemNames, reverting: WeakSet<Session>): ModuleRoute {
  return {
    path: '/utils/revert/:revision',
    methods: {
      POST: async ({ session, params, body, signal }) => {
        const fields = readFields(await body())
        await (
          await session()
        ).transaction(
          async (inner) => {
            reverting.add(inner)
            await revert(inner, names, params['revision'] ?? '', fields)
          },
          { signal },
        )
        return {}
      },
    },
  }
}

/** @throws InvalidPayloadError where it names no fields */
function readFields(body: unknown): ReadonlySet<string> | null {
  const given: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'fields') : undefined
  if (given === undefined) return null
  const isNames = Array.isArray(given) && given.every((name) => typeof name === 'string')
  if (!isNames || given.length === 0)
    throw new InvalidPayloadError('"fields" has to be a list of names of fields.')
  return new Set(given)
}

/**
 * By the rights that the caller has today: to read the revision and the item, and to update each field
 * that would change. Fields that the caller did not choose stay as they are, gone or not. Keys, computed and secret columns stay as they are.
 *
 * @throws ForbiddenError where the revision, its collection, its item or a field of it is gone, or closed to the caller
 */
async function revert(
  session: Session,
  names: SystemNames,
  id: string,
  chosen: ReadonlySet<string> | null,
): Promise<void> {
  const revision = await session.readOne(names.id('revisions'), id, {
    fields: ['collection', 'item', 'data'],
  })
  if (revision === null) throw new ForbiddenError()
  const table = tableOf(session, String(revision['collection']))
  const key = keyOf(table, String(revision['item']))
  const data = (revision['data'] ?? {}) as Row
  const wanted = Object.keys(data).filter((name) => chosen?.has(name) !== false)
  const columns = wanted.flatMap((name) => restorable(table, name, data[name]))
  const fields = [...table.primaryKey, ...columns.map(({ name }) => name)]
  const now = await session.readOne(table.id, key, { fields })
  if (now === null) throw new ForbiddenError()
  const changed = columns.filter(({ name }) => !isDeepStrictEqual(now[name], data[name]))
  if (changed.length === 0) return
  const values = Object.fromEntries(changed.map(({ name }) => [name, data[name]]))
  const updated = await session.update(table.id, { keys: [key] }, values)
  if (updated.length === 0) throw new ForbiddenError()
}

function tableOf({ schema: { tables } }: Session, id: string): Table {
  const table = Object.hasOwn(tables, id) ? tables[id] : undefined
  if (table === undefined)
    throw new ForbiddenError(
      `You don't have permission to access collection "${id}" or it does not exist.`,
    )
  return table
}

function keyOf(table: Table, item: string): Key {
  const key = parseKey(table, item)
  if (key === null) throw new ForbiddenError(keyShape(table) ?? undefined)
  return key
}

/** The column, unless its value is not people's to set, or was never kept. */
function restorable(table: Table, name: string, value: unknown): readonly Column[] {
  const column = table.columns.find((each) => each.name === name)
  if (column === undefined)
    throw new ForbiddenError(
      `You don't have permission to access field "${name}" in collection "${table.id}" or it does not exist.`,
    )
  const isSet = table.primaryKey.includes(name) || column.generated !== null
  const fillsItself = column.traits.onUpdate !== undefined
  const isMasked = isSecret(column) || value === MASK
  return isSet || fillsItself || isMasked ? [] : [column]
}
