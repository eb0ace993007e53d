import type { OperationNode, RawNode, RootOperationNode, TableNode } from 'kysely'
import { Slot } from '../../src/plan/slot.js'

/**
 * Walks the tree of a statement and answers the tables in it that no guard covers. A guard is told
 * by its mark: somewhere the alias of the table has to be compared with the mark of the table.
 */
export function uncoveredTables(
  node: RootOperationNode,
  marks: ReadonlyMap<string, string | number>,
): readonly string[] {
  const uses: { readonly table: string; readonly alias: string }[] = []
  const covered = new Set<string>()
  walk(node)
  return uses
    .filter(({ table, alias }) => !covered.has(`${alias} ${String(marks.get(table))}`))
    .map(({ table }) => table)

  function walk(each: OperationNode): void {
    if (tableIn(each) !== null) return
    if (each.kind === 'RawNode') {
      noteUse(each as RawNode)
      noteComparison(each as RawNode)
    }
    for (const child of childrenOf(each)) walk(child)
  }

  /** `from <table> as <alias>`, in whatever piece of SQL. */
  function noteUse({ sqlFragments, parameters }: RawNode): void {
    for (const [index, parameter] of parameters.entries()) {
      const table = tableIn(parameter)
      if (table === null) continue
      const next = parameters[index + 1]
      if (!(sqlFragments[index + 1] ?? '').endsWith(' as ') || next === undefined) {
        throw new Error('A table without an alias cannot be told apart.')
      }
      uses.push({ table: table.table.identifier.name, alias: namesIn(next)[0] ?? '' })
    }
  }

  /** `<alias>.<column> <> <mark>`. */
  function noteComparison({ parameters }: RawNode): void {
    const [left, operator, right, ...more] = parameters
    if (left === undefined || right === undefined || more.length > 0 || !isUnequal(operator)) return
    const mark = slotIn(right)
    if (mark !== null) covered.add(`${namesIn(left)[0] ?? ''} ${String(mark.value)}`)
  }
}

function isUnequal(node: OperationNode | undefined): boolean {
  return node?.kind === 'RawNode' && (node as RawNode).sqlFragments.join() === '<>'
}

function childrenOf(node: OperationNode): readonly OperationNode[] {
  return Object.values(node).flatMap((value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter(isNode),
  )
}

function isNode(value: unknown): value is OperationNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    String(value.kind).endsWith('Node')
  )
}

/** A table reference may be wrapped in pieces of SQL that are nothing else. */
function tableIn(node: OperationNode): TableNode | null {
  if (node.kind === 'TableNode') return node as TableNode
  if (node.kind !== 'RawNode') return null
  const { parameters, sqlFragments } = node as RawNode
  const [only] = parameters
  const isWrapper = parameters.length === 1 && sqlFragments.every((fragment) => fragment === '')
  return isWrapper && only !== undefined ? tableIn(only) : null
}

/** A value, maybe within a cast. */
function slotIn(node: OperationNode): Slot | null {
  if (node.kind === 'ValueNode') {
    const { value } = node as OperationNode & { readonly value: unknown }
    return value instanceof Slot ? value : null
  }
  const { parameters = [] } = node as Partial<RawNode>
  const [only] = parameters
  return parameters.length === 1 && only !== undefined ? slotIn(only) : null
}

/** The names that a piece of SQL is made of, in order. */
function namesIn(node: OperationNode): readonly string[] {
  if (node.kind === 'IdentifierNode')
    return [(node as OperationNode & { readonly name: string }).name]
  return node.kind === 'ValueNode' ? [] : childrenOf(node).flatMap(namesIn)
}
