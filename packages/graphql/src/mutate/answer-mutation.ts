import { ForbiddenError, formatKey, parseKey, writeSingleton } from '@relvar/query-engine'
import type { Session } from '@relvar/query-engine'
import type { Key, KeyInput, ReadQuery, Row } from '@relvar/query-engine/query'
import type { TableId } from '@relvar/schema-introspect/model'
import { getNamedType, isObjectType } from 'graphql'
import { collectFields, selectionSets } from '../query/collect-fields.js'
import { assertCost } from '../query/cost.js'
import { type Arguments, isGiven, listQuery } from '../query/list-query.js'
import { argumentsOf, shapeOf, toKey } from '../query/root-query.js'
import type { Call } from '../respond/answer-operation.js'
import type { RootPlace } from '../respond/answer-root.js'
import { onlyElement } from '../respond/only-element.js'
import type { Types } from '../schema/types.js'
import { toPayload } from './payload.js'

/** A mutation with everything read that is read alike. */
interface Mutation {
  readonly types: Types
  readonly table: TableId
  readonly given: Arguments
  /** What is answered of the written rows; null where their writer may not read them. */
  readonly shape: ReadQuery | null
}

/** The JSON text of a root field of a mutation. */
export async function answerMutation(place: RootPlace, call: Call): Promise<string> {
  const { operation, root, field, nodes } = place
  if (root.kind === 'delete-one' || root.kind === 'delete-many') return answerDeletion(place, call)
  const isRows = isObjectType(getNamedType(field.type))
  const shape = isRows ? shapeOf(operation, field, nodes) : null
  // How many rows are written is what is sent, which has a limit of its own.
  if (shape !== null) assertCost(operation.types, root.table, { ...shape, limit: 1 }, call.cost)
  const given = argumentsOf(operation, field, nodes)
  const mutation = { types: operation.types, table: root.table, given, shape }
  switch (root.kind) {
    case 'create-one':
    case 'update-one':
    case 'update-singleton':
      return answerOne(mutation, root.kind, call)
    case 'create-many':
    case 'update-many':
    case 'update-each':
      return answerMany(mutation, root.kind, call)
    default:
      throw new Error(`A mutation does not ${root.kind}.`)
  }
}

/** Of one row: the row, or null where it is hidden from its writer. */
async function answerOne(
  { types, table, given, shape }: Mutation,
  kind: 'create-one' | 'update-one' | 'update-singleton',
  { session, options }: Call,
): Promise<string> {
  const data = toPayload(types, table, given['data'] as Row)
  const query = shape ?? {}
  if (kind === 'update-one') {
    const target = { keys: [toKey(types, table, given['id'])] }
    const text = await session.updateJson(table, target, data, query, options)
    // Hidden from its writer it would be null.
    if (text === '[]') throw new ForbiddenError()
    return answered(text, shape)
  }
  const text =
    kind === 'create-one'
      ? await session.createJson(table, [data], query, options)
      : await writeSingleton(session, types.table(table), data, query, options)
  return answered(text, shape)
}

/** The row of an answer; who may not read any is told that it is done. */
function answered(text: string | null, shape: ReadQuery | null): string {
  if (shape === null) return 'true'
  return (text === null ? null : onlyElement(text)) ?? 'null'
}

/** Of several rows: those that their writer may read, in the order in which they were written. */
async function answerMany(
  mutation: Mutation,
  kind: 'create-many' | 'update-many' | 'update-each',
  { session, options }: Call,
): Promise<string> {
  const { types, table, given, shape } = mutation
  const asked = shape === null ? {} : listQuery(types, table, given)
  if (Object.keys(asked).length > 0) {
    return session.transaction(async (inner) => {
      const keys = await writeKeys(inner)
      const { data } = await inner.readJson(table, { ...shape, ...asked }, { keys })
      return data
    }, options)
  }
  const text = await writeRows()
  return shape === null ? 'true' : (text ?? '[]')

  function items(): readonly Row[] {
    const list = isGiven(given['data']) ? (given['data'] as readonly Row[]) : []
    return list.map((each) => toPayload(types, table, each))
  }

  function writeRows(): Promise<string | null> {
    const query = shape ?? {}
    if (kind === 'create-many') return session.createJson(table, items(), query, options)
    if (kind === 'update-each') return session.updateEachJson(table, items(), query, options)
    const data = toPayload(types, table, given['data'] as Row)
    return session.updateJson(table, { keys: keysOf(mutation) }, data, query, options)
  }

  function writeKeys(inner: Session): Promise<readonly Key[]> {
    if (kind === 'create-many') return inner.create(table, items())
    if (kind === 'update-each') return inner.updateEach(table, items())
    const data = toPayload(types, table, given['data'] as Row)
    return inner.update(table, { keys: keysOf(mutation) }, data)
  }
}

function keysOf({ types, table, given }: Omit<Mutation, 'shape'>): readonly KeyInput[] {
  return (given['ids'] as readonly unknown[]).filter(isGiven).map((id) => toKey(types, table, id))
}

/** The keys as they were sent, under the names that are asked for. */
async function answerDeletion(
  { operation, root, field, nodes }: RootPlace,
  { session, options }: Call,
): Promise<string> {
  const { types } = operation
  const given = argumentsOf(operation, field, nodes)
  const isOne = root.kind === 'delete-one'
  const keys = isOne
    ? [toKey(types, root.table, given['id'])]
    : keysOf({ types, table: root.table, given })
  await session.delete(root.table, { keys }, options)
  const ids = keys.map((key) => idOf(types, root.table, key))
  const type = getNamedType(field.type)
  if (!isObjectType(type)) throw new Error('A deletion answers an object.')
  const fields = [...collectFields(operation, type, selectionSets(nodes))]
  const row = fields.map(([key, [node]]) => [
    key,
    node?.name.value === '__typename' ? type.name : isOne ? ids[0] : ids,
  ])
  return JSON.stringify(Object.fromEntries(row))
}

function idOf(types: Types, table: TableId, input: KeyInput): string {
  const subject = types.table(table)
  const key = parseKey(subject, input)
  if (key === null) throw new ForbiddenError()
  return formatKey(subject, key)
}
