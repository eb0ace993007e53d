import type {
  ASTVisitor,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
  ValidationContext,
  ValidationRule,
} from 'graphql'
import { GraphQLError, Kind } from 'graphql'
import type { GraphQLLimits } from '../options.js'
import { repeatsRule } from './repeats-rule.js'

/** What one operation asks for with its fragments spread, as far as it is limited. */
interface Measure {
  readonly depth: number
  readonly fields: number
  readonly aliases: number
  readonly roots: number
}

const NOTHING: Measure = { depth: 0, fields: 0, aliases: 0, roots: 0 }

/**
 * What tells all of a schema is as large as that, 24 MB of 500 tables: asked for under 50 aliases it would
 * be more than a server holds.
 */
const wholes: readonly string[] = ['__schema', 'server_specs_oas', 'server_specs_graphql']

/** Rules that refuse operations which ask for too much; errors name the number and the setting. */
export function limitRules(limits: GraphQLLimits): readonly ValidationRule[] {
  return [withinLimits, usedOnce, repeatsRule(limits)]

  /** Through fragments and aliases too: a second guess at a password wants a request of its own. */
  function usedOnce(context: ValidationContext): ASTVisitor {
    const names = [...limits.singleUse, ...wholes]
    const count = rootCounter(context, new Set(names))
    return {
      OperationDefinition(node: OperationDefinitionNode) {
        const counts = count(node.selectionSet)
        const twice = names.find((name) => (counts.get(name) ?? 0) > 1)
        if (twice === undefined) return
        const setting = wholes.includes(twice) ? '' : ' (GRAPHQL_SINGLE_USE_MUTATIONS)'
        const message = `"${twice}" may occur once in an operation${setting}.`
        context.reportError(new GraphQLError(message, { nodes: [node] }))
      },
    }
  }

  function withinLimits(context: ValidationContext): ASTVisitor {
    const measure = measurer(context)
    return {
      OperationDefinition(node: OperationDefinitionNode) {
        const { depth, fields, aliases, roots } = measure(node.selectionSet)
        const refuse = (message: string): void =>
          context.reportError(new GraphQLError(message, { nodes: [node] }))
        if (depth > limits.maxDepth)
          refuse(
            `The query is ${depth} levels deep; at most ${limits.maxDepth} (GRAPHQL_MAX_DEPTH).`,
          )
        if (fields > limits.maxFields)
          refuse(
            `The query has ${fields} fields, fragments spread; at most ${limits.maxFields} (GRAPHQL_MAX_FIELDS).`,
          )
        if (aliases > limits.maxAliases)
          refuse(
            `The query has ${aliases} aliases; at most ${limits.maxAliases} (GRAPHQL_MAX_ALIASES).`,
          )
        if (roots > limits.maxRoots)
          refuse(
            `The query has ${roots} root fields; at most ${limits.maxRoots} (GRAPHQL_MAX_ROOTS).`,
          )
      },
    }
  }
}

type Counts = ReadonlyMap<string, number>

/**
 * Counts how often root fields of some names occur. Each fragment is looked into once: a few that each
 * spread the next one twice stand for more fields than anybody could walk through.
 */
function rootCounter(
  context: ValidationContext,
  names: ReadonlySet<string>,
): (set: SelectionSetNode) => Counts {
  const fragments = new Map<string, Counts>()
  return count

  function count(set: SelectionSetNode): Counts {
    const total = new Map<string, number>()
    for (const selection of set.selections)
      for (const [name, times] of countOne(selection))
        total.set(name, (total.get(name) ?? 0) + times)
    return total
  }

  function countOne(selection: SelectionSetNode['selections'][number]): Counts {
    if (selection.kind === Kind.INLINE_FRAGMENT) return count(selection.selectionSet)
    if (selection.kind === Kind.FRAGMENT_SPREAD) return countFragment(selection.name.value)
    const name = selection.name.value
    return names.has(name) ? new Map([[name, 1]]) : new Map()
  }

  /** A fragment that spreads itself is refused by another rule. */
  function countFragment(name: string): Counts {
    const known = fragments.get(name)
    if (known !== undefined) return known
    fragments.set(name, new Map())
    const fragment = context.getFragment(name)
    const counts = fragment ? count(fragment.selectionSet) : new Map<string, number>()
    fragments.set(name, counts)
    return counts
  }
}

/** Measures selection sets, each fragment once. */
function measurer(context: ValidationContext): (set: SelectionSetNode) => Measure {
  const fragments = new Map<string, Measure>()
  return measure

  function measure(set: SelectionSetNode): Measure {
    return set.selections.map(measureOne).reduce(together, NOTHING)
  }

  function measureOne(selection: SelectionSetNode['selections'][number]): Measure {
    if (selection.kind === Kind.INLINE_FRAGMENT) return measure(selection.selectionSet)
    if (selection.kind === Kind.FRAGMENT_SPREAD) return measureFragment(selection.name.value)
    const inner = selection.selectionSet === undefined ? NOTHING : measure(selection.selectionSet)
    const own = selection.alias === undefined ? 0 : 1
    // Introspection is as deep as types are wrapped, and costs no statement.
    const depth = selection.name.value.startsWith('__') ? 0 : inner.depth + 1
    return { depth, fields: inner.fields + 1, aliases: inner.aliases + own, roots: 1 }
  }

  /** A fragment that spreads itself is refused by another rule. */
  function measureFragment(name: string): Measure {
    const known = fragments.get(name)
    if (known !== undefined) return known
    fragments.set(name, NOTHING)
    const fragment: FragmentDefinitionNode | null | undefined = context.getFragment(name)
    const measured =
      fragment === null || fragment === undefined ? NOTHING : measure(fragment.selectionSet)
    fragments.set(name, measured)
    return measured
  }
}

function together(a: Measure, b: Measure): Measure {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    roots: a.roots + b.roots,
  }
}
