import { InvalidPayloadError, type Row } from '@relvar/query-engine'
import type { ReferentialAction, Table } from '@relvar/schema-introspect/model'
import type { ForeignKeyDraft, SchemaChange } from '../change/schema-change.js'
import type { RelationDraft } from '../overlay/routes/relation-meta.js'
import type { RelationObject } from '../overlay/views/relation-view.js'

const ACTIONS: readonly ReferentialAction[] = [
  'no action',
  'set null',
  'set default',
  'cascade',
  'restrict',
]

const ASKED = ['on_delete', 'on_update'] as const

/** What follows from the link itself: clients send it back as they have read it. */
const TOLD: readonly string[] = [
  'constraint_name',
  'table',
  'column',
  'schema',
  'foreign_key_schema',
  'foreign_key_table',
  'foreign_key_column',
]

/** The foreign key that holds a new link. */
export function addRelationChanges({
  collection: table,
  field,
  related,
  schema,
}: RelationDraft): readonly SchemaChange[] {
  if (related === null) return []
  assertKeys(schema ?? {})
  const foreignKey = { columns: [field], target: related, ...actions(schema ?? {}) }
  return [{ kind: 'add-foreign-key', table, foreignKey }]
}

/**
 * A foreign key is made anew where it is to act otherwise.
 *
 * @throws InvalidPayloadError where it is to be another link
 */
export function alterRelationChanges(
  { collection, schema: now }: RelationObject,
  table: Table,
  schema: Row | null,
): readonly SchemaChange[] {
  if (schema === null || now === null) return []
  assertKeys(schema)
  const shown = new Map<string, unknown>(Object.entries(now))
  const wishes = Object.entries(schema).filter(
    ([name, value]) => value !== null && shown.get(name) !== value,
  )
  const fixed = wishes.find(([name]) => TOLD.includes(name))
  if (fixed !== undefined)
    throw new InvalidPayloadError(`"schema.${fixed[0]}" of a relation cannot be changed.`)
  const key = table.foreignKeys.find(({ name }) => name === now.constraint_name)
  if (wishes.length === 0 || key === undefined) return []
  const { name, columns, target, targetColumns, onUpdate, onDelete } = key
  const foreignKey: ForeignKeyDraft = {
    name,
    columns,
    target,
    targetColumns,
    onUpdate,
    onDelete,
    ...actions(Object.fromEntries(wishes)),
  }
  return [
    { kind: 'drop-foreign-key', table: collection, name },
    { kind: 'add-foreign-key', table: collection, foreignKey },
  ]
}

/** Its columns stay. */
export function dropRelationChanges({
  collection,
  schema,
}: RelationObject): readonly SchemaChange[] {
  const name = schema?.constraint_name ?? null
  return name === null ? [] : [{ kind: 'drop-foreign-key', table: collection, name }]
}

function assertKeys(schema: Row): void {
  const unknown = Object.keys(schema).find(
    (key) => !ASKED.some((each) => each === key) && !TOLD.includes(key),
  )
  if (unknown !== undefined)
    throw new InvalidPayloadError(`"schema.${unknown}" is not one of ${ASKED.join(', ')}.`)
}

function actions(schema: Row): Pick<ForeignKeyDraft, 'onDelete' | 'onUpdate'> {
  const onDelete = action(schema, 'on_delete')
  const onUpdate = action(schema, 'on_update')
  return { ...(onDelete !== null && { onDelete }), ...(onUpdate !== null && { onUpdate }) }
}

function action(schema: Row, name: (typeof ASKED)[number]): ReferentialAction | null {
  const value = schema[name] ?? null
  if (value === null) return null
  const found = ACTIONS.find((each) => each.toUpperCase() === value)
  if (found === undefined) {
    const names = ACTIONS.map((each) => each.toUpperCase()).join(', ')
    throw new InvalidPayloadError(`"schema.${name}" is one of ${names}.`)
  }
  return found
}
