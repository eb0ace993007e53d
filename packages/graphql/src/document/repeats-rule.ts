import type {
  ASTVisitor,
  FieldNode,
  OperationDefinitionNode,
  SelectionSetNode,
  ValidationContext,
  ValidationRule,
} from 'graphql'
import { GraphQLError, Kind } from 'graphql'
import type { GraphQLLimits } from '../options.js'

/**
 * Refuses operations that ask for one key of the answer too often in one place. Whether fields of one key
 * can be merged is found out by comparing each with each: within `maxFields` that could be millions of
 * comparisons, with a limit to the number of each it is that limit times the fields.
 *
 * @see https://spec.graphql.org/October2021/#sec-Field-Selection-Merging
 */
export function repeatsRule({
  maxRepeats,
  maxFields,
  maxDepth,
}: Pick<GraphQLLimits, 'maxRepeats' | 'maxFields' | 'maxDepth'>): ValidationRule {
  return (context): ASTVisitor => ({
    OperationDefinition(node: OperationDefinitionNode) {
      const found = mostRepeated(context, node, { fields: maxFields, depth: maxDepth })
      if (found.times <= maxRepeats) return
      const key = found.key.slice(0, 100)
      const message = `The query asks for "${key}" ${found.times} times in one place; at most ${maxRepeats} (GRAPHQL_MAX_REPEATS).`
      context.reportError(new GraphQLError(message, { nodes: [node] }))
    },
  })
}

interface Repeated {
  readonly key: string
  readonly times: number
}

/**
 * The key that stands most often in one place, all selections of that place together.
 *
 * @param within where to stop: what has more is refused by other rules, and so are fragments without end
 */
function mostRepeated(
  context: ValidationContext,
  operation: OperationDefinitionNode,
  within: { readonly fields: number; readonly depth: number },
): Repeated {
  let visited = 0
  let most: Repeated = { key: '', times: 0 }
  look([operation.selectionSet], 0)
  return most

  function look(sets: readonly SelectionSetNode[], depth: number): void {
    if (depth > within.depth) return
    const places = new Map<string, FieldNode[]>()
    const spread = new Set<string>()
    for (const set of sets) collect(set, places, spread)
    for (const [key, nodes] of places) {
      if (nodes.length > most.times) most = { key, times: nodes.length }
      const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
      if (inner.length > 0) look(inner, depth + 1)
    }
  }

  function collect(
    set: SelectionSetNode,
    places: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const selection of set.selections) {
      if (visited >= within.fields) return
      visited += 1
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const known = places.get(key)
        if (known === undefined) places.set(key, [selection])
        else known.push(selection)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet, places, spread)
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value)
        const fragment = context.getFragment(selection.name.value)
        if (fragment) collect(fragment.selectionSet, places, spread)
      }
    }
  }
}
