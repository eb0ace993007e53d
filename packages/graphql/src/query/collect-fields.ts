import type { DirectiveNode, FieldNode, GraphQLObjectType, SelectionSetNode } from 'graphql'
import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
} from 'graphql'
import type { Operation } from './operation.js'

/** The fields of one object by their keys in the answer; a key that is asked for twice has several nodes. */
export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>

/**
 * What is asked of objects of a type, fragments spread and directives heeded, in the order in which
 * answers have it.
 *
 * @see https://spec.graphql.org/October2021/#CollectFields()
 */
export function collectFields(
  operation: Operation,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): CollectedFields {
  const fields = new Map<string, FieldNode[]>()
  const spread = new Set<string>()
  for (const set of sets) collect(set)
  return fields

  function collect(set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (!isIncluded(operation, selection)) continue
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const known = fields.get(key)
        if (known === undefined) fields.set(key, [selection])
        else known.push(selection)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (isOf(selection.typeCondition?.name.value)) collect(selection.selectionSet)
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value)
        const fragment = operation.fragments[selection.name.value]
        if (fragment !== undefined && isOf(fragment.typeCondition.name.value))
          collect(fragment.selectionSet)
      }
    }
  }

  function isOf(name: string | undefined): boolean {
    if (name === undefined || name === type.name) return true
    const condition = operation.schema.getType(name)
    return isAbstractType(condition) && operation.schema.isSubType(condition, type)
  }
}

/** What is asked of the objects that a field leads to, wherever it stands. */
export function selectionSets(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]))
}

function isIncluded(
  { variables }: Operation,
  node: { readonly directives?: readonly DirectiveNode[] | undefined },
): boolean {
  if (node.directives === undefined || node.directives.length === 0) return true
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
}
