/** What an expression is made of: a name or literal, or an operator or function before what it is of. */
export type Tree = string | readonly Tree[]

/** Other spellings of the same. */
const SAME: Readonly<Record<string, string>> = {
  '==': '=',
  '!=': '<>',
  '~~': 'like',
  '~~*': 'ilike',
  '&&': 'and',
  mod: '%',
  rlike: 'regexp',
}

/** An operator between two operands; PostgreSQL prints IN and LIKE in other words. */
export function binary(operator: string, left: Tree, right: Tree): Tree {
  if (operator === '!~~' || operator === '!~~*')
    return negated(binary(operator.slice(1), left, right))
  const plain = SAME[operator] ?? operator
  if (plain === 'and' || plain === 'or') return joined(plain, left, right)
  const any = plain === '=' ? listOf(right, '"any"') : null
  if (any !== null) return membership(left, any)
  const all = plain === '<>' ? listOf(right, '"all"') : null
  return all === null ? [plain, left, right] : negated(membership(left, all))
}

/** The values of `any (array[...])`. */
function listOf(tree: Tree, quantifier: string): readonly Tree[] | null {
  const [name, list] = typeof tree === 'string' ? [] : tree
  if (name !== quantifier || list === undefined || typeof list === 'string') return null
  return list[0] === '"array"' ? list.slice(1) : null
}

/** IN of one value is a comparison. */
export function membership(left: Tree, list: readonly Tree[]): Tree {
  const [only] = list
  return list.length === 1 && only !== undefined ? ['=', left, only] : ['in', left, ...list]
}

/** Conditions that are joined in another order of parentheses are the same. */
export function joined(operator: 'and' | 'or', ...trees: readonly Tree[]): Tree {
  const flat = trees.flatMap((tree) =>
    typeof tree !== 'string' && tree[0] === operator ? tree.slice(1) : [tree],
  )
  return [operator, ...flat]
}

const OPPOSITES: Readonly<Record<string, string>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
}

/** NOT IN of one value and NOT BETWEEN are printed as the opposite comparisons; it is the same for nulls. */
export function negated(tree: Tree): Tree {
  if (typeof tree === 'string') return ['not', tree]
  const [operator, ...operands] = tree
  const [first] = operands
  if (operator === 'not' && first !== undefined) return first
  if (operator === 'and' || operator === 'or')
    return joined(operator === 'and' ? 'or' : 'and', ...operands.map(negated))
  const opposite = OPPOSITES[String(operator)]
  return opposite === undefined ? ['not', tree] : [opposite, ...operands]
}

export function signed(sign: string, tree: Tree): Tree {
  return typeof tree === 'string' && /^\d/.test(tree) ? `${sign}${tree}` : [sign, tree]
}

const NUMBERS = ['integer', 'bigint', 'smallint', 'numeric', 'real', 'double']

/** A value that PostgreSQL printed with its type; numbers below zero it prints as texts. */
export function uncast(tree: Tree, type: string): Tree {
  const number = /^'(-?\d+(?:\.\d+)?)'$/.exec(String(tree))?.[1]
  return number !== undefined && NUMBERS.includes(type) ? number : tree
}

/** Without a last part that says nothing: PostgreSQL prints an ELSE that nobody wrote. */
export function without(parts: readonly Tree[], last: Tree): readonly Tree[] {
  return JSON.stringify(parts.at(-1)) === JSON.stringify(last) ? parts.slice(0, -1) : parts
}
