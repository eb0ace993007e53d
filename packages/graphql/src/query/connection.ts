import { type EdgePage, InvalidQueryError } from '@relvar/query-engine'
import type { MetaName, ReadQuery } from '@relvar/query-engine/query'
import type { TableId } from '@relvar/schema-introspect/model'
import type { FieldNode, GraphQLField, GraphQLObjectType, SelectionSetNode } from 'graphql'
import { getNamedType, isObjectType } from 'graphql'
import { type EdgePart, meaningOf } from '../schema/meaning.js'
import { collectFields, selectionSets } from './collect-fields.js'
import { type Arguments, isGiven, listQuery } from './list-query.js'
import type { Operation } from './operation.js'
import { argumentsOf } from './root-query.js'
import { selectFields } from './select.js'

/** A connection as one read of the engine, and how its answer is written. */
export interface ConnectionQuery {
  readonly query: ReadQuery
  readonly meta: readonly MetaName[]
  /** The JSON text of the answer. */
  readonly write: (page: EdgePage) => string
}

/** A key of the answer: a text of its own, or what stands around rows. */
type Member =
  | { readonly key: string; readonly part: 'typename'; readonly text: string }
  | { readonly key: string; readonly part: 'node'; readonly sets: readonly SelectionSetNode[] }
  | {
      readonly key: string
      readonly part: Exclude<EdgePart, 'node'>
      readonly members: readonly Member[]
    }

/**
 * Compiles a connection: rows, cursors, and the number of all rows where it is asked for, in one read.
 *
 * @throws InvalidQueryError for pages that are none, and for rows that are asked for twice
 */
export function connectionQuery(
  operation: Operation,
  table: TableId,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): ConnectionQuery {
  const { types } = operation
  const given = argumentsOf(operation, field, nodes)
  const members = membersOf(operation, getNamedType(field.type), selectionSets(nodes))
  const asksFor = (part: EdgePart): boolean => members.some((member) => member.part === part)
  const page = asksFor('edges') || asksFor('page') ? pageOf(given) : { limit: 1 }
  const select = selectOf(operation, table, members)
  return {
    query: { ...listQuery(types, table, filtersOf(given)), ...page, codec: 'graphql', select },
    meta: asksFor('total') ? ['filter_count'] : [],
    write: (edges) => object(members, (member) => connectionText(member, edges)),
  }
}

function filtersOf({ filter, sort, search }: Arguments): Arguments {
  return { filter, sort, search }
}

/** `first` goes on from `after`, `last` goes back from `before`. */
function pageOf({ first, after, last, before }: Arguments): ReadQuery {
  const backwards = isGiven(last) || isGiven(before)
  if (backwards && (isGiven(first) || isGiven(after)))
    throw new InvalidQueryError(
      'A page is the "first" rows "after" a cursor or the "last" "before" one.',
    )
  const limit = backwards ? last : first
  if (isGiven(limit) && Number(limit) < 0)
    throw new InvalidQueryError(`"${backwards ? 'last' : 'first'}" cannot be negative.`)
  return {
    ...(isGiven(limit) && { limit: Number(limit) }),
    ...(isGiven(after) && { after: String(after) }),
    ...(isGiven(before) && { before: String(before) }),
    ...(backwards && { fromEnd: true }),
  }
}

function membersOf(
  operation: Operation,
  type: unknown,
  sets: readonly SelectionSetNode[],
): readonly Member[] {
  if (!isObjectType(type)) return []
  return [...collectFields(operation, type, sets)].map(([key, nodes]) =>
    memberOf(operation, type, key, nodes),
  )
}

function memberOf(
  operation: Operation,
  type: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): Member {
  const name = nodes[0]?.name.value ?? ''
  if (name === '__typename') return { key, part: 'typename', text: type.name }
  const field = type.getFields()[name]
  const known = field === undefined ? undefined : meaningOf(field)
  if (field === undefined || known?.kind !== 'connection')
    throw new Error(`"${type.name}.${name}" is no part of a connection.`)
  const sets = selectionSets(nodes)
  if (known.part === 'node') return { key, part: 'node', sets }
  return { key, part: known.part, members: membersOf(operation, getNamedType(field.type), sets) }
}

/** The text of a row is written where its node stands, so it can stand in one place only. */
function selectOf(
  operation: Operation,
  table: TableId,
  members: readonly Member[],
): NonNullable<ReadQuery['select']> {
  const edges = members.flatMap((member) => (member.part === 'edges' ? member.members : []))
  const [node, ...others] = edges.filter((member) => member.part === 'node')
  if (others.length > 0)
    throw new InvalidQueryError(
      'The rows of a connection can be asked for once: put what you ask of "node" in one place, or ask for the connection twice.',
    )
  if (node === undefined) return [{ kind: 'literal', key: 'node', text: 'node' }]
  const type = operation.schema.getType(operation.types.subject(table).name)
  if (!isObjectType(type)) throw new Error(`Rows of "${table}" have no type.`)
  return selectFields(operation, type, node.sets)
}

function connectionText(member: Member, page: EdgePage): string {
  switch (member.part) {
    case 'typename':
      return JSON.stringify(member.text)
    case 'total':
      return JSON.stringify(page.meta.filter_count ?? null)
    case 'page':
      return object(member.members, (inner) => JSON.stringify(pageValue(inner, page)))
    case 'edges':
      return `[${page.edges.map((edge) => edgeText(member.members, edge)).join(',')}]`
    default:
      throw new Error(`"${member.part}" stands deeper in a connection.`)
  }
}

function edgeText(members: readonly Member[], edge: EdgePage['edges'][number]): string {
  return object(members, (member) => {
    if (member.part === 'node') return edge.node
    return JSON.stringify(member.part === 'typename' ? member.text : edge.cursor)
  })
}

function pageValue(member: Member, { edges, hasNext, hasPrevious }: EdgePage): unknown {
  switch (member.part) {
    case 'typename':
      return member.text
    case 'has-next':
      return hasNext
    case 'has-previous':
      return hasPrevious
    case 'start':
      return edges[0]?.cursor ?? null
    default:
      return edges.at(-1)?.cursor ?? null
  }
}

function object(members: readonly Member[], text: (member: Member) => string): string {
  return `{${members.map((member) => `${JSON.stringify(member.key)}:${text(member)}`).join(',')}}`
}
