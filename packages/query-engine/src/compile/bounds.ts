import type { Sql } from '../dialect/dialect.js'
import type { Condition, Expression } from '../resolve/resolved.js'
import { logic } from './build.js'
import type { CompileContext } from './context.js'

type Bound = 'lower' | 'upper'

const BOUNDS: Readonly<Record<string, readonly Bound[]>> = {
  '>': ['lower'],
  '>=': ['lower'],
  '<': ['upper'],
  '<=': ['upper'],
}

function boundsOf(condition: Condition): readonly Bound[] {
  if (condition.kind === 'compare') return BOUNDS[condition.operator] ?? []
  return condition.kind === 'between' && !condition.negated ? ['lower', 'upper'] : []
}

/**
 * Whether a rule bounds a column on no side but those on which another condition does too. Then it is the
 * other that should find the rows by an index: people ask for less than they may see.
 */
function boundsLike(rule: Condition, other: Condition): boolean {
  const bounds = boundsOf(rule)
  if (bounds.length === 0) return false
  const others = boundsOf(other)
  return isOfOneColumn(rule, other) && bounds.every((bound) => others.includes(bound))
}

function isOfOneColumn(one: Condition, other: Condition): boolean {
  return 'left' in one && 'left' in other && isSameColumn(one.left, other.left)
}

function isSameColumn(one: Expression, other: Expression): boolean {
  if (one.kind !== 'column' || other.kind !== 'column') return false
  return one.source.alias === other.source.alias && one.column.name === other.column.name
}

/** A row rule and a filter, where they say anything. */
export function rowTests(context: CompileContext, rule: Condition, filter: Condition): Sql[] {
  return [
    ...(isTrue(rule) ? [] : [compileRule(context, rule, filter)]),
    ...(isTrue(filter) ? [] : [context.compileCondition(filter)]),
  ]
}

function isTrue(condition: Condition): boolean {
  return condition.kind === 'constant' && condition.value
}

/**
 * The SQL of the rule by which a column is masked, beside a comparison of it. Where it is about that column itself
 * it finds no rows by an index: another comparison may be about the side that it bounds.
 */
export function compileMask(context: CompileContext, rule: Condition, left: Expression): Sql {
  const compiled = context.compileCondition(rule)
  const isAbout = 'left' in rule && isSameColumn(rule.left, left)
  return isAbout ? context.dialect.withoutIndex(compiled) : compiled
}

/** The SQL of a rule that stands beside what is asked for. */
function compileRule(context: CompileContext, rule: Condition, filter: Condition): Sql {
  if (rule.kind === 'and')
    return logic(
      'and',
      rule.conditions.map((each) => compileRule(context, each, filter)),
    )
  const compiled = context.compileCondition(rule)
  const isAsked = allOf(filter).some((each) => boundsLike(rule, each))
  return isAsked ? context.dialect.withoutIndex(compiled) : compiled
}

function allOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'and' ? condition.conditions.flatMap(allOf) : [condition]
}
