import type { ReadQuery } from '@relvar/query-engine/query'
import { constantQuery } from '@relvar/query-engine'
import type { ASTNode, FieldNode } from 'graphql'
import { BREAK, visit } from 'graphql'
import type { Operation } from './operation.js'

/**
 * Makes the query of a field, and keeps it where it comes out the same each time: what is made of its
 * text by the engine is kept with it then. Documents that clients repeat are kept, each for one schema,
 * so that a field's node stands for both.
 *
 * @param parts what the query is made of; one without a variable in any of them is the same each time
 */
export type KeepQuery = (
  operation: Operation,
  nodes: readonly FieldNode[],
  parts: readonly ASTNode[],
  make: () => ReadQuery,
) => ReadQuery

export function createKeptQueries(): KeepQuery {
  const kept = new WeakMap<FieldNode, ReadQuery>()
  return (operation, nodes, parts, make) => {
    const [node] = nodes
    // A field that stands in several places is what all of them ask for.
    if (node === undefined || nodes.length > 1) return make()
    const known = kept.get(node)
    if (known !== undefined) return known
    const made = make()
    if (hasVariables(operation, parts)) return made
    const constant = constantQuery(made)
    kept.set(node, constant)
    return constant
  }
}

/** Whether a variable stands anywhere in these parts of a document, the fragments that they spread included. */
function hasVariables({ fragments }: Operation, parts: readonly ASTNode[]): boolean {
  const spread = new Set<string>()
  return parts.some(isVariable)

  function isVariable(part: ASTNode): boolean {
    let found = false
    visit(part, {
      Variable() {
        found = true
        return BREAK
      },
      FragmentSpread({ name: { value } }) {
        const fragment = spread.has(value) ? undefined : fragments[value]
        spread.add(value)
        if (fragment === undefined || !isVariable(fragment)) return undefined
        found = true
        return BREAK
      },
    })
    return found
  }
}
