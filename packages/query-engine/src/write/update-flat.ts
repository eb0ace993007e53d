import { isPlainObject } from '../query/plain.js'
import type { Key, Row } from '../query/query.js'
import { columnOf, relationshipOf } from '../resolve/resolution.js'
import { fillAutomatic } from './automatic.js'
import { keepSecrets } from './keep-secrets.js'
import { inOrderOf, keyText } from './keys.js'
import { takeApart } from './payload.js'
import { assertCheck, permittedKeys, type Right, rulesFor } from './rights.js'
import { rowChanges, rowStates } from './row-states.js'
import { updateRowsEach } from './update-rows.js'
import { validate } from './validate.js'
import type { KeyedChanges, Writing } from './writing.js'
import { runWithin } from './writing.js'

/** Whether several changes can share statements: columns outside of the key only, each row once. */
export function isFlat({ table }: Right, parts: readonly KeyedChanges[]): boolean {
  if (parts.length < 2 || table.traits.unheldKey === true) return false
  const keys = new Set(parts.map(({ key }) => keyText(table, key)))
  return keys.size === parts.length && parts.every(({ changes }) => hasOwnColumnsOnly(changes))

  function hasOwnColumnsOnly(changes: Row): boolean {
    return Object.entries(changes).every(([name, value]) => {
      if (table.primaryKey.includes(name)) return false
      const isLink = relationshipOf(table, name) !== undefined
      return !isLink || (columnOf(table, name) !== undefined && !isPlainObject(value))
    })
  }
}

interface FlatChange {
  readonly key: Key
  readonly sent: Row
  readonly submitted: ReadonlySet<string>
  readonly values: Map<string, unknown>
}

/** Gives rows values of their own, those that change the same fields in one statement. */
export async function updateFlat(
  writing: Writing,
  right: Right,
  parts: readonly KeyedChanges[],
): Promise<readonly Key[]> {
  const { table } = right
  const changes = parts.map((part) => flatChange(writing, right, part))
  await keepSecrets(
    writing,
    table,
    changes.map(({ values }) => values),
  )
  const asked = parts.map(({ key }) => key)
  const before = await rowStates(writing, 'items.update', table, asked)
  const written: Key[] = []
  for (const group of byFields(changes)) written.push(...(await updateGroup(writing, right, group)))
  const keys = inOrderOf(table, asked, written)
  await assertCheck(writing, right, keys)
  const sent = new Map(changes.map((change) => [keyText(table, change.key), change.sent]))
  const after = await rowStates(writing, 'items.update', table, keys)
  const payloadOf = (key: Key): Row => sent.get(keyText(table, key)) ?? {}
  const writes = keys.map((key) => ({ payload: payloadOf(key), keys: [key] }))
  const changed = rowChanges(table, keys, before, after, payloadOf)
  await runWithin(writing, 'items.update', table, writes, changed)
  return keys
}

function flatChange(writing: Writing, right: Right, { key, changes }: KeyedChanges): FlatChange {
  const payload = takeApart(writing, right, changes)
  validate(writing, right, payload)
  const { submitted, values } = payload
  if (values.size > 0) fillAutomatic(writing, right.table, 'onUpdate', values)
  return { key, sent: changes, submitted, values }
}

function byFields(changes: readonly FlatChange[]): Iterable<readonly FlatChange[]> {
  const groups = new Map<string, FlatChange[]>()
  for (const change of changes) {
    const fields = JSON.stringify([[...change.submitted].sort(), [...change.values.keys()].sort()])
    const group = groups.get(fields)
    if (group === undefined) groups.set(fields, [change])
    else group.push(change)
  }
  return groups.values()
}

async function updateGroup(
  writing: Writing,
  right: Right,
  group: readonly FlatChange[],
): Promise<readonly Key[]> {
  const { table } = right
  const [first] = group
  const rules = rulesFor(right, first?.submitted)
  const keys = group.map(({ key }) => key)
  const isEmpty = first === undefined || first.values.size === 0
  const present =
    rules.length > 0 || isEmpty ? await permittedKeys(writing, table, keys, rules) : keys
  if (isEmpty) return present
  const columns = [...first.values.keys()]
  const rows = group.map(({ key, values }) => {
    const changed = columns.map((name) => [name, values.get(name)] as const)
    return new Map([...table.primaryKey.map((name) => [name, key[name]] as const), ...changed])
  })
  return updateRowsEach(writing, table, rows)
}
