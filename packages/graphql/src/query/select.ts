import type { NestedQuery, SelectedField, SelectedValue } from '@relvar/query-engine/query'
import type { TableId } from '@relvar/schema-introspect/model'
import type { FieldNode, GraphQLObjectType, SelectionSetNode } from 'graphql'
import { getArgumentValues, getNamedType, isObjectType, isUnionType } from 'graphql'
import { meaningOf, tableOf } from '../schema/meaning.js'
import { collectFields, selectionSets } from './collect-fields.js'
import type { Operation } from './operation.js'
import { listQuery } from './list-query.js'

/**
 * What the engine is to select for a selection set: one key for each key of the answer, in its order.
 *
 * @param sets what is asked of the rows, in one place or several
 */
export function selectFields(
  operation: Operation,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): readonly SelectedField[] {
  const collected = collectFields(operation, type, sets)
  return [...collected].map(([key, nodes]) => selectField(operation, type, key, nodes))
}

function selectField(
  operation: Operation,
  type: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): SelectedField {
  const [node] = nodes
  if (node === undefined) throw new Error(`Nobody asked for "${key}".`)
  if (node.name.value === '__typename') return { kind: 'literal', key, text: type.name }
  const field = type.getFields()[node.name.value]
  const known = field === undefined ? undefined : meaningOf(field)
  if (field === undefined || known === undefined)
    throw new Error(`Field "${type.name}.${node.name.value}" has no meaning.`)
  const inner = getNamedType(field.type)
  const sets = selectionSets(nodes)
  switch (known.kind) {
    case 'field':
      return {
        kind: 'field',
        key,
        field: known.field,
        ...(known.words && { words: known.words }),
      }
    case 'groups':
      return { kind: 'groups', key }
    case 'related': {
      const { relationship, table } = known
      const given = getArgumentValues(field, node, operation.variables)
      const query = listQuery(operation.types, table, given)
      return { kind: 'related', key, relationship, query: { ...query, select: selectOf(inner) } }
    }
    case 'any':
      return { kind: 'any', key, relationship: known.relationship, branches: branchesOf(inner) }
    case 'functions':
      return { kind: 'object', key, members: functionsOf(operation, inner, sets, known.field) }
    case 'aggregate':
      return {
        kind: 'aggregate',
        key,
        function: known.function,
        members: isObjectType(inner) ? (selectOf(inner) as readonly SelectedValue[]) : null,
      }
    default:
      throw new Error(`Field "${type.name}.${node.name.value}" stands below the root.`)
  }

  function selectOf(type: unknown): readonly SelectedField[] {
    if (!isObjectType(type)) throw new Error(`"${key}" is no object.`)
    return selectFields(operation, type, sets)
  }

  /** A table of which nothing is asked gives an empty object; it is no other table's row either. */
  function branchesOf(type: unknown): Readonly<Record<TableId, NestedQuery>> {
    if (!isUnionType(type)) throw new Error(`"${key}" is no union.`)
    const members = type.getTypes().map((each) => [tableOf(each) ?? '', each] as const)
    return Object.fromEntries(members.map(([id, each]) => [id, { select: selectOf(each) }]))
  }
}

/** `date_func { year }`: values under names of functions. */
function functionsOf(
  operation: Operation,
  type: unknown,
  sets: readonly SelectionSetNode[],
  field: string,
): readonly SelectedValue[] {
  if (!isObjectType(type)) throw new Error(`Functions of "${field}" are no object.`)
  return [...collectFields(operation, type, sets)].map(([key, [node]]): SelectedValue => {
    const name = node?.name.value ?? ''
    if (node === undefined || name === '__typename')
      return { kind: 'literal', key, text: type.name }
    const definition = type.getFields()[name]
    const known = definition === undefined ? undefined : meaningOf(definition)
    if (definition === undefined || known?.kind !== 'function')
      throw new Error(`"${name}" is no function.`)
    const given = getArgumentValues(definition, node, operation.variables)
    const argument = known.argument === undefined ? '' : `, ${String(given[known.argument])}`
    return { kind: 'field', key, field: `${known.name}(${field}${argument})` }
  })
}
