import { isFilterOperator, operandOf } from './operators.js'

/** A filter of the wire: `{ total: { _gt: 100 } }`. */
export type FilterJson = Readonly<Record<string, unknown>>

/** A condition. While its value is missing it is not written. */
export interface FilterRule {
  readonly kind: 'rule'
  /** Tells nodes of a page apart. */
  readonly id: number
  /** Keys on the way to the operator: `['artist', 'year(born)']`; empty where the group's scope is meant. */
  readonly path: readonly string[]
  readonly operator: string
  readonly value: unknown
}

/** Conditions of which all or any have to hold. */
export interface FilterGroup {
  readonly kind: 'group'
  readonly id: number
  /** A relation that all paths below start from: one and the same item of a list has to match. */
  readonly scope: readonly string[]
  readonly logic: '_and' | '_or'
  readonly children: readonly FilterNode[]
}

export type FilterNode = FilterRule | FilterGroup

let lastId = 0

export function newRule(path: readonly string[], operator: string, value: unknown): FilterRule {
  return { kind: 'rule', id: ++lastId, path, operator, value }
}

export function newGroup(
  children: readonly FilterNode[] = [],
  logic: FilterGroup['logic'] = '_and',
  scope: readonly string[] = [],
): FilterGroup {
  return { kind: 'group', id: ++lastId, scope, logic, children }
}

/**
 * Reads a filter as a tree whose root is a group. Short forms come out as what they mean.
 *
 * @throws TypeError with the reason, where it is no filter
 * @example
 * readFilter({ artist: { name: { _eq: 'Bach' } } }).children[0]?.path // ['artist', 'name']
 */
export function readFilter(json: unknown): FilterGroup {
  if (json === null || json === undefined || (Array.isArray(json) && json.length === 0))
    return newGroup()
  const nodes = readNodes(objectOf(json, 'A filter'))
  const [only] = nodes
  return nodes.length === 1 && only?.kind === 'group' && only.scope.length === 0
    ? only
    : newGroup(nodes)
}

function readNodes(json: FilterJson): readonly FilterNode[] {
  return Object.entries(json).flatMap(([key, inner]) => {
    if (key === '_and' || key === '_or') return [readGroup(key, inner)]
    return isFilterOperator(key) ? [readRule([], key, inner)] : readBelow([key], inner)
  })
}

function readGroup(logic: FilterGroup['logic'], json: unknown): FilterGroup {
  if (!Array.isArray(json)) throw new TypeError(`"${logic}" takes a list.`)
  return newGroup(json.map(readNode), logic)
}

function readNode(json: unknown): FilterNode {
  const nodes = readNodes(objectOf(json, 'A condition'))
  const [only] = nodes
  return nodes.length === 1 && only !== undefined ? only : newGroup(nodes)
}

/** What stands below a field: operators, or fields of what it leads to. */
function readBelow(path: readonly string[], json: unknown): readonly FilterNode[] {
  if (typeof json !== 'object' || json === null) return [readRule(path, '_eq', json)]
  const entries = Object.entries(objectOf(json, `"${path.join('.')}"`))
  const rules = entries
    .filter(([key]) => isFilterOperator(key) && !isQuantifier(key))
    .map(([key, value]) => readRule(path, key, value))
  const rest = entries.filter(([key]) => !isFilterOperator(key) || isQuantifier(key))
  const [only] = rest
  if (only === undefined) return rules
  if (rest.length > 1 || only[0] === '_and' || only[0] === '_or') {
    const { logic, children } = readFilter(Object.fromEntries(rest))
    return [...rules, newGroup(children, logic, path)]
  }
  return [...rules, ...readBelow([...path, only[0]], only[1])]
}

/** Null is no value to compare with, but a claim; lists may be written as text with commas. */
function readRule(path: readonly string[], operator: string, value: unknown): FilterRule {
  const operand = operandOf(operator)
  if (value === null && operator === '_eq') return newRule(path, '_null', true)
  if (value === null && operator === '_neq') return newRule(path, '_nnull', true)
  if (operand === 'claim' && (value === false || value === 'false'))
    return newRule(path, OPPOSITES[operator] ?? operator, true)
  if (operand === 'claim') return newRule(path, operator, true)
  const isText = typeof value === 'string' && !value.startsWith('$')
  if ((operand === 'list' || operand === 'pair') && isText)
    return newRule(path, operator, value.split(','))
  return newRule(path, operator, value)
}

const OPPOSITES: Readonly<Record<string, string>> = {
  _null: '_nnull',
  _nnull: '_null',
  _empty: '_nempty',
  _nempty: '_empty',
}

function isQuantifier(key: string): boolean {
  return key === '_some' || key === '_none'
}

function objectOf(json: unknown, what: string): FilterJson {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new TypeError(`${what} has to be an object.`)
  return json as FilterJson
}

/** Writes a tree for the wire, without what is half-typed; null where nothing is left. */
export function writeFilter(node: FilterNode): FilterJson | null {
  if (node.kind === 'rule')
    return isComplete(node) ? nest(node.path, { [node.operator]: node.value }) : null
  const children = node.children.map(writeFilter).filter((child) => child !== null)
  const [first] = children
  if (first === undefined) return null
  return nest(node.scope, children.length === 1 ? first : { [node.logic]: children })
}

function nest(path: readonly string[], json: FilterJson): FilterJson {
  return path.reduceRight<FilterJson>((inner, key) => ({ [key]: inner }), json)
}

/** Whether a rule says enough to be asked. */
function isComplete({ operator, value }: FilterRule): boolean {
  switch (operandOf(operator)) {
    case 'claim':
      return true
    case 'list':
      return Array.isArray(value) ? value.length > 0 : isGiven(value)
    case 'pair':
      return Array.isArray(value) ? value.length === 2 && value.every(isGiven) : isGiven(value)
    case 'json':
      return typeof value === 'object' && value !== null
    default:
      return isGiven(value)
  }
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined && value !== ''
}

/** How many rules are asked, for a badge. */
export function countRules(json: FilterJson | null): number {
  const count = (node: FilterNode): number =>
    node.kind === 'rule' ? 1 : node.children.reduce((sum, child) => sum + count(child), 0)
  return json === null ? 0 : count(readFilter(json))
}

/** Both filters; either may be missing. */
/** A filter of somebody's options; null of what is none. */
export function filterJson(said: unknown): FilterJson | null {
  return typeof said === 'object' && said !== null && !Array.isArray(said)
    ? (said as FilterJson)
    : null
}

export function bothFilters(left: FilterJson | null, right: FilterJson | null): FilterJson | null {
  if (left === null || right === null) return left ?? right
  return { _and: [left, right] }
}
